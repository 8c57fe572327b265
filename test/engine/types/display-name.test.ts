import { expect } from 'chai';
import { displayName } from '../../../src/engine/types/display-name.ts';
import { parseType } from '../../../src/engine/types/parse-type.ts';

describe('display names of types', () => {
  // As a stock server's information_schema.columns and typeof have them.
  const names: readonly (readonly [type: string, name: string])[] = [
    ['decimal(10,2)', 'decimal(10,2)'],
    ['interval day to second', 'interval day to second'],
    ['array(interval year to month)', 'array(interval year to month)'],
    ['map(varchar,bigint)', 'map(varchar, bigint)'],
    ['row("A b" integer,"c" decimal(3,1))', 'row(A b integer, c decimal(3,1))'],
    ['row(integer,varchar(3))', 'row(integer, varchar(3))'],
    ['timestamp(12) with time zone', 'timestamp(12) with time zone'],
    ['HyperLogLog', 'HyperLogLog'],
  ];
  for (const [type, name] of names) {
    it(name, () => {
      expect(displayName(parseType(type))).to.equal(name);
    });
  }
});
