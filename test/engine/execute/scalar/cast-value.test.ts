import { expect } from 'chai';
import { TrinoError } from '../../../../src/engine/errors/trino-error.ts';
import { castValue } from '../../../../src/engine/execute/scalar/cast/cast-value.ts';
import type { Value } from '../../../../src/engine/execute/scalar/value.ts';
import { parseType } from '../../../../src/engine/types/parse-type.ts';

/** 2026-11-22 22:00 UTC, for a client in New York. */
const session = { zone: 0, startMillis: 1_795_384_800_000 };

function cast(value: Value, from: string, to: string): Value {
  const convert = castValue(parseType(from), parseType(to), session);
  if (convert === undefined) throw new Error(`No cast from ${from} to ${to}`);
  return convert(value);
}

describe('casts of values', () => {
  // Each of these was answered by a stock server.
  const cases: readonly (readonly [Value, string, string, Value])[] = [
    ['12:34:56.5', 'varchar', 'time(0)', 45_297_000_000_000_000n],
    [
      '2020-01-01 01:02:03',
      'varchar',
      'timestamp(3) with time zone',
      { picos: 1_577_840_523_000_000_000_000n, zone: 0 },
    ],
    [
      Uint8Array.of(1, 2, 3, 4),
      'varbinary',
      'ipaddress',
      Uint8Array.from([...new Array<number>(10).fill(0), 255, 255, 1, 2, 3, 4]),
    ],
    ['1.5', 'json', 'integer', 2],
    ['"1.555"', 'json', 'decimal(5,2)', 156n],
    ['true', 'json', 'decimal(5,2)', 100n],
    ['1e3', 'json', 'varchar', '1.0E3'],
    // Longer than its type: only results are checked.
    ['"abc"', 'json', 'varchar(2)', 'abc'],
    ['{"A":1,"b":{"c":[1,2.50]}}', 'json', 'row("a" integer,"b" json)', [1, '{"c":[1,2.5]}']],
    [
      '{"a":[1,2],"b":null}',
      'json',
      'map(varchar,array(bigint))',
      { keys: ['a', 'b'], values: [[1n, 2n], null] },
    ],
    [{ keys: [3, 1], values: ['a', null] }, 'map(integer,varchar)', 'json', '{"1":null,"3":"a"}'],
    [[1, 'a', null], 'row(integer,varchar,unknown)', 'json', '{"":1,"":"a","":null}'],
    [Number.POSITIVE_INFINITY, 'double', 'json', '"Infinity"'],
    [1.005, 'double', 'decimal(3,2)', 101n],
    [2.5, 'double', 'integer', 3],
    [
      { keys: [1, 2], values: ['x', 'y'] },
      'map(integer,varchar)',
      'map(varchar(1),varchar)',
      { keys: ['1', '2'], values: ['x', 'y'] },
    ],
  ];
  for (const [value, from, to, expected] of cases) {
    it(`${from} to ${to}`, () => {
      const result = cast(value, from, to);
      expect(result instanceof Uint8Array ? Uint8Array.from(result) : result).to.deep.equal(expected);
    });
  }

  const failures: readonly (readonly [Value, string, string, string, string])[] = [
    ['x', 'varchar', 'uuid', 'INVALID_CAST_ARGUMENT', 'Cannot cast value to UUID: x'],
    ['300', 'json', 'tinyint', 'INVALID_CAST_ARGUMENT', "Cannot cast '300' to tinyint"],
    [
      '[1,"a"]',
      'json',
      'array(integer)',
      'INVALID_CAST_ARGUMENT',
      'Cannot cast to array(integer). Cannot cast \'a\' to INT\n[1,"a"]',
    ],
    [
      [1, 300],
      'array(integer)',
      'array(tinyint)',
      'NUMERIC_VALUE_OUT_OF_RANGE',
      'Out of range for tinyint: 300',
    ],
    [
      { keys: ['1', '01'], values: [1, 2] },
      'map(varchar,integer)',
      'map(integer,integer)',
      'INVALID_CAST_ARGUMENT',
      'duplicate keys',
    ],
  ];
  for (const [value, from, to, name, message] of failures) {
    it(`${from} to ${to} fails with ${name}`, () => {
      expect(() => cast(value, from, to))
        .to.throw(TrinoError, message)
        .with.property('errorName', name);
    });
  }

  it('have none where Trino has none', () => {
    expect(castValue({ kind: 'date' }, { kind: 'bigint' }, session)).to.equal(undefined);
  });
});
