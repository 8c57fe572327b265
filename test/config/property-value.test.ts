import { expect } from 'chai';
import { expectedForm, parsePropertyValue } from '../../src/config/property-value.ts';

describe('values of properties', () => {
  for (const [kind, text, value] of [
    ['boolean', 'TRUE', true],
    ['boolean', 'false', false],
    ['boolean', 'yes', undefined],
    ['boolean', '', undefined],
    ['integer', '42', 42],
    ['integer', '-1', -1],
    ['integer', '+7', 7],
    ['integer', '2147483647', 2_147_483_647],
    ['integer', '2147483648', undefined],
    ['integer', '4.0', undefined],
    ['integer', '0x10', undefined],
    ['long', '2147483648', 2_147_483_648],
    ['long', '1e3', undefined],
    ['double', '0.5', 0.5],
    ['double', '1e3', 1000],
    ['double', 'NaN', undefined],
    ['duration', '10s', 10_000],
    ['duration', '1.5 m', 90_000],
    ['duration', '250us', 0.25],
    ['duration', '10', undefined],
    ['duration', '10 seconds', undefined],
    ['size', '1MB', 1_048_576],
    ['size', '1.5kB', 1_536],
    ['size', '1mb', undefined],
    ['size', '12', undefined],
    ['string', ' kept ', ' kept '],
    ['list', ' a, b,,c ', ['a', 'b', 'c']],
    ['list', '', []],
  ] as const) {
    it(`reads '${text}' as ${kind}`, () => {
      expect(parsePropertyValue(kind, text)).to.deep.equal(value);
    });
  }

  it('reads enums without regard to case and hyphens', () => {
    const values = ['NONE', 'TOTAL_RESERVATION'];
    expect(parsePropertyValue('enum', 'total-reservation', values)).to.equal('TOTAL_RESERVATION');
    expect(parsePropertyValue('enum', 'most', values)).to.equal(undefined);
    expect(expectedForm('enum', values)).to.equal('one of NONE, TOTAL_RESERVATION');
  });
});
