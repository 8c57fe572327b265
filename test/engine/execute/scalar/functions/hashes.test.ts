import { expect } from 'chai';
import { murmur3 } from '../../../../../src/engine/execute/scalar/functions/murmur3.ts';
import { spookyHash } from '../../../../../src/engine/execute/scalar/functions/spooky-hash.ts';

function spooky(text: string): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(spookyHash(Buffer.from(text)));
  return bytes.toString('base64');
}

// Answers of a stock server.
describe('hashes of bytes', () => {
  it('are those of MurmurHash3', () => {
    expect(Buffer.from(murmur3(Buffer.from('hello'))).toString('base64')).to.equal(
      'Apu9QbOn2MsZHa5IapAeWw==',
    );
    expect(Buffer.from(murmur3(new Uint8Array(0))).toString('base64')).to.equal('AAAAAAAAAAAAAAAAAAAAAA==');
  });

  for (const [text, hash] of [
    ['', 'IycG/Gv1CRk='],
    ['hello', 'N2iCatOC5so='],
    ['x'.repeat(191), 'ZbiltKxF0tY='],
    ['abc'.repeat(64), '9xkWWmDvA0o='],
    ['xyz'.repeat(100), 'NmLzm9g1Te4='],
  ] as const) {
    it(`are those of SpookyHash for ${text.length} bytes`, () => {
      expect(spooky(text)).to.equal(hash);
    });
  }
});
