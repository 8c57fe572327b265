import { expect } from 'chai';
import { createTransactionManager } from '../../../src/engine/transaction/transaction-manager.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const how = { isolationLevel: 'READ UNCOMMITTED', readOnly: false } as const;

describe('TransactionManager', () => {
  it('forgets transactions without statements', async () => {
    const clock = new VirtualClock();
    const manager = createTransactionManager({ clock, idleTimeoutMillis: 300_000, idleCheckMillis: 60_000 });
    const idle = manager.begin(how);
    const busy = manager.begin(how);
    busy.enter();
    await clock.advance(290_000);
    expect(idle.idleMillis(clock.now())).to.equal(290_000);
    expect(manager.get(idle.id)).to.equal(idle);
    await clock.advance(120_000);
    expect(() => manager.get(idle.id)).to.throw(`Unknown transaction ID: ${idle.id}`);
    expect([...manager.list()]).to.deep.equal([busy]);
    busy.leave(clock.now());
    await clock.advance(200_000);
    expect(manager.find(busy.id)).to.equal(busy);
    await clock.advance(200_000);
    expect([...manager.list()]).to.deep.equal([]);
    expect(clock.pending).to.equal(0);
  });

  it('has no timer while there are no transactions', () => {
    const clock = new VirtualClock();
    const manager = createTransactionManager({ clock });
    const transaction = manager.beginStatement('11111111-1111-1111-1111-111111111111');
    expect(clock.pending).to.equal(1);
    manager.end(transaction);
    expect(clock.pending).to.equal(0);
  });
});

describe('Transaction', () => {
  const manager = createTransactionManager({ clock: new VirtualClock() });

  it('writes to one catalog', () => {
    const transaction = manager.begin(how);
    transaction.checkWrite('a', true);
    transaction.checkWrite('a', true);
    expect(() => {
      transaction.checkWrite('b', true);
    }).to.throw('Multi-catalog writes not supported in a single transaction. Already wrote to catalog a');
    expect(transaction.writtenCatalog).to.equal('a');
    expect(transaction.catalogs).to.deep.equal(['a', 'b']);
  });

  it('lets a statement of its own write anywhere', () => {
    const transaction = manager.beginStatement('22222222-2222-2222-2222-222222222222');
    transaction.checkWrite('memory', false);
    expect(transaction.writtenCatalog).to.equal('memory');
  });

  it('writes nothing once it is aborted', () => {
    const transaction = manager.begin(how);
    transaction.abort();
    expect(() => {
      transaction.checkWrite('a', true);
    }).to.throw('Current transaction is aborted, commands ignored until end of transaction block');
  });
});
