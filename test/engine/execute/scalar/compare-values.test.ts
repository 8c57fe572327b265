import { expect } from 'chai';
import { TrinoError } from '../../../../src/engine/errors/trino-error.ts';
import { equalityOf, orderOf, sameOf } from '../../../../src/engine/execute/scalar/compare-values.ts';
import { makeVector } from '../../../../src/engine/execute/scalar/make-vector.ts';
import { readValues } from '../../../../src/engine/execute/scalar/read-values.ts';
import { sortKey } from '../../../../src/engine/execute/scalar/sort-key.ts';
import type { Value } from '../../../../src/engine/execute/scalar/value.ts';
import { parseType } from '../../../../src/engine/types/parse-type.ts';

describe('comparison of values', () => {
  const integers = parseType('array(integer)');
  const map = parseType('map(integer,integer)');

  it('says unknown where a NULL decides, and false where another part does', () => {
    const equal = equalityOf(integers);
    expect(equal([1, null], [1, null])).to.equal(null);
    expect(equal([1, null], [2, null])).to.equal(false);
    expect(equal([1], [1, 2])).to.equal(false);
  });

  it('has maps equal in any order of entries', () => {
    const [a, b] = [
      { keys: [1, 2], values: [1, null] },
      { keys: [2, 1], values: [null, 1] },
    ];
    expect(equalityOf(map)(a, b)).to.equal(null);
    expect(sameOf(map)(a, b)).to.equal(true);
    expect(sortKey(map)(a)).to.deep.equal(sortKey(map)(b));
  });

  it('has NaN equal to nothing, and the same as itself', () => {
    const type = parseType('array(double)');
    expect(equalityOf(type)([Number.NaN], [Number.NaN])).to.equal(false);
    expect(sameOf(type)([Number.NaN], [Number.NaN])).to.equal(true);
  });

  it('has no order where a NULL would decide', () => {
    expect(orderOf(integers)([0, null], [1, 2])).to.be.lessThan(0);
    expect(() => orderOf(integers)([1, null], [1, 2])).to.throw(
      TrinoError,
      'ARRAY comparison not supported for arrays with null elements',
    );
  });

  const sorted: Readonly<Record<string, readonly Value[]>> = {
    'array(integer)': [[], [-5], [0, 5], [1], [1, 2], [1, null], [null]],
    'array(varchar)': [[''], ['a'], ['a\0'], ['a\0b'], ['ab'], ['b']],
    'array(double)': [
      [Number.NEGATIVE_INFINITY],
      [-1],
      [0],
      [1e-300],
      [2],
      [Number.POSITIVE_INFINITY],
      [Number.NaN],
    ],
    'row(decimal(38,2),boolean)': [
      [-(10n ** 37n), true],
      [0n, false],
      [0n, true],
      [10n ** 37n, false],
    ],
    'array(timestamp(3) with time zone)': [
      [{ picos: -1n, zone: 5 }],
      [{ picos: 0n, zone: 9 }],
      [{ picos: 1n, zone: 0 }],
    ],
  };
  for (const [type, values] of Object.entries(sorted)) {
    it(`sorts ${type} by bytes`, () => {
      const keys = values.map((value) => Buffer.from(sortKey(parseType(type))(value)));
      expect([...keys].sort((a, b) => Buffer.compare(a, b))).to.deep.equal(keys);
      expect(new Set(keys.map((key) => key.toString('hex'))).size).to.equal(values.length);
    });
  }
});

describe('values in columns', () => {
  const samples: Readonly<Record<string, readonly Value[]>> = {
    boolean: [true, null, false],
    smallint: [-5, null],
    real: [1.5, null],
    'decimal(38,2)': [-(10n ** 37n), null, 7n],
    'timestamp(9)': [1_577_836_800_123_456_789_000n, null, -1000n],
    'timestamp(3) with time zone': [{ picos: 1_577_836_800_123_000_000_000n, zone: 2054 }, null],
    'timestamp(12) with time zone': [{ picos: -1n, zone: 3 }, null],
    'time(3) with time zone': [{ picos: 82_800_000_000_000_000n, zone: -480 }, null],
    'time(12) with time zone': [{ picos: 1n, zone: 330 }, null],
    'array(array(varchar))': [[['a', null], null, []], null, []],
    'map(integer,row(varchar,double))': [
      { keys: [1], values: [['x', null]] },
      null,
      { keys: [], values: [] },
    ],
  };
  for (const [type, values] of Object.entries(samples)) {
    it(`go in and come out: ${type}`, () => {
      const read = readValues(makeVector(values, parseType(type)), parseType(type));
      expect(values.map((_, position) => read(position))).to.deep.equal(values);
    });
  }
});
