import { expect } from 'chai';
import type { Page } from '../../../src/engine/pages/vector.ts';
import { BufferBudget } from '../../../src/engine/exchange/buffer-budget.ts';
import { ClientResults } from '../../../src/engine/schedule/client-results.ts';
import type { ClientResultsOptions } from '../../../src/engine/schedule/client-results.ts';
import { VirtualClock, settle } from '../../support/virtual-clock.ts';

/** Pages are texts here: `"1,2"` holds two rows. */
function resultsOf(
  encode: (text: string) => string = (text) => `[${text.replace(/\d+/g, '[$&]')}]`,
  options: Partial<ClientResultsOptions> = {},
): ClientResults {
  return new ClientResults({
    types: [],
    decode: (bytes) => {
      const text = Buffer.from(bytes).toString();
      return { text, positions: text === '' ? 0 : text.split(',').length } as unknown as Page;
    },
    encode: (page) => [
      { json: Buffer.from(encode((page as unknown as { text: string }).text)), rows: page.positions },
    ],
    clock: new VirtualClock(),
    ...options,
  });
}

async function* pagesOf(...texts: string[]): AsyncIterable<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

const textsOf = (lists: readonly Uint8Array[]): string[] => lists.map((list) => Buffer.from(list).toString());

/** Endless pages, counted. */
function endless(bytes: number): {
  readonly pages: AsyncIterable<Uint8Array>;
  read: () => number;
  ended: () => boolean;
} {
  let read = 0;
  let ended = false;
  async function* generate(): AsyncIterable<Uint8Array> {
    try {
      while (true) {
        read++;
        yield Buffer.alloc(bytes, '1');
      }
    } finally {
      ended = true;
    }
  }
  return { pages: generate(), read: () => read, ended: () => ended };
}

const mega = 1024 * 1024;

describe('rows on their way to the client', () => {
  it('are taken as a list a page', async () => {
    const results = resultsOf();
    await results.read(pagesOf('1,2', '', '3', '4,5'));
    expect([results.rows, results.exhausted, results.drained]).to.deep.equal([5, true, false]);
    expect(textsOf(results.take(mega))).to.deep.equal(['[[1],[2]]', '[[3]]', '[[4],[5]]']);
    expect(results.drained).to.equal(true);
    expect(results.take(mega)).to.deep.equal([]);
    expect(results.bufferedBytes).to.equal(0);
  });

  it('come in whole pages up to the wanted size, one at least', async () => {
    const results = resultsOf();
    await results.read(pagesOf('1', '2', '3'));
    expect(textsOf(results.take(1))).to.deep.equal(['[[1]]']);
    expect(textsOf(results.take(6))).to.deep.equal(['[[2]]', '[[3]]']);
  });

  it('are not read ahead without bound, and on as they are taken', async () => {
    const results = resultsOf(() => '[]');
    const source = endless(mega);
    void results.read(source.pages);
    await settle();
    expect(source.read()).to.equal(33);
    results.take(10 * mega);
    await settle();
    expect(source.read()).to.equal(43);
    results.clear();
  });

  it('are bound by their JSON where that is larger than the page', async () => {
    const large = `[${' '.repeat(mega)}]`;
    const results = resultsOf(() => large);
    const source = endless(8);
    void results.read(source.pages);
    await settle();
    expect(source.read()).to.be.within(32, 34);
    results.clear();
  });

  it('share a bound with those of other queries, and go on by the page beyond it', async () => {
    const budget = new BufferBudget(10 * mega);
    const first = resultsOf(() => '[]', { budget });
    const source = endless(mega);
    void first.read(source.pages);
    await settle();
    expect(source.read()).to.equal(11);
    const second = resultsOf(() => '[]', { budget });
    const other = endless(mega / 2);
    void second.read(other.pages);
    await settle();
    expect(other.read()).to.equal(3);
    second.take(1);
    await settle();
    expect(other.read()).to.equal(4);
    first.clear();
    await settle();
    expect([other.read(), budget.bytes]).to.deep.equal([22, 10.5 * mega]);
    second.clear();
    expect(budget.bytes).to.equal(0);
  });

  it('of a long page are encoded in slices, and told of as they come', async () => {
    const clock = new VirtualClock();
    let nanos = 0;
    clock.monotonicNanos = () => nanos;
    let told = 0;
    let encoded = 0;
    const results = resultsOf(undefined, {
      clock,
      onRows: () => told++,
      *encode() {
        for (; encoded < 6; encoded++) {
          // Encoding takes its time.
          nanos += 4e6;
          yield { json: Buffer.from('[[1]]'), rows: 1 };
        }
      },
    });
    const reading = results.read(pagesOf('1,2,3,4,5,6'));
    await new Promise(setImmediate);
    expect(encoded).to.be.within(1, 5);
    await reading;
    expect([encoded, told, results.rows, results.take(mega).length]).to.deep.equal([6, 6, 6, 6]);
  });

  it('stop being read when they are cleared', async () => {
    const results = resultsOf(() => '[]');
    const source = endless(mega);
    const reading = results.read(source.pages);
    await settle();
    results.clear();
    await reading;
    expect(source.ended()).to.equal(true);
    expect([results.hasData, results.bufferedBytes]).to.deep.equal([false, 0]);
  });

  it('fail as their source or their values do', async () => {
    async function* broken(): AsyncIterable<Uint8Array> {
      yield Buffer.from('1');
      throw new Error('broken');
    }
    const fails = async (reading: Promise<void>): Promise<string> =>
      reading.then(
        () => 'no error',
        (error: unknown) => (error as Error).message,
      );
    expect(await fails(resultsOf().read(broken()))).to.equal('broken');
    const unprintable = resultsOf(() => {
      throw new Error('no text');
    });
    const source = endless(1);
    expect(await fails(unprintable.read(source.pages))).to.equal('no text');
    expect(source.ended()).to.equal(true);
  });
});
