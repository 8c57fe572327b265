import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { canCoerce, commonSuperType } from '../../../src/engine/types/coercion.ts';
import { formatType } from '../../../src/engine/types/format-type.ts';
import { parseType } from '../../../src/engine/types/parse-type.ts';

/** `typeof(if(true, CAST(NULL AS a), CAST(NULL AS b)))` of a stock server for each pair; null where it refused the pair. */
const recorded = JSON.parse(
  readFileSync(new URL('common-super-types.json', import.meta.url), 'utf8'),
) as readonly (readonly [string, string, string | null])[];

describe('coercion', () => {
  it('finds the common type that stock finds, from both sides', () => {
    expect(recorded.length).to.be.greaterThan(500);
    for (const [a, b, expected] of recorded) {
      const wanted = expected === null ? undefined : formatType(parseType(expected));
      for (const [x, y] of [
        [a, b],
        [b, a],
      ] as const) {
        const common = commonSuperType(parseType(x), parseType(y));
        expect(common && formatType(common), `${x} and ${y}`).to.equal(wanted);
      }
    }
  });

  const cases: readonly (readonly [string, string, boolean])[] = [
    ['bigint', 'bigint', true],
    ['integer', 'bigint', true],
    ['bigint', 'integer', false],
    ['unknown', 'row(x bigint)', true],
    ['bigint', 'unknown', false],
    ['varchar(3)', 'varchar(5)', true],
    ['varchar(5)', 'varchar(3)', false],
    ['varchar(3)', 'char(5)', true],
    ['decimal(10,2)', 'decimal(12,2)', true],
    ['decimal(10,2)', 'decimal(10,3)', false],
    ['integer', 'decimal(9,0)', false],
    ['integer', 'decimal(10,0)', true],
    ['date', 'timestamp(3) with time zone', true],
    ['timestamp(6)', 'timestamp(3)', false],
    ['array(integer)', 'array(bigint)', true],
    ['row(a integer)', 'row(b bigint)', true],
    ['map(bigint,bigint)', 'map(integer,bigint)', false],
    ['varchar', 'JsonPath', true],
    ['boolean', 'integer', false],
  ];
  for (const [from, to, expected] of cases) {
    it(`${from} ${expected ? 'becomes' : "doesn't become"} ${to}`, () => {
      expect(canCoerce(parseType(from), parseType(to))).to.equal(expected);
    });
  }
});
