import { expect } from 'chai';
import { loadSpec, type Operation, type Spec } from './spec.ts';

function operations(spec: Spec): Map<string, Operation> {
  const found = Object.values(spec.document.paths).flatMap(({ get, head, post, put, delete: remove }) =>
    [get, head, post, put, remove].flatMap((operation) => (operation === undefined ? [] : [operation])),
  );
  return new Map(found.map((operation) => [operation.operationId, operation]));
}

describe('Specs', () => {
  let coordinator: Spec;
  let worker: Spec;

  before(async () => {
    [coordinator, worker] = await Promise.all([loadSpec('coordinator'), loadSpec('worker')]);
  });

  it('have one schema a name: bundling renames none', () => {
    for (const spec of [coordinator, worker]) {
      const renamed = Object.keys(spec.document.components.schemas).filter(
        (name) => !/^[A-Z][A-Za-z0-9]*$/.test(name),
      );
      expect(renamed, spec.name).to.deep.equal([]);
    }
  });

  it('say the same about the resources that every node has', () => {
    const ours = operations(coordinator);
    const shared = [...operations(worker)].filter(([id]) => ours.has(id));
    expect(shared.map(([id]) => id)).to.have.members([
      'getInfo',
      'headInfo',
      'getInfoState',
      'updateInfoState',
      'getInfoCoordinator',
      'getStatus',
      'headStatus',
      'listThreads',
      'getMemory',
      'getMaxActiveSplits',
    ]);
    for (const [id, operation] of shared) {
      expect(ours.get(id), id).to.deep.equal(operation);
    }
  });

  it('say the same about schemas of the same name', () => {
    const ours = coordinator.document.components.schemas;
    for (const [name, schema] of Object.entries(worker.document.components.schemas)) {
      if (name in ours) expect(ours[name], name).to.deep.equal(schema);
    }
  });
});
