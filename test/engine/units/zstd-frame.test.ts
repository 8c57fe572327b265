import { Decoder, Encoder } from '@toondepauw/node-zstd';
import { expect } from 'chai';
import { withZstdContentSize, zstdContentSize } from '../../../src/engine/units/zstd-frame.ts';

describe('zstd frames', () => {
  for (const size of [1, 255, 256, 70_000]) {
    it(`say that their content has ${size} bytes`, async () => {
      const content = Buffer.alloc(size, 'SELECT ? ');
      const frame = withZstdContentSize(await new Encoder(3).encode(content), size);
      expect(zstdContentSize(frame)).to.equal(size);
      expect((await new Decoder().decode(frame)).equals(content)).to.equal(true);
      expect(withZstdContentSize(frame, 1)).to.equal(frame);
    });
  }

  it('are told from other bytes', () => {
    expect(zstdContentSize(Buffer.from('SELECT 1 + 1'))).to.equal(undefined);
    expect(zstdContentSize(Buffer.alloc(0))).to.equal(undefined);
  });
});
