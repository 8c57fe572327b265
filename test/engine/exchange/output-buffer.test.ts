import { expect } from 'chai';

import type { PipelinedOutputBuffers } from '../../../generated/worker/types.ts';
import type { BufferResult } from '../../../src/engine/exchange/buffer-result.ts';
import { OutputBuffer } from '../../../src/engine/exchange/output-buffer.ts';
import type { BufferState } from '../../../src/engine/exchange/output-buffer-state.ts';
import { TaskRequestError } from '../../../src/engine/exchange/task-request-error.ts';
import { VirtualClock, settle } from '../../support/virtual-clock.ts';

const megabyte = 1024 * 1024;

function outputIds(
  type: PipelinedOutputBuffers['type'],
  buffers: Record<string, number>,
  options: { version?: number; final?: boolean } = {},
): PipelinedOutputBuffers {
  return {
    '@type': 'pipelined',
    version: options.version ?? 2,
    type,
    buffers,
    noMoreBufferIds: options.final ?? true,
  };
}

describe('output buffer', () => {
  let clock: VirtualClock;
  let states: BufferState[];
  let statusChanges: number;
  let buffer: OutputBuffer;

  beforeEach(() => {
    clock = new VirtualClock();
    states = [];
    statusChanges = 0;
    buffer = new OutputBuffer({
      clock,
      maxBytes: 1000,
      maxBroadcastBytes: 2000,
      onState: (state) => states.push(state),
      onStatus: () => statusChanges++,
    });
  });

  afterEach(async () => {
    await clock.advance(10_000);
    expect(clock.pending, 'timers left').to.equal(0);
  });

  /** A page whose writer doesn't wait for room. */
  const put = (partition: number, rows: number, bytes: Uint8Array): void => {
    void buffer.enqueue(partition, rows, bytes);
  };
  const page = (fill: number, size = 100): Uint8Array => new Uint8Array(size).fill(fill);
  const read = (
    token: number,
    options: { id?: number; max?: number; wait?: number } = {},
  ): Promise<BufferResult> =>
    buffer.read(options.id ?? 0, token, options.max ?? megabyte, options.wait ?? 1500);
  const fills = (result: BufferResult): (number | undefined)[] => result.pages.map((p) => p.bytes[0]);
  const summary = (result: BufferResult): unknown => ({
    token: result.token,
    next: result.nextToken,
    complete: result.complete,
    pages: fills(result),
  });

  describe('PARTITIONED', () => {
    beforeEach(() => {
      buffer.setOutputBuffers(outputIds('PARTITIONED', { 0: 0 }));
    });

    it('serves pages by token until they are acknowledged (taskapi-replay-results-*)', async () => {
      put(0, 5, page(1));
      put(0, 6, page(2));
      expect(summary(await read(0))).to.deep.equal({ token: 0, next: 2, complete: false, pages: [1, 2] });
      expect(summary(await read(0)), 'again').to.deep.equal({
        token: 0,
        next: 2,
        complete: false,
        pages: [1, 2],
      });
      expect(summary(await read(1)), 'acknowledges page 0').to.deep.equal({
        token: 1,
        next: 2,
        complete: false,
        pages: [2],
      });
      expect(summary(await read(0)), 'acknowledged').to.deep.equal({
        token: 0,
        next: 0,
        complete: false,
        pages: [],
      });
      expect(buffer.bufferedBytes).to.equal(100);
      buffer.setNoMorePages();
      expect(summary(await read(1)), 'not yet acknowledged').to.deep.include({ complete: false, pages: [2] });
      expect(summary(await read(2)), 'end').to.deep.equal({ token: 2, next: 2, complete: true, pages: [] });
      buffer.destroyClient(0);
      expect(summary(await read(2)), 'after destroy').to.deep.equal({
        token: 2,
        next: 2,
        complete: true,
        pages: [],
      });
    });

    it('serves at least one page, however small the allowed size', async () => {
      put(0, 1, page(1));
      put(0, 1, page(2));
      expect(fills(await read(0, { max: 1 }))).to.deep.equal([1]);
      expect(fills(await read(0, { max: 199 }))).to.deep.equal([1]);
      expect(fills(await read(0, { max: 200 }))).to.deep.equal([1, 2]);
    });

    it('refuses a token beyond the end and an unknown buffer (taskapi-replay-results-future, -unknown-buffer)', () => {
      expect(() => read(99)).to.throw(TaskRequestError, 'Invalid sequence id');
      expect(() => read(0, { id: 5 })).to.throw(TaskRequestError, 'index (5) must be less than size (1)');
      expect(() => {
        buffer.acknowledge(0, 1);
      }).to.throw(TaskRequestError, 'Invalid sequence id');
    });

    it('answers a read that waits when a page comes, or empty when its time is over', async () => {
      const waiting = read(0);
      await settle();
      put(0, 1, page(7));
      expect(fills(await waiting)).to.deep.equal([7]);

      const start = clock.now();
      const timedOut = read(1, { wait: 1200 });
      await clock.advance(1199);
      buffer.acknowledge(0, 1);
      await clock.advance(1);
      expect(summary(await timedOut)).to.deep.equal({ token: 1, next: 1, complete: false, pages: [] });
      expect(clock.now() - start).to.equal(1200);
    });

    it('answers an older read empty when the reader asks anew', async () => {
      const older = read(0);
      const newer = read(0);
      expect(summary(await older)).to.deep.equal({ token: 0, next: 0, complete: false, pages: [] });
      put(0, 1, page(3));
      expect(fills(await newer)).to.deep.equal([3]);
    });

    it('sends partition i to buffer i', async () => {
      buffer = new OutputBuffer({ clock, onState: () => undefined, onStatus: () => undefined });
      buffer.setOutputBuffers(outputIds('PARTITIONED', { 0: 0, 1: 1 }));
      put(1, 1, page(11));
      put(0, 1, page(10));
      expect(fills(await read(0, { id: 0 }))).to.deep.equal([10]);
      expect(fills(await read(0, { id: 1 }))).to.deep.equal([11]);
      expect(() => {
        put(2, 1, page(1));
      }).to.throw(TaskRequestError);
      expect(buffer.bufferedBytes, 'a page without a reader is not kept').to.equal(200);
    });

    it('ignores lower and equal versions and refuses to take buffers back', () => {
      buffer.setOutputBuffers(outputIds('PARTITIONED', {}, { version: 1 }));
      buffer.setOutputBuffers(outputIds('PARTITIONED', { 0: 0, 9: 9 }, { version: 2 }));
      expect(buffer.status().outputBuffersVersion).to.equal(2);
      expect(() => {
        buffer.setOutputBuffers(outputIds('PARTITIONED', {}, { version: 3 }));
      }).to.throw(TaskRequestError);
      expect(() => {
        buffer.setOutputBuffers(outputIds('BROADCAST', { 0: 0 }, { version: 3 }));
      }).to.throw(TaskRequestError);
      expect(() => {
        buffer.setOutputBuffers(outputIds('PARTITIONED', { 0: 0, 1: 1 }, { version: 3 }));
      }).to.throw(TaskRequestError);
    });

    it('goes through its states', () => {
      expect(buffer.info(true)).to.deep.include({
        state: 'NO_MORE_BUFFERS',
        canAddBuffers: false,
        canAddPages: true,
      });
      put(0, 3, page(1));
      buffer.setNoMorePages();
      expect(buffer.info(true)).to.deep.include({
        state: 'FLUSHING',
        canAddBuffers: false,
        canAddPages: false,
      });
      expect(buffer.info(false)).to.deep.equal({
        type: 'PARTITIONED',
        state: 'FLUSHING',
        canAddBuffers: false,
        canAddPages: false,
        totalBufferedBytes: 100,
        totalBufferedPages: 1,
        totalRowsSent: 3,
        totalPagesSent: 1,
        pipelinedBufferStates: [
          {
            bufferId: 0,
            rowsAdded: 3,
            pagesAdded: 1,
            bufferedPages: 1,
            bufferedBytes: 100,
            pagesSent: 0,
            finished: false,
          },
        ],
      });
      buffer.destroyClient(0);
      expect(buffer.info(false)).to.deep.include({
        state: 'FINISHED',
        totalBufferedBytes: 0,
        totalBufferedPages: 0,
      });
      expect(buffer.info(false).pipelinedBufferStates?.[0]).to.deep.include({
        bufferedPages: 0,
        finished: true,
      });
      expect(states).to.deep.equal(['NO_MORE_BUFFERS', 'FLUSHING', 'FINISHED']);
    });

    it('finishes early when all readers leave, and lets the writer go', async () => {
      const room = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map((i) => buffer.enqueue(0, 1, page(i))).at(-1);
      expect(room, 'full').to.be.a('promise');
      buffer.destroyClient(0);
      await room;
      expect(states.at(-1)).to.equal('FINISHED');
      expect(buffer.enqueue(0, 1, page(1)), 'ignored').to.equal(undefined);
      expect(buffer.bufferedBytes).to.equal(0);
    });

    it('never says complete once aborted, and frees its memory (taskapi-abort-results)', async () => {
      put(0, 1, page(1));
      buffer.setNoMorePages();
      buffer.abort();
      expect(buffer.bufferedBytes).to.equal(0);
      const waiting = read(1, { wait: 1000 });
      await clock.advance(1000);
      expect(summary(await waiting)).to.deep.equal({ token: 1, next: 1, complete: false, pages: [] });
      expect(states.at(-1)).to.equal('ABORTED');
    });

    it('says complete once cancelled (taskapi-cancel-results)', async () => {
      const waiting = read(0);
      buffer.destroy();
      expect(summary(await waiting)).to.deep.equal({ token: 0, next: 0, complete: true, pages: [] });
      expect(summary(await read(0))).to.deep.include({ complete: true });
    });
  });

  describe('before the update arrives', () => {
    it('keeps reads waiting and answers them with the first pages', async () => {
      const early = read(0);
      await settle();
      buffer.setOutputBuffers(outputIds('PARTITIONED', { 0: 0 }));
      put(0, 1, page(1));
      expect(fills(await early)).to.deep.equal([1]);
    });

    it('gives a read no more time than it has left', async () => {
      const early = read(0, { wait: 1000 });
      await clock.advance(600);
      buffer.setOutputBuffers(outputIds('PARTITIONED', { 0: 0 }));
      let answered = false;
      void early.then(() => (answered = true));
      await clock.advance(399);
      expect(answered).to.equal(false);
      await clock.advance(1);
      expect(summary(await early)).to.deep.equal({ token: 0, next: 0, complete: false, pages: [] });
    });

    it('rejects a read of a buffer that then turns out not to exist', async () => {
      const early = read(0, { id: 3 });
      buffer.setOutputBuffers(outputIds('PARTITIONED', { 0: 0 }));
      const error = await early.catch((caught: unknown) => caught);
      expect(error).to.be.instanceOf(TaskRequestError);
    });

    it('answers empty when the time is over (taskapi-unknown-results)', async () => {
      const early = read(0, { wait: 1500 });
      await clock.advance(1500);
      expect(summary(await early)).to.deep.equal({ token: 0, next: 0, complete: false, pages: [] });
    });

    it('has nothing to acknowledge (taskapi-unknown-ack) but may be given up (taskapi-unknown-destroy)', async () => {
      expect(() => {
        buffer.acknowledge(0, 0);
      }).to.throw(TaskRequestError, 'Buffer has not been initialized');
      buffer.destroyClient(0);
      expect(summary(await read(0))).to.deep.include({ complete: true });
      buffer.setOutputBuffers(outputIds('PARTITIONED', { 0: 0 }));
      expect(states.at(-1), 'the only reader had left').to.equal('FINISHED');
    });

    it('answers at once when the task has already failed (taskapi-fail-results)', async () => {
      buffer.abort();
      expect(summary(await read(0))).to.deep.equal({ token: 0, next: 0, complete: false, pages: [] });
      expect(buffer.info(true)).to.deep.include({ type: 'UNINITIALIZED' });
    });
  });

  describe('BROADCAST', () => {
    it('gives every page to every reader, also to those that come later', async () => {
      buffer.setOutputBuffers(outputIds('BROADCAST', { 0: 0 }, { version: 1, final: false }));
      expect(buffer.info(true)).to.deep.include({ state: 'OPEN', canAddBuffers: true });
      put(0, 1, page(1));
      expect(fills(await read(0, { id: 0 }))).to.deep.equal([1]);
      buffer.setOutputBuffers(outputIds('BROADCAST', { 0: 0, 1: 0 }, { version: 2, final: false }));
      put(0, 1, page(2));
      expect(fills(await read(0, { id: 1 }))).to.deep.equal([1, 2]);
      expect(buffer.bufferedBytes, 'counted once').to.equal(200);
      buffer.setNoMorePages();
      expect(buffer.state).to.equal('NO_MORE_PAGES');
      buffer.acknowledge(0, 2);
      buffer.acknowledge(1, 2);
      expect(buffer.bufferedBytes, 'kept for readers to come').to.equal(200);
      expect(summary(await read(2, { id: 0 }))).to.deep.include({ complete: true });
      buffer.setOutputBuffers(outputIds('BROADCAST', { 0: 0, 1: 0 }, { version: 3 }));
      expect(buffer.state).to.equal('FLUSHING');
      expect(buffer.bufferedBytes).to.equal(0);
      buffer.destroyClient(0);
      expect(buffer.state).to.equal('FLUSHING');
      buffer.destroyClient(1);
      expect(buffer.state).to.equal('FINISHED');
    });

    it('holds a page until the slowest reader has acknowledged it', () => {
      buffer.setOutputBuffers(outputIds('BROADCAST', { 0: 0, 1: 0 }));
      for (let i = 0; i < 20; i++) put(0, 1, page(i));
      void read(0, { id: 0 });
      buffer.acknowledge(0, 20);
      expect(buffer.bufferedBytes).to.equal(2000);
      buffer.acknowledge(1, 5);
      expect(buffer.bufferedBytes).to.equal(1500);
    });

    it('serves a reader that the coordinator declares later, but none that it leaves out', async () => {
      buffer.setOutputBuffers(outputIds('BROADCAST', {}, { version: 1, final: false }));
      put(0, 1, page(1));
      expect(fills(await read(0, { id: 4 }))).to.deep.equal([1]);
      expect(() => {
        buffer.setOutputBuffers(outputIds('BROADCAST', { 0: 0 }, { version: 2 }));
      }).to.throw(TaskRequestError, 'Final output buffers does not contain all created buffer ids: [4]');
    });

    it('refuses an unknown reader once the list is final', () => {
      buffer.setOutputBuffers(outputIds('BROADCAST', { 0: 0 }));
      expect(() => read(0, { id: 1 })).to.throw(TaskRequestError, 'No more buffers already set');
    });
  });

  describe('ARBITRARY', () => {
    it('sends each page once, to whoever asks', async () => {
      buffer.setOutputBuffers(outputIds('ARBITRARY', { 0: 0, 1: 0 }));
      const first = read(0, { id: 0 });
      const second = read(0, { id: 1 });
      put(0, 1, page(1));
      put(0, 1, page(2));
      expect([...fills(await first), ...fills(await second)]).to.have.members([1, 2]);
      put(0, 1, page(3));
      put(0, 1, page(4));
      put(0, 1, page(5));
      expect(buffer.info(true).totalBufferedPages).to.equal(5);
      expect(fills(await read(1, { id: 0, max: 200 }))).to.deep.equal([3, 4]);
      buffer.setNoMorePages();
      expect(fills(await read(1, { id: 1 }))).to.deep.equal([5]);
      expect(summary(await read(3, { id: 0 }))).to.deep.equal({
        token: 3,
        next: 3,
        complete: true,
        pages: [],
      });
      expect(summary(await read(2, { id: 1 }))).to.deep.equal({
        token: 2,
        next: 2,
        complete: true,
        pages: [],
      });
      expect(buffer.bufferedBytes).to.equal(0);
      buffer.destroyClient(0);
      buffer.destroyClient(1);
      expect(states).to.deep.equal(['NO_MORE_BUFFERS', 'FLUSHING', 'FINISHED']);
    });

    it('serves the same pages again until they are acknowledged', async () => {
      buffer.setOutputBuffers(outputIds('ARBITRARY', { 0: 0 }));
      put(0, 1, page(1));
      expect(fills(await read(0))).to.deep.equal([1]);
      put(0, 1, page(2));
      expect(fills(await read(0))).to.deep.equal([1]);
      expect(fills(await read(1))).to.deep.equal([2]);
    });
  });

  it('stops the writer while a slow reader leaves more than the limit unread', async () => {
    buffer.setOutputBuffers(outputIds('PARTITIONED', { 0: 0 }));
    let written = 0;
    let peak = 0;
    const writer = (async () => {
      for (let i = 0; i < 100; i++) {
        await buffer.enqueue(0, 1, page(i));
        written++;
      }
      buffer.setNoMorePages();
    })();
    let token = 0;
    const seen: (number | undefined)[] = [];
    while (true) {
      await settle();
      peak = Math.max(peak, buffer.bufferedBytes);
      const result = await read(token, { max: 150 });
      if (result.complete) break;
      seen.push(...fills(result));
      token = result.nextToken;
      expect(written - seen.length, 'pages ahead of the reader').to.be.at.most(11);
    }
    await writer;
    expect(seen).to.deep.equal([...Array(100).keys()]);
    expect(peak).to.be.within(1000, 1100);
    expect(statusChanges, 'overutilized and back').to.equal(2);
    expect(buffer.status().overutilized).to.equal(false);
  });

  it('refuses spooled exchanges', () => {
    expect(() => {
      buffer.setOutputBuffers({
        '@type': 'spool',
        version: 1,
        exchangeSinkInstanceHandle: { '@type': 'x' },
        outputPartitionCount: 1,
      } as never);
    }).to.throw('not supported');
  });
});
