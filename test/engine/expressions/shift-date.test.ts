import { expect } from 'chai';
import type { ConstantExpression, ConstantValue } from '../../../src/engine/expressions/expression.ts';
import { shiftDate } from '../../../src/engine/expressions/shift-date.ts';

const dayOf = (text: string): number => Date.parse(`${text}T00:00:00Z`) / 86_400_000;
const date = (text: string): ConstantExpression => ({
  kind: 'constant',
  type: { kind: 'date' },
  value: dayOf(text),
});
const months = (value: number): ConstantExpression => ({
  kind: 'constant',
  type: { kind: 'interval year to month' },
  value,
});
const millis = (value: bigint): ConstantExpression => ({
  kind: 'constant',
  type: { kind: 'interval day to second' },
  value,
});
const timestamp = (text: string): ConstantExpression => ({
  kind: 'constant',
  type: { kind: 'timestamp', precision: 3 },
  value: BigInt(Date.parse(`${text}Z`)) * 1000n,
});

describe('a shifted date', () => {
  // Values as a stock server answers them.
  const cases: readonly (readonly [string, ConstantValue | undefined, ConstantValue | undefined])[] = [
    ['a month', shiftDate('+', date('1995-09-01'), months(1)), dayOf('1995-10-01')],
    ['the last day of a shorter month', shiftDate('+', date('2024-01-31'), months(1)), dayOf('2024-02-29')],
    ['years back over a leap day', shiftDate('-', date('2024-02-29'), months(12)), dayOf('2023-02-28')],
    ['before 1970', shiftDate('-', date('1970-01-31'), months(2)), dayOf('1969-11-30')],
    ['the interval first', shiftDate('+', months(3), date('1993-07-01')), dayOf('1993-10-01')],
    ['days', shiftDate('-', date('1998-12-01'), millis(90n * 86_400_000n)), dayOf('1998-09-02')],
    ['hours of a date: left to execution', shiftDate('+', date('1998-12-01'), millis(1n)), undefined],
    [
      'months of a timestamp',
      shiftDate('+', timestamp('1969-12-31T01:02:03'), months(2)),
      BigInt(Date.parse('1970-02-28T01:02:03Z')) * 1000n,
    ],
    [
      'milliseconds of a timestamp',
      shiftDate('-', timestamp('2024-03-01T00:00:00'), millis(1n)),
      BigInt(Date.parse('2024-02-29T23:59:59.999Z')) * 1000n,
    ],
    ['beyond year 9999: left to execution', shiftDate('+', date('9999-12-31'), months(1)), undefined],
    ['an interval less a date', shiftDate('-', months(1), date('1995-09-01')), undefined],
  ];
  for (const [name, actual, expected] of cases) {
    it(name, () => {
      expect(actual).to.equal(expected);
    });
  }
});
