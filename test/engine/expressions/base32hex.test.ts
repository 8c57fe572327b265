import { expect } from 'chai';
import fc from 'fast-check';
import { decodeBase32Hex, encodeBase32Hex } from '../../../src/engine/expressions/base32hex.ts';

describe('base32hex', () => {
  // RFC 4648 section 10, in lower case.
  const vectors: readonly (readonly [string, string])[] = [
    ['', ''],
    ['f', 'co======'],
    ['fo', 'cpng===='],
    ['foo', 'cpnmu==='],
    ['foob', 'cpnmuog='],
    ['fooba', 'cpnmuoj1'],
    ['foobar', 'cpnmuoj1e8======'],
  ];
  for (const [text, encoded] of vectors) {
    it(`writes "${text}" as ${encoded || 'nothing'}`, () => {
      expect(encodeBase32Hex(Buffer.from(text))).to.equal(encoded);
      expect(Buffer.from(decodeBase32Hex(encoded.toUpperCase())).toString()).to.equal(text);
    });
  }

  it('reads what it writes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(decodeBase32Hex(encodeBase32Hex(bytes))).to.deep.equal(bytes);
      }),
    );
  });

  it('refuses other characters', () => {
    expect(() => decodeBase32Hex('cpnw')).to.throw(RangeError, 'w');
  });
});
