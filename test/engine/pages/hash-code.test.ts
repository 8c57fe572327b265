import { expect } from 'chai';
import { bucketsOf, hashCodes, rowHashes } from '../../../src/engine/pages/hash/hash-code.ts';
import { deserializePage } from '../../../src/engine/pages/page-serde.ts';
import { readPageStream } from '../../../src/engine/pages/page-stream.ts';
import type { Vector } from '../../../src/engine/pages/vector.ts';
import { parseType } from '../../../src/engine/types/parse-type.ts';
import { pageStreamOf, recordingsOf } from './recorded-pages.ts';

const long = (...values: readonly bigint[]): Vector => ({ kind: 'long', values: BigInt64Array.from(values) });
const int = (...values: readonly number[]): Vector => ({ kind: 'int', values: Int32Array.from(values) });
const double = (...values: readonly number[]): Vector => ({
  kind: 'long',
  values: new BigInt64Array(Float64Array.from(values).buffer),
});
const real = (...values: readonly number[]): Vector => ({
  kind: 'int',
  values: new Int32Array(Float32Array.from(values).buffer),
});
const int128 = (...values: readonly bigint[]): Vector => ({
  kind: 'int128',
  values: BigInt64Array.from(values.flatMap((value) => [value >> 64n, BigInt.asIntN(64, value)])),
});
const fixed12 = (value: bigint, part: number): Vector => ({
  kind: 'fixed12',
  longs: BigInt64Array.of(value),
  ints: Int32Array.of(part),
});
const bytes16 = (hex: string): Vector => ({
  kind: 'int128',
  values: new BigInt64Array(Uint8Array.from(Buffer.from(hex, 'hex')).buffer),
});

function text(...values: readonly string[]): Vector {
  const parts = values.map((value) => Buffer.from(value));
  const offsets = new Int32Array(parts.length + 1);
  for (const [index, part] of parts.entries()) offsets[index + 1] = (offsets[index] as number) + part.length;
  return { kind: 'bytes', offsets, data: Uint8Array.from(Buffer.concat(parts)) };
}

const withNull = (vector: Vector, ...nulls: readonly number[]): Vector =>
  ({ ...vector, nulls: Uint8Array.from(nulls) }) as Vector;
const warsaw = (1582934400123n << 12n) | 2103n;
const utc = 1582934400123n << 12n;

/** Type, values and what the hash_code operator of a stock Trino 435 said. */
const cases: readonly (readonly [string, Vector, readonly bigint[]])[] = [
  [
    'bigint',
    long(0n, 1n, -1n, 42n, 9223372036854775807n, -9223372036854775808n),
    [
      0n,
      9155312661752487122n,
      -6507640756101998425n,
      1279370338401826588n,
      516552589260593319n,
      7024193345362591744n,
    ],
  ],
  ['integer', int(0, 1, -1, 42), [0n, 9155312661752487122n, -6507640756101998425n, 1279370338401826588n]],
  ['date', int(1), [9155312661752487122n]],
  ['boolean', { kind: 'byte', values: Int8Array.of(1, 0) }, [-6977822845260490347n, 3803688792395291579n]],
  [
    'double',
    double(0, -0, 1, 1.5, -2.25, NaN, Infinity, 1e300),
    [
      0n,
      0n,
      2156309669339463680n,
      -2877072193163100160n,
      3353340552801746944n,
      -6389168865844396032n,
      -5754144386326200320n,
      1645338852722955641n,
    ],
  ],
  [
    'real',
    real(0, -0, 1, 1.5, -2.25, NaN, Infinity),
    [
      0n,
      0n,
      -6641611864725600567n,
      -6940205272910409324n,
      -5560496535662221013n,
      6018425597037803642n,
      8964690910873101096n,
    ],
  ],
  [
    'varchar',
    text('', 'a', 'AFRICA', 'the quick brown fox jumps over the lazy dog, twice', 'ü'),
    [
      -1205034819632174695n,
      -3292477735350538661n,
      -649378319745554545n,
      2981452819709897854n,
      135170084992022845n,
    ],
  ],
  ['json', text('{"a":1}'), [-3887863932320445624n]],
  ['decimal(10,2)', long(12345n, -12345n), [3749714452321964998n, -1102042546671476301n]],
  [
    'decimal(38,2)',
    int128(0n, 1n, -1n, 12345678901234567890123456789012345678n, -99999999999999999999999999999999999999n),
    [0n, -6061667139012558290n, 0n, 2379104097161260159n, -7128363831573638592n],
  ],
  ['time(3)', long(3661000000000000n), [9093671751473748118n]],
  ['timestamp(3)', long(1582934400123000n), [-1653790205209134365n]],
  ['timestamp(9)', fixed12(1582934400123000n, 123000), [5880748786888218463n]],
  ['timestamp(12)', fixed12(-5n, 999999), [-6261570985184938015n]],
  ['timestamp(3) with time zone', long(warsaw, utc), [-6603702144121094690n, -6603702144121094690n]],
  ['timestamp(9) with time zone', fixed12(warsaw, 456789000), [-2307127762872922237n]],
  ['timestamp(9) with time zone', fixed12(utc, 456789000), [-2307127762872922237n]],
  [
    'time(3) with time zone',
    long(7497728000000330n, 7497728000001988n),
    [-2724570546981601638n, -5685765248905427545n],
  ],
  ['time(12) with time zone', fixed12(3661000000000123n, 330), [582787770108740220n]],
  ['time(12) with time zone', fixed12(3661000000000123n, -600), [-102749991764484478n]],
  ['uuid', bytes16('123456789abcdef01122334455667788'), [2312444884567900729n]],
  ['ipaddress', bytes16('00000000000000000000ffff01020304'), [2296210732188262455n]],
  ['interval day to second', long(86400000n), [-5728057303731202489n]],
  ['interval year to month', int(14), [5109252343042336692n]],
  [
    'array(bigint)',
    { kind: 'array', offsets: Int32Array.of(0, 3, 3), element: withNull(long(1n, 2n, 0n), 0, 0, 1) },
    [5094754821724713351n, 0n],
  ],
  [
    'array(varchar)',
    { kind: 'array', offsets: Int32Array.of(0, 2), element: withNull(text('a', ''), 0, 1) },
    [8613654646390611205n],
  ],
  [
    'row(bigint,varchar)',
    { kind: 'row', positions: 2, fields: [withNull(long(5n, 0n), 0, 1), text('x', 'x')] },
    [-4020127106921261892n, 6665539201184044260n],
  ],
  [
    'map(varchar,bigint)',
    { kind: 'map', offsets: Int32Array.of(0, 2), key: text('a', 'b'), value: withNull(long(1n, 0n), 0, 1) },
    [2703878636928012836n],
  ],
];

describe('hash codes', () => {
  for (const [type, vector, expected] of cases) {
    it(`are the stock server's for ${type}`, () => {
      expect([...hashCodes(vector, parseType(type))]).to.deep.equal(expected);
    });
  }

  it('are 0 for nulls, and the same for dictionaries and repeated values', () => {
    const dictionary: Vector = {
      kind: 'dictionary',
      ids: Int32Array.of(1, 0, 1),
      dictionary: withNull(long(42n, 0n), 0, 1),
    };
    expect([...hashCodes(dictionary, { kind: 'bigint' })]).to.deep.equal([0n, 1279370338401826588n, 0n]);
    expect([...hashCodes({ kind: 'rle', positions: 2, value: long(1n) }, { kind: 'bigint' })]).to.deep.equal([
      9155312661752487122n,
      9155312661752487122n,
    ]);
  });

  it('leave the vector as it was', () => {
    const vector = double(-0, NaN);
    hashCodes(vector, { kind: 'double' });
    expect(vector).to.deep.equal(double(-0, NaN));
  });

  it('combine from the left', () => {
    const hashes = rowHashes([long(1n), text('a')], [{ kind: 'bigint' }, { kind: 'varchar' }], 1);
    expect(hashes[0]).to.equal(BigInt.asIntN(64, 31n * 9155312661752487122n - 3292477735350538661n));
  });
});

describe('partitions', () => {
  /** Answers of stock tasks with two output buffers, and the types of their columns; the first column is the key. */
  const answers = [
    ['task-two-workers-agg-04-results', ['varchar(15)', 'row(double,bigint)', 'bigint']],
    ...[22, 41, 43, 60, 67, 78].map(
      (n) => [`task-two-workers-join-partitioned-${n}-results-s2`, ['bigint', 'varchar(25)']] as const,
    ),
  ] as const;

  for (const [prefix, types] of answers) {
    it(`are the buffers that the stock server used in ${prefix}`, () => {
      let rows = 0;
      for (const recording of recordingsOf(prefix)) {
        const buffer = Number(/results\/(\d+)\//.exec(recording.request.path)?.[1]);
        for (const bytes of readPageStream(pageStreamOf(recording) as Uint8Array)) {
          const page = deserializePage(bytes, types.map(parseType));
          const hashes = rowHashes(
            page.columns.slice(0, 1),
            types.slice(0, 1).map(parseType),
            page.positions,
          );
          expect([...bucketsOf(hashes, 2)]).to.deep.equal(
            Array.from({ length: page.positions }, () => buffer),
          );
          rows += page.positions;
        }
      }
      expect(rows).to.be.greaterThan(0);
    });
  }
});
