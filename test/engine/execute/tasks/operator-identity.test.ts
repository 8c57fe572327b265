import { expect } from 'chai';
import { operatorTypes } from '../../../../src/engine/execute/kernel.ts';
import { operatorId, pipelineId } from '../../../../src/engine/execute/tasks/operator-identity.ts';

describe('the numbers of operators', () => {
  it('differ for each node and type, so that a stock coordinator adds up only what is alike', () => {
    const ids = ['0', '1', '16', '327', '9999999', 'df_1'].flatMap((planNodeId) =>
      operatorTypes.map((operatorType) => operatorId({ planNodeId, operatorType })),
    );
    expect(new Set(ids).size).to.equal(ids.length);
    // They are ints there.
    for (const id of [pipelineId, ...ids]) expect(id).to.be.within(0, 2 ** 31 - 1);
  });
});
