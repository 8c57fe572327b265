import { expect } from 'chai';
import type { AnnouncedService } from '../../../src/server/discovery/announcement-store.ts';
import { ClusterNodes } from '../../../src/server/discovery/cluster-nodes.ts';
import type { NodeState } from '../../../src/server/discovery/cluster-nodes.ts';

const self = {
  nodeId: 'c',
  uri: 'http://c:8080',
  version: '435',
  coordinator: true,
  catalogHandleIds: ['tpch:normal:default'],
};

const announced = (
  nodeId: string,
  properties: Record<string, string> = {},
  type = 'trino',
): AnnouncedService => ({
  id: nodeId,
  nodeId,
  type,
  pool: 'general',
  location: `/${nodeId}`,
  properties: { node_version: '435', http: `http://${nodeId}:8080/`, ...properties },
});

describe('nodes of a cluster', () => {
  const dead = new Set<string>();
  const states = new Map<string, NodeState>();
  let own: NodeState;
  let nodes: ClusterNodes;
  const ids = (list: readonly { nodeId: string }[]): string[] => list.map(({ nodeId }) => nodeId);

  beforeEach(() => {
    dead.clear();
    states.clear();
    own = 'ACTIVE';
    nodes = new ClusterNodes({
      self,
      selfState: () => own,
      includeCoordinator: false,
      isAlive: (nodeId) => !dead.has(nodeId),
      stateOf: (nodeId) => states.get(nodeId),
    });
  });

  it('begin with this one', () => {
    expect(nodes.active()).to.deep.equal([self]);
    expect(nodes.schedulable()).to.deep.equal([]);
  });

  it('are those that announce themselves', () => {
    nodes.announced([
      announced('w', { coordinator: 'false', catalogHandleIds: 'a:normal:default,b:normal:default' }),
      announced('c', { coordinator: 'true' }),
      announced('x', {}, 'discovery'),
    ]);
    expect(ids(nodes.active())).to.deep.equal(['c', 'w']);
    expect(nodes.schedulable()).to.deep.equal([
      {
        nodeId: 'w',
        uri: 'http://w:8080',
        version: '435',
        coordinator: false,
        catalogHandleIds: ['a:normal:default', 'b:normal:default'],
      },
    ]);
  });

  it('are inactive with another version, not there without one', () => {
    nodes.announced([announced('old', { node_version: '434' }), announced('none', { node_version: '' })]);
    expect(ids(nodes.active())).to.deep.equal(['c']);
    expect(ids(nodes.inactive())).to.deep.equal(['old']);
  });

  it('are inactive without heartbeats, and move when they say that they go', () => {
    nodes.announced([announced('a'), announced('b')]);
    dead.add('a');
    states.set('b', 'SHUTTING_DOWN');
    nodes.refresh();
    expect(ids(nodes.inactive())).to.deep.equal(['a']);
    expect(ids(nodes.shuttingDown())).to.deep.equal(['b']);
    expect(ids(nodes.schedulable())).to.deep.equal([]);
    own = 'SHUTTING_DOWN';
    nodes.refresh();
    expect(ids(nodes.shuttingDown())).to.deep.equal(['c', 'b']);
  });

  it('tell of changes, only of changes', () => {
    let changes = 0;
    const stop = nodes.onChange(() => changes++);
    nodes.announced([announced('w')]);
    nodes.announced([announced('w')]);
    nodes.refresh();
    expect(changes).to.equal(1);
    nodes.announced([]);
    expect(changes).to.equal(2);
    stop();
    nodes.announced([announced('w')]);
    expect(changes).to.equal(2);
  });
});
