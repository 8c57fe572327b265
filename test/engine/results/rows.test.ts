import { expect } from 'chai';
import fc from 'fast-check';
import { TrinoError } from '../../../src/engine/errors/trino-error.ts';
import { deserializePage } from '../../../src/engine/pages/page-serde.ts';
import { readPageStream } from '../../../src/engine/pages/page-stream.ts';
import type { Vector } from '../../../src/engine/pages/vector.ts';
import { plainBytes } from '../../../src/engine/results/json-bytes.ts';
import { encodeRowParts, encodeRows } from '../../../src/engine/results/rows.ts';
import { parseType } from '../../../src/engine/types/parse-type.ts';
import { formatDate } from '../../../src/engine/values/date-text.ts';
import { formatDouble } from '../../../src/engine/values/double-text.ts';
import { columnTypes, pageStreamOf, recordingsOf } from '../pages/recorded-pages.ts';
import type { Recording } from '../pages/recorded-pages.ts';

interface Results {
  readonly columns?: readonly { readonly name: string; readonly type: string }[];
  readonly data?: readonly (readonly unknown[])[];
}

function text(vector: Vector, type: string, parametricDatetime = true): string {
  const positions = 'values' in vector && vector.kind !== 'int128' ? vector.values.length : 1;
  return Buffer.from(
    encodeRows({ positions, columns: [vector] }, [parseType(type)], { parametricDatetime }),
  ).toString();
}

function bytesVector(...values: readonly Uint8Array[]): Vector {
  const offsets = new Int32Array(values.length + 1);
  for (const [index, value] of values.entries())
    offsets[index + 1] = (offsets[index] as number) + value.byteLength;
  return { kind: 'bytes', offsets, data: Uint8Array.from(values.flatMap((value) => [...value])) };
}

describe('rows', () => {
  /** Pages of one statement may come in several answers: the n-th holds the rows after those of the ones before. */
  const rowsBefore = new Map<string, number>();

  for (const recording of recordingsOf('page-')) {
    it(`writes the rows of ${recording.file} as the stock server did`, () => {
      const types = columnTypes(recording);
      const statement = recording.file.replace(/-\d+\.json$/, '');
      let before = rowsBefore.get(statement) ?? 0;
      for (const bytes of readPageStream(pageStreamOf(recording) as Uint8Array)) {
        const page = deserializePage(bytes, types);
        const rows = JSON.parse(
          Buffer.from(encodeRows(page, types, { parametricDatetime: true })).toString(),
        ) as unknown[];
        const expected = (recording.statementRows ?? []).slice(before, before + page.positions);
        // Recordings keep the first rows of long answers.
        expect(rows.slice(0, expected.length)).to.deep.equal(expected);
        expect(rows).to.have.length(page.positions);
        before += page.positions;
      }
      rowsBefore.set(statement, before);
    });
  }

  const withPages = new Map<string, Recording>(
    recordingsOf('page-').map((recording) => [statementOf(recording), recording]),
  );

  for (const recording of recordingsOf('type-')) {
    const body = recording.response.body as Results;
    const source = withPages.get(statementOf(recording));
    if (body.data === undefined || source === undefined) continue;
    it(`writes ${recording.file} from the page of the same statement`, () => {
      const parametricDatetime = !recording.file.includes('no-capability');
      const types = columnTypes(source);
      const rows = readPageStream(pageStreamOf(source) as Uint8Array).flatMap((bytes) => {
        const page = deserializePage(bytes, types);
        return JSON.parse(
          Buffer.from(encodeRows(page, types, { parametricDatetime })).toString(),
        ) as unknown[];
      });
      expect(rows).to.deep.equal(body.data);
    });
  }

  it('writes text as the stock server does, byte for byte', () => {
    const value = Buffer.from('\u007f\u2028a\u0001\u001f<>/&\'"\\\u{1f600}é\b\f\n\r\t', 'utf8');
    expect(text(bytesVector(value), 'varchar')).to.equal(
      '[["\u007f\u2028a\\u0001\\u001F<>/&\'\\"\\\\\\uD83D\\uDE00é\\b\\f\\n\\r\\t"]]',
    );
  });

  it('pads char in code points', () => {
    expect(text(bytesVector(Buffer.from('😀')), 'char(3)')).to.equal('[["\\uD83D\\uDE00  "]]');
  });

  it('keeps all digits of 64-bit numbers', () => {
    const values = BigInt64Array.of(
      -9223372036854775808n,
      9223372036854775807n,
      9007199254740993n,
      0n,
      -1n,
      1000000n,
    );
    expect(text({ kind: 'long', values }, 'bigint')).to.equal(
      '[[-9223372036854775808],[9223372036854775807],[9007199254740993],[0],[-1],[1000000]]',
    );
  });

  it('writes doubles and reals as Java does', () => {
    const doubles = [
      1 / 3,
      1e7,
      1e-3,
      9.99e-4,
      5e-324,
      2e23,
      1e22,
      2 ** -44,
      12345678.5,
      NaN,
      Infinity,
      -0,
      8.41e21,
      1e15,
      2 ** 60,
    ];
    expect(
      text({ kind: 'long', values: new BigInt64Array(Float64Array.from(doubles).buffer) }, 'double'),
    ).to.equal(
      '[[0.3333333333333333],[1.0E7],[0.001],[9.99E-4],[4.9E-324],[1.9999999999999998E23],[1.0E22],[5.6843418860808015E-14],[1.23456785E7],["NaN"],["Infinity"],[-0.0],[8.409999999999999E21],[1.0E15],[1.15292150460684698E18]]',
    );
    const reals = [1.1, 3.4e-10, 16777216, 1e-45, 3e-45, 9999999, 1e7, 0.001, 0.00099, -Infinity];
    expect(text({ kind: 'int', values: new Int32Array(Float32Array.from(reals).buffer) }, 'real')).to.equal(
      '[[1.1],[3.4E-10],[1.6777216E7],[1.4E-45],[2.8E-45],[9999999.0],[1.0E7],[0.001],[9.9E-4],["-Infinity"]]',
    );
  });

  it('rounds to three digits for clients that know no precision', () => {
    const micros = (value: string): bigint =>
      BigInt(Date.parse(`${value.slice(0, 23).replace(' ', 'T')}Z`)) * 1000n +
      BigInt(value.slice(23).padEnd(3, '0'));
    const values = BigInt64Array.from(['2020-01-01 23:59:59.9999', '1969-12-31 23:59:59.1235'], micros);
    expect(text({ kind: 'long', values }, 'timestamp(4)', false)).to.equal(
      '[["2020-01-02 00:00:00.000"],["1969-12-31 23:59:59.124"]]',
    );
    const picos = BigInt64Array.of(86_399_999_500_000_000n);
    expect(text({ kind: 'long', values: picos }, 'time(4)', false)).to.equal('[["00:00:00.000"]]');
  });

  it('rounds times in arrays only where an array of times is the column', () => {
    const times: Vector = { kind: 'long', values: BigInt64Array.of(123_456_000_000n) };
    const array = (element: Vector): Vector => ({ kind: 'array', offsets: Int32Array.of(0, 1), element });
    const row = (field: Vector): Vector => ({ kind: 'row', positions: 1, fields: [field] });
    const map = (value: Vector): Vector => ({ kind: 'map', offsets: Int32Array.of(0, 1), key: times, value });
    expect(text(array(times), 'array(time(6))', false)).to.equal('[[["00:00:00.123"]]]');
    expect(text(array(array(times)), 'array(array(time(6)))', false)).to.equal('[[[["00:00:00.123456"]]]]');
    expect(text(array(row(times)), 'array(row(time(6)))', false)).to.equal('[[[["00:00:00.123456"]]]]');
    expect(text(row(array(times)), 'row(array(time(6)))', false)).to.equal('[[[["00:00:00.123456"]]]]');
    expect(text(row(row(times)), 'row(row(time(6)))', false)).to.equal('[[[["00:00:00.123"]]]]');
    expect(text(map(array(times)), 'map(time(6),array(time(6)))', false)).to.equal(
      '[[{"00:00:00.123":["00:00:00.123456"]}]]',
    );
    expect(text(array(map(times)), 'array(map(time(6),time(6)))', false)).to.equal(
      '[[[{"00:00:00.123456":"00:00:00.123456"}]]]',
    );
  });

  it('writes keys of maps as the text of their values', () => {
    const key: Vector = {
      kind: 'row',
      positions: 1,
      fields: [
        { kind: 'long', values: new BigInt64Array(Float64Array.of(1.5).buffer) },
        bytesVector(Uint8Array.from({ length: 41 }, (_, index) => index)),
        {
          kind: 'map',
          offsets: Int32Array.of(0, 1),
          key: { kind: 'int', values: Int32Array.of(1) },
          value: bytesVector(Buffer.from('z')),
        },
        { kind: 'byte', values: Int8Array.of(0), nulls: Uint8Array.of(1) },
      ],
    };
    const map: Vector = {
      kind: 'map',
      offsets: Int32Array.of(0, 1),
      key,
      value: { kind: 'int', values: Int32Array.of(1) },
    };
    expect(text(map, 'map(row(double,varbinary,map(integer,varchar),unknown),integer)')).to.equal(
      '[[{"[1.5, 00 01 02 03 04 05 06 07   08 09 0a 0b 0c 0d 0e 0f   10 11 12 13 14 15 16 17   18 19 1a 1b 1c 1d 1e 1f\\n20 21 22 23 24 25 26 27   28, {1=z}, null]":1}]]',
    );
  });

  it('writes addresses in their shortest form', () => {
    const addresses: Readonly<Record<string, string>> = {
      '00000000000000000000000000000000': '::',
      '00010000000000020000000000000000': '1:0:0:2::',
      '20010db8000000010000000000000001': '2001:db8:0:1::1',
      '00000000000000000000ffff01020304': '1.2.3.4',
      '00000000000000000000000001020304': '::102:304',
      '00010000000200030004000500060007': '1:0:2:3:4:5:6:7',
      '00010000000000020000000000030004': '1::2:0:0:3:4',
    };
    for (const [hex, expected] of Object.entries(addresses)) {
      const values = new BigInt64Array(Uint8Array.from(Buffer.from(hex, 'hex')).buffer);
      expect(text({ kind: 'int128', values }, 'ipaddress')).to.equal(`[["${expected}"]]`);
    }
  });

  it('refuses types without a client form', () => {
    expect(() => text(bytesVector(Buffer.from('x')), 'CodePoints'))
      .to.throw(TrinoError, "Could not serialize column '_col0' of type 'CodePoints' at position 1:1")
      .with.property('errorName', 'SERIALIZATION_ERROR');
  });

  it('writes doubles as Java does, whichever way they are written', () => {
    const special = [
      0,
      -0,
      0.001,
      0.0009,
      9_999_999.99,
      1e7,
      12_345_678.9,
      0.1,
      1.005,
      2 ** -9,
      0.125,
      33_078.941999999995,
    ];
    const values = [...special, ...special.map((value) => -value), Number.NaN, Infinity, -Infinity];
    const of = (doubles: readonly number[]): string =>
      text({ kind: 'long', values: new BigInt64Array(Float64Array.from(doubles).buffer) }, 'double');
    const expected = (doubles: readonly number[]): string =>
      `[${doubles
        .map(formatDouble)
        .map((java) => (/[0-9]$/.test(java) ? `[${java}]` : `["${java}"]`))
        .join(',')}]`;
    expect(of(values)).to.equal(expected(values));
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.double(),
            fc.double({ min: -1e7, max: 1e7 }),
            fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }).map((cents) => cents / 100),
            fc.integer({ min: -60, max: 60 }).map((power) => 2 ** power),
          ),
          { minLength: 1 },
        ),
        (doubles) => {
          expect(of(doubles)).to.equal(expected(doubles));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('writes whole numbers, dates and strings of any kind', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), fc.integer(), fc.string({ unit: 'binary' })),
          {
            minLength: 1,
          },
        ),
        fc.integer({ min: 1, max: 200 }),
        (rows, partBytes) => {
          const page = {
            positions: rows.length,
            columns: [
              { kind: 'long', values: BigInt64Array.from(rows, ([long]) => long) },
              { kind: 'int', values: Int32Array.from(rows, ([, int]) => int) },
              { kind: 'int', values: Int32Array.from(rows, ([, int]) => int % 40_000) },
              bytesVector(...rows.map(([, , string]) => Buffer.from(string))),
            ] satisfies Vector[],
          };
          const types = ['bigint', 'integer', 'date', 'varchar'].map(parseType);
          const parts = [...encodeRowParts(page, types, { parametricDatetime: true }, partBytes)];
          const texts = parts.map(({ json }) => Buffer.from(json).toString());
          expect(parts.reduce((sum, part) => sum + part.rows, 0)).to.equal(rows.length);
          expect(`[${texts.map((list) => list.slice(1, -1)).join(',')}]`).to.equal(
            `[${rows
              .map(
                ([long, int, string]) =>
                  `[${long},${int},"${formatDate(int % 40_000)}",${JSON.stringify(
                    Buffer.from(string).toString(),
                  )
                    .replaceAll(/\\u[0-9a-f]{4}/g, (escape) => `\\u${escape.slice(2).toUpperCase()}`)
                    .replaceAll(/[\u{10000}-\u{10FFFF}]/gu, escapedPair)}]`,
              )
              .join(',')}]`,
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it('tells plain ASCII from text with anything to escape', () => {
    for (let byte = 0; byte < 256; byte++) {
      for (const length of [1, 3, 4, 5, 9]) {
        for (let at = 0; at < length; at++) {
          const data = new Uint8Array(length).fill(0x61);
          data[at] = byte;
          const plain = byte >= 0x20 && byte < 0x80 && byte !== 0x22 && byte !== 0x5c;
          expect(plainBytes(data) !== undefined, `byte ${byte} at ${at} of ${length}`).to.equal(plain);
        }
      }
    }
  });
});

function escapedPair(character: string): string {
  const unit = (index: number): string => character.charCodeAt(index).toString(16).toUpperCase();
  return `\\u${unit(0)}\\u${unit(1)}`;
}

/** The SQL of a page or type recording. */
function statementOf(recording: Recording): string {
  return recording.description.replace(/^.*?(?:of|statement): /, '');
}
