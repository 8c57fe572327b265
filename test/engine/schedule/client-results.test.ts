import { expect } from 'chai';
import type { Page } from '../../../src/engine/pages/vector.ts';
import { ClientResults } from '../../../src/engine/schedule/client-results.ts';
import { settle } from '../../support/virtual-clock.ts';

/** Pages are texts here: `"1,2"` holds two rows. */
function resultsOf(
  encode: (text: string) => string = (text) => `[${text.replace(/\d+/g, '[$&]')}]`,
): ClientResults {
  return new ClientResults({
    types: [],
    decode: (bytes) => {
      const text = Buffer.from(bytes).toString();
      return { text, positions: text === '' ? 0 : text.split(',').length } as unknown as Page;
    },
    encode: (page) => Buffer.from(encode((page as unknown as { text: string }).text)),
  });
}

async function* pagesOf(...texts: string[]): AsyncIterable<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

const textOf = (bytes: Uint8Array | undefined): string | undefined =>
  bytes === undefined ? undefined : Buffer.from(bytes).toString();

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
  it('join several pages to one list', async () => {
    const results = resultsOf();
    await results.read(pagesOf('1,2', '', '3', '4,5'));
    expect([results.rows, results.exhausted, results.drained]).to.deep.equal([5, true, false]);
    expect(textOf(results.take(mega))).to.equal('[[1],[2],[3],[4],[5]]');
    expect(results.drained).to.equal(true);
    expect(results.take(mega)).to.equal(undefined);
    expect(results.bufferedBytes).to.equal(0);
  });

  it('come in whole pages up to the wanted size, one at least', async () => {
    const results = resultsOf();
    await results.read(pagesOf('1', '2', '3'));
    expect(textOf(results.take(1))).to.equal('[[1]]');
    expect(textOf(results.take(6))).to.equal('[[2],[3]]');
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
