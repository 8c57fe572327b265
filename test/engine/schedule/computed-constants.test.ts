import { expect } from 'chai';
import { TrinoError } from '../../../src/engine/errors/trino-error.ts';
import type { ConstantExpression, Expression } from '../../../src/engine/expressions/expression.ts';
import { ConstantNeeded } from '../../../src/engine/session/computed-constants.ts';
import type { QueryManagerOptions } from '../../../src/engine/schedule/query-manager.ts';
import { settle } from '../../support/virtual-clock.ts';
import { fakeCoordinator } from './fake-environment.ts';

const one: Expression = { kind: 'symbol', type: { kind: 'bigint' }, name: 'one' };
const value: ConstantExpression = { kind: 'constant', type: { kind: 'bigint' }, value: 1n };

/** A command that needs a constant before it can be planned, and another when it's carried out. */
function needy(found: unknown[]): QueryManagerOptions['plan'] {
  return (_sql, { computed }) => {
    if (computed?.get('planned') === undefined) throw new ConstantNeeded(one, 'planned');
    return {
      kind: 'command',
      columns: [],
      queryType: 'DATA_DEFINITION',
      updateType: 'SET SESSION',
      inputs: [],
      routines: [],
      warnings: [],
      command: {
        updateType: 'SET SESSION',
        execute() {
          const known = computed.get('carried out');
          if (known === undefined) throw new ConstantNeeded(one, 'carried out');
          if (known instanceof TrinoError) throw known;
          found.push(known);
        },
      },
    };
  };
}

describe('constants that a statement needs before it runs', () => {
  it('are computed one by one, and the statement goes on', async () => {
    const found: unknown[] = [];
    const { queries, create } = fakeCoordinator({
      plan: needy(found),
      computeConstant: () => Promise.resolve(value),
    });
    const query = create();
    queries.submit(query);
    await settle();
    expect(query.state).to.equal('FINISHED');
    expect(found).to.deep.equal([value]);
    queries.close();
  });

  it('fail where the statement reads them', async () => {
    const failure = new TrinoError('DIVISION_BY_ZERO', 'Division by zero');
    const { queries, create } = fakeCoordinator({
      plan: needy([]),
      computeConstant: () => Promise.reject(failure),
    });
    const query = create();
    queries.submit(query);
    await settle();
    expect([query.state, query.error]).to.deep.equal(['FAILED', failure]);
    queries.close();
  });

  it('are given up with their statement', async () => {
    const found: unknown[] = [];
    let signal: AbortSignal | undefined;
    let resolve: ((constant: ConstantExpression) => void) | undefined;
    const { queries, create } = fakeCoordinator({
      plan: needy(found),
      computeConstant: (_expression, _session, aborted) => {
        signal = aborted;
        return new Promise((ready) => (resolve = ready));
      },
    });
    const query = create();
    queries.submit(query);
    await settle();
    query.cancel();
    resolve?.(value);
    await settle();
    expect([signal?.aborted, query.state, query.error?.errorName, found]).to.deep.equal([
      true,
      'FAILED',
      'USER_CANCELED',
      [],
    ]);
    queries.close();
  });
});
