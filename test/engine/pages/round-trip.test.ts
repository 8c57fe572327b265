import { expect } from 'chai';
import fc from 'fast-check';
import { appendColumn } from '../../../src/engine/execute/duckdb/append-column.ts';
import { duckdb } from '../../../src/engine/execute/duckdb/bindings.ts';
import { carrierOf, logicalTypeOf } from '../../../src/engine/execute/duckdb/carrier.ts';
import { columnReader } from '../../../src/engine/execute/duckdb/read-column.ts';
import { makeVector } from '../../../src/engine/execute/scalar/make-vector.ts';
import { readValues } from '../../../src/engine/execute/scalar/read-values.ts';
import type { Value } from '../../../src/engine/execute/scalar/value.ts';
import { deserializePage, serializePage } from '../../../src/engine/pages/page-serde.ts';
import { flatten } from '../../../src/engine/pages/select-positions.ts';
import type { Vector } from '../../../src/engine/pages/vector.ts';
import { formatType } from '../../../src/engine/types/format-type.ts';
import { simpleTypes } from '../../../src/engine/types/simple-types.ts';
import type { Type } from '../../../src/engine/types/type.ts';

const picosPerDay = 86_400_000_000_000_000n;

const text = fc.string({ unit: 'grapheme', maxLength: 40 });
const bytes = fc.uint8Array({ maxLength: 40 });
const int32 = fc.integer();
const int64 = fc.bigInt({ min: -(1n << 63n), max: (1n << 63n) - 1n });
const sixteenBytes = fc.uint8Array({ minLength: 16, maxLength: 16 });

/** Picoseconds that are a multiple of the precision's step. */
function picos(min: bigint, max: bigint, precision: number): fc.Arbitrary<bigint> {
  const step = 10n ** BigInt(12 - precision);
  return fc.bigInt({ min: min / step, max: max / step }).map((steps) => steps * step);
}

/** Some 140,000 years around 1970: what a timestamp's microseconds and a packed instant's 52 bits can both hold. */
const farthest = 71_000n * 365n * picosPerDay;

/** Values of a type as functions of ours see them, none of them NULL. */
function present(type: Type): fc.Arbitrary<Value> {
  switch (type.kind) {
    case 'unknown':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'tinyint':
      return fc.integer({ min: -128, max: 127 });
    case 'smallint':
      return fc.integer({ min: -32_768, max: 32_767 });
    case 'integer':
    case 'color':
    case 'interval year to month':
      return int32;
    case 'bigint':
    case 'interval day to second':
      return int64;
    case 'real':
      return fc.float();
    case 'double':
      return fc.double();
    case 'date':
      return fc.integer({ min: -2_147_483_646, max: 2_147_483_646 });
    case 'decimal': {
      const limit = 10n ** BigInt(type.precision) - 1n;
      return fc.bigInt({ min: -limit, max: limit });
    }
    case 'time':
      return picos(0n, picosPerDay - 1n, type.precision);
    case 'time with time zone':
      return fc.record({
        picos: picos(0n, picosPerDay - 1n, type.precision),
        zone: fc.integer({ min: -14 * 60, max: 14 * 60 }),
      });
    case 'timestamp':
      return picos(-farthest, farthest, type.precision);
    case 'timestamp with time zone':
      return fc.record({
        picos: picos(-farthest, farthest, type.precision),
        zone: fc.integer({ min: 0, max: 4095 }),
      });
    case 'varchar':
    case 'json':
    case 'json2016':
    case 'JsonPath2016':
      return text;
    case 'char':
      return text.map((value) => value.replace(/ +$/, ''));
    case 'varbinary':
    case 'HyperLogLog':
    case 'P4HyperLogLog':
    case 'SetDigest':
    case 'qdigest':
    case 'tdigest':
    case 'LikePattern':
    case 'JoniRegExp':
    case 'JsonPath':
    case 'CodePoints':
      return bytes;
    case 'uuid':
    case 'ipaddress':
      return sixteenBytes;
    case 'array':
      return fc.array(nullable(type.element), { maxLength: 5 });
    case 'map': {
      const entries = fc.array(fc.tuple(present(type.key), nullable(type.value)), { maxLength: 5 });
      return entries.map((pairs) => ({
        keys: pairs.map(([key]) => key),
        values: pairs.map(([, value]) => value),
      }));
    }
    case 'row':
      return fc.tuple(...type.fields.map((field) => nullable(field.type)));
    case 'function':
      throw new Error('A function is not a value');
    default:
      throw new Error(`Unknown type ${(type satisfies never as Type).kind}`);
  }
}

function nullable(type: Type): fc.Arbitrary<Value> {
  return fc.option(present(type), { freq: 3 });
}

const precisions = Array.from({ length: 13 }, (_, precision) => precision);
const plainTypes: readonly Type[] = [
  ...simpleTypes.map((kind): Type => ({ kind })),
  ...[1, 4, 5, 9, 10, 18, 19, 38].map(
    (precision): Type => ({ kind: 'decimal', precision, scale: precision >> 1 }),
  ),
  { kind: 'varchar' },
  { kind: 'varchar', length: 40 },
  { kind: 'char', length: 40 },
  { kind: 'qdigest', element: { kind: 'bigint' } },
  ...(['time', 'time with time zone', 'timestamp', 'timestamp with time zone'] as const).flatMap((kind) =>
    precisions.map((precision): Type => ({ kind, precision })),
  ),
];

/** Keys that values of which NULL is none. */
const keyTypes = plainTypes.filter(({ kind }) => kind !== 'unknown');

/** Arrays, maps and rows of plain types and of one another. */
const { nestedType } = fc.letrec<{ type: Type; nestedType: Type }>((tie) => ({
  type: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...plainTypes),
    tie('nestedType'),
  ),
  nestedType: fc.oneof(
    tie('type').map((element): Type => ({ kind: 'array', element })),
    fc
      .tuple(fc.constantFrom(...keyTypes), tie('type'))
      .map(([key, value]): Type => ({ kind: 'map', key, value })),
    fc
      .array(tie('type'), { minLength: 1, maxLength: 4 })
      .map((types): Type => ({ kind: 'row', fields: types.map((type) => ({ type })) })),
  ),
}));

function columnOf(type: Type): fc.Arbitrary<readonly Value[]> {
  return fc.array(nullable(type), { maxLength: 70 });
}

function valuesOf(vector: Vector, type: Type, positions: number): Value[] {
  const read = readValues(vector, type);
  return Array.from({ length: positions }, (_, position) => read(position));
}

function throughPage(vector: Vector, type: Type, positions: number, compressed: boolean): Vector {
  const written = serializePage({ positions, columns: [vector] }, [type], { compressed });
  const page = deserializePage(written, [type]);
  expect(page.positions).to.equal(positions);
  // The other way: what was read is written as the same bytes.
  expect(serializePage(page, [type], { compressed })).to.deep.equal(written);
  return page.columns[0] as Vector;
}

function throughKernel(vector: Vector, type: Type, positions: number): Vector {
  const chunk = duckdb.create_data_chunk([logicalTypeOf(carrierOf(type))]);
  duckdb.data_chunk_set_size(chunk, positions);
  const column = duckdb.data_chunk_get_vector(chunk, 0);
  appendColumn(column, flatten(vector), type, 0, positions);
  const reader = columnReader(type);
  reader.append(column, positions);
  return reader.take();
}

/** Values and NULLs come back from the bytes of a page, and from a chunk of the kernel. */
function expectBack(values: readonly Value[], type: Type, compressed: boolean): void {
  const vector = makeVector(values, type);
  const read = throughPage(vector, type, values.length, compressed);
  expect(valuesOf(read, type, values.length)).to.deep.equal(values);
  const computed = throughKernel(read, type, values.length);
  expect(valuesOf(computed, type, values.length)).to.deep.equal(values);
  // Columns of the kernel go into pages again.
  const again = throughPage(computed, type, values.length, compressed);
  expect(valuesOf(again, type, values.length)).to.deep.equal(values);
}

describe('values in pages', () => {
  for (const type of plainTypes) {
    it(`come back: ${formatType(type)}`, () => {
      fc.assert(
        fc.property(columnOf(type), fc.boolean(), (values, compressed) => {
          expectBack(values, type, compressed);
        }),
        { numRuns: 40 },
      );
    });
  }

  it('come back nested in arrays, maps and rows', () => {
    const columns = nestedType.chain((type) => fc.tuple(fc.constant(type), columnOf(type), fc.boolean()));
    fc.assert(
      fc.property(columns, ([type, values, compressed]) => {
        expectBack(values, type, compressed);
      }),
      { numRuns: 300 },
    );
  }).timeout(20_000);

  it('come back of dictionaries and repeated values', () => {
    const columns = fc
      .oneof(fc.constantFrom(...plainTypes), nestedType)
      .chain((type) =>
        fc.tuple(
          fc.constant(type),
          fc.array(nullable(type), { minLength: 1, maxLength: 20 }),
          fc.array(fc.nat(), { minLength: 1, maxLength: 50 }),
        ),
      );
    fc.assert(
      fc.property(columns, ([type, values, picks]) => {
        const ids = Int32Array.from(picks, (pick) => pick % values.length);
        const dictionary = makeVector(values, type);
        const picked = [...ids].map((id) => values[id] as Value);
        const byId: Vector = { kind: 'dictionary', ids, dictionary };
        const read = throughPage(byId, type, ids.length, false);
        expect(valuesOf(read, type, ids.length)).to.deep.equal(picked);
        const first = values[0] as Value;
        const repeated: Vector = { kind: 'rle', positions: ids.length, value: makeVector([first], type) };
        const same = throughPage(repeated, type, ids.length, false);
        expect(valuesOf(same, type, ids.length)).to.deep.equal(picked.map(() => first));
      }),
      { numRuns: 200 },
    );
  }).timeout(20_000);
});
