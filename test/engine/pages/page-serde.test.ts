import { expect } from 'chai';
import { TrinoError } from '../../../src/engine/errors/trino-error.ts';
import { deserializePage, serializePage } from '../../../src/engine/pages/page-serde.ts';
import { readPageStream, writePageStream } from '../../../src/engine/pages/page-stream.ts';
import { flatten } from '../../../src/engine/pages/select-positions.ts';
import type { Page, Vector } from '../../../src/engine/pages/vector.ts';
import { columnTypes, pageStreamOf, recordingsOf } from './recorded-pages.ts';

/**
 * Recordings whose bytes a writer may choose differently: maps with a hash table (we write none), chunks of LZ4 (ours are cut
 * and compressed by another library), blocks that say they may have nulls and have none.
 */
function isCanonical(file: string, bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes).toString('latin1');
  return !file.includes('lz4') && !file.includes('empty-unknown') && !text.includes('MAP');
}

describe('pages', () => {
  const recordings = recordingsOf('page-');

  it('has recordings', () => {
    expect(recordings).to.have.length.greaterThan(50);
  });

  for (const recording of recordings) {
    it(`reads and writes ${recording.file}`, () => {
      const stream = pageStreamOf(recording) as Uint8Array;
      const types = columnTypes(recording);
      const pages = readPageStream(stream);
      expect(writePageStream(pages)).to.deep.equal(stream);
      for (const bytes of pages) {
        const page = deserializePage(bytes, types);
        const compressed = (bytes[4] as number) !== 0;
        const again = serializePage(page, types, { compressed });
        expect(deserializePage(again, types)).to.deep.equal(page);
        if (isCanonical(recording.file, bytes)) expect(again).to.deep.equal(Uint8Array.from(bytes));
        const other = serializePage(page, types, { compressed: !compressed });
        expect(deserializePage(other, types)).to.deep.equal(page);
      }
    });
  }

  it('reads every page stream of tasks with a right checksum', () => {
    let streams = 0;
    for (const recording of recordingsOf('task-', 'taskapi-', 'page-')) {
      const stream = pageStreamOf(recording);
      if (stream === undefined) continue;
      streams++;
      expect(writePageStream(readPageStream(stream)), recording.file).to.deep.equal(stream);
    }
    expect(streams).to.be.greaterThan(150);
  });

  it('writes a page without columns', () => {
    const page: Page = { positions: 5, columns: [] };
    const bytes = serializePage(page, [], { compressed: false });
    expect(Buffer.from(bytes).toString('hex')).to.equal('0500000000040000000400000000000000');
    expect(deserializePage(bytes, [])).to.deep.equal(page);
  });

  it('compresses long pages in several chunks', () => {
    const values = new BigInt64Array(40_000).map((_, index) => BigInt(index % 7));
    const page: Page = { positions: values.length, columns: [{ kind: 'long', values }] };
    const bytes = serializePage(page, [{ kind: 'bigint' }], { compressed: true });
    expect(bytes.byteLength).to.be.lessThan(values.byteLength / 4);
    expect(deserializePage(bytes, [{ kind: 'bigint' }])).to.deep.equal(page);
  });

  it('resolves nested dictionaries and repeated values', () => {
    const value: Vector = { kind: 'int', values: Int32Array.of(7) };
    const repeated: Vector = { kind: 'rle', positions: 3, value };
    const column: Vector = { kind: 'dictionary', ids: Int32Array.of(2, 0, 1, 1), dictionary: repeated };
    const bytes = serializePage({ positions: 4, columns: [column] }, [{ kind: 'integer' }], {
      compressed: false,
    });
    const [read] = deserializePage(bytes, [{ kind: 'integer' }]).columns as [Vector];
    expect(flatten(read)).to.deep.equal({ kind: 'int', values: Int32Array.of(7, 7, 7, 7) });
  });

  it('refuses a column of another type', () => {
    const bytes = serializePage(
      { positions: 1, columns: [{ kind: 'int', values: Int32Array.of(1) }] },
      [{ kind: 'integer' }],
      { compressed: false },
    );
    expect(() => deserializePage(bytes, [{ kind: 'bigint' }])).to.throw(
      TrinoError,
      "INT_ARRAY can't hold values of type bigint",
    );
    expect(() => deserializePage(bytes, [])).to.throw(TrinoError, 'it has 1 columns, expected 0');
  });

  it('refuses dictionaries that never end', () => {
    const block = Buffer.concat([
      Buffer.from([10, 0, 0, 0]),
      Buffer.from('DICTIONARY'),
      Buffer.from([1, 0, 0, 0]),
    ]);
    const payload = Buffer.concat([
      Buffer.from([1, 0, 0, 0]),
      ...Array.from({ length: 10_000 }, () => block),
    ]);
    const header = Buffer.alloc(13);
    header.writeInt32LE(1, 0);
    header.writeInt32LE(payload.length, 5);
    header.writeInt32LE(payload.length, 9);
    expect(() => deserializePage(Buffer.concat([header, payload]), [{ kind: 'integer' }])).to.throw(
      TrinoError,
      'nested too deep',
    );
  });

  it('never fails but with a TrinoError on bytes that were cut or changed', () => {
    let seed = 12345;
    const random = (bound: number): number => {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
      return seed % bound;
    };
    let refused = 0;
    let tried = 0;
    for (const recording of recordings) {
      const types = columnTypes(recording);
      for (const bytes of readPageStream(pageStreamOf(recording) as Uint8Array)) {
        if (bytes.byteLength > 20_000) continue;
        for (let round = 0; round < 150; round++) {
          const mutated = Uint8Array.from(
            round % 3 === 0 ? bytes.subarray(0, random(bytes.byteLength)) : bytes,
          );
          for (let change = 0; change <= round % 4 && mutated.byteLength > 0; change++) {
            mutated[random(mutated.byteLength)] = round % 5 === 0 ? 0xff : random(256);
          }
          tried++;
          try {
            const page = deserializePage(mutated, types);
            for (const column of page.columns) if (page.positions < 100_000) flatten(column);
          } catch (error) {
            expect(error, recording.file).to.be.instanceOf(TrinoError);
            refused++;
          }
        }
      }
    }
    expect(tried).to.be.greaterThan(5000);
    expect(refused).to.be.greaterThan(tried / 4);
  });

  it('refuses page streams that were cut or changed', () => {
    const stream = pageStreamOf(recordings[0] as (typeof recordings)[0]) as Uint8Array;
    for (let length = 0; length < stream.byteLength; length++) {
      expect(() => readPageStream(stream.subarray(0, length)), String(length)).to.throw(TrinoError);
    }
    for (let index = 0; index < stream.byteLength; index++) {
      const changed = Uint8Array.from(stream);
      changed[index] = (changed[index] as number) ^ 0x40;
      expect(() => readPageStream(changed), String(index)).to.throw(TrinoError);
    }
  });
});
