import { expect } from 'chai';
import { AnnouncementStore } from '../../../src/server/discovery/announcement-store.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const service = (
  id: string,
  type = 'trino',
): { id: string; type: string; properties: Record<string, string> } => ({
  id,
  type,
  properties: { a: 'b' },
});

describe('announcements', () => {
  let clock: VirtualClock;
  let store: AnnouncementStore;

  beforeEach(() => {
    clock = new VirtualClock();
    store = new AnnouncementStore({ clock, maxAgeMillis: 30_000, cacheMillis: 1_000 });
  });

  it('are looked up by type and pool', async () => {
    store.put('n', { location: '/n', pool: 'general', services: [service('1'), service('2', 'discovery')] });
    store.put('m', { services: [service('3')] });
    expect(store.lookUp().map(({ id }) => id)).to.deep.equal(['1', '2', '3']);
    expect(store.lookUp('trino').map(({ id }) => id)).to.deep.equal(['1', '3']);
    expect(store.lookUp('trino', 'general').map(({ id }) => id)).to.deep.equal(['1', '3']);
    expect(store.lookUp('trino', 'other')).to.deep.equal([]);
    expect(store.lookUp('nope')).to.deep.equal([]);
  });

  it('get the node, pool and location that they lack', () => {
    store.put('scratch4', { services: [service('1')] });
    expect(store.lookUp()).to.deep.equal([
      {
        id: '1',
        nodeId: 'scratch4',
        type: 'trino',
        pool: 'general',
        location: '/somewhere/scratch4',
        properties: { a: 'b' },
      },
    ]);
  });

  it('are seen a second later by those who asked just before', async () => {
    expect(store.lookUp()).to.deep.equal([]);
    store.put('n', { services: [service('1')] });
    expect(store.lookUp()).to.deep.equal([]);
    expect(store.current()).to.have.length(1);
    await clock.advance(999);
    expect(store.lookUp()).to.deep.equal([]);
    await clock.advance(1);
    expect(store.lookUp()).to.have.length(1);
  });

  it('expire 30 s after the last one', async () => {
    store.put('n', { services: [service('1')] });
    await clock.advance(20_000);
    store.put('n', { services: [service('2')] });
    await clock.advance(30_000);
    expect(store.current().map(({ id }) => id)).to.deep.equal(['2']);
    await clock.advance(1);
    expect(store.current()).to.deep.equal([]);
  });

  it('leave a mark when they are withdrawn, with a later version', () => {
    store.put('n', { services: [service('1')] });
    const [before] = store.entries();
    store.delete('n');
    store.delete('n');
    store.delete('unknown');
    const [after, ...others] = store.entries();
    expect(others).to.deep.equal([]);
    expect(after?.services).to.equal(undefined);
    expect(after?.timestamp).to.be.greaterThan(before?.timestamp ?? Infinity);
  });

  it('tell of changes', () => {
    let changes = 0;
    const stop = store.onChange(() => changes++);
    store.put('n', {});
    store.delete('n');
    store.delete('n');
    stop();
    store.put('n', {});
    expect(changes).to.equal(2);
  });
});
