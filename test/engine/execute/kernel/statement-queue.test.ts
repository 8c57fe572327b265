import { expect } from 'chai';
import { StatementQueue } from '../../../../src/engine/execute/kernel/statement-queue.ts';

describe('the queue of statements', () => {
  it('lets canceled work leave the line, and keeps the order of the rest', async () => {
    const queue = new StatementQueue(1);
    const order: string[] = [];
    let end = (): void => undefined;
    const first = queue.inTurn(
      () =>
        new Promise<void>((resolve) => {
          end = resolve;
        }),
    );
    const canceled = new AbortController();
    const left = queue
      .inTurn(() => Promise.resolve(order.push('left')), canceled.signal)
      .then(
        () => undefined,
        (error: unknown) => error,
      );
    const stays = new AbortController();
    const second = queue.inTurn(() => Promise.resolve(order.push('second')), stays.signal);
    expect(queue.queued).to.equal(2);
    canceled.abort();
    expect(await left).to.include({ errorName: 'USER_CANCELED' });
    expect(queue.queued).to.equal(1);
    end();
    await Promise.all([first, second]);
    // Whoever had a turn isn't in the line any more.
    stays.abort();
    expect(order).to.deep.equal(['second']);
    expect([queue.running, queue.queued]).to.deep.equal([0, 0]);
  });

  it('refuses to let canceled work wait', async () => {
    const queue = new StatementQueue(1);
    const never = new Promise<void>(() => undefined);
    void queue.inTurn(() => never);
    const canceled = AbortSignal.abort();
    const refusal = await queue.inTurn(() => Promise.resolve(), canceled).catch((error: unknown) => error);
    expect(refusal).to.include({ errorName: 'USER_CANCELED' });
    expect(queue.queued).to.equal(0);
  });
});
