import { expect } from 'chai';
import { displayType } from '../../../src/engine/types/display-type.ts';
import { formatType } from '../../../src/engine/types/format-type.ts';
import { parseType } from '../../../src/engine/types/parse-type.ts';
import { typeSignature } from '../../../src/engine/types/type-signature.ts';
import { recordedColumns } from '../../support/recordings.ts';

describe('types', () => {
  it('display and sign every recorded column as stock does', () => {
    const columns = recordedColumns();
    expect(columns.length).to.be.greaterThan(60);
    for (const { type, typeSignature: signature } of columns) {
      const withoutPrecision = /\b(time|timestamp)\b(?! zone)(?!\()/.test(type);
      const options = { parametricDatetime: !withoutPrecision };
      expect(displayType(parseType(type), options)).to.equal(type);
      expect(typeSignature(parseType(type), options)).to.deep.equal(signature);
    }
  });

  for (const text of [
    'bigint',
    'varchar(25)',
    'decimal(38,10)',
    'row("n" varchar,"K x" bigint)',
    'row(double,bigint)',
    'map(varchar(1),array(timestamp(3) with time zone))',
    'function(bigint,boolean)',
    'interval day to second',
    'HyperLogLog',
  ]) {
    it(`reads and writes ${text}`, () => {
      expect(formatType(parseType(text))).to.equal(text);
    });
  }

  it('names the text that is no type', () => {
    expect(() => parseType('row(x nope)')).to.throw('Unknown type: row(x nope)');
    expect(() => parseType(`${'array('.repeat(5000)}bigint${')'.repeat(5000)}`)).to.throw('Unknown type');
  });
});
