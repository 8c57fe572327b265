import { expect } from 'chai';
import { HyperLogLog } from '../../../../../src/engine/execute/scalar/sketches/hyper-log-log.ts';
import { murmur3, murmur3OfLong } from '../../../../../src/engine/execute/scalar/sketches/murmur3.ts';
import {
  intersectionCardinality,
  jaccardIndex,
  SetDigest,
} from '../../../../../src/engine/execute/scalar/sketches/set-digest.ts';
import { TDigest } from '../../../../../src/engine/execute/scalar/sketches/t-digest.ts';

/** What a stock server answers for the same values. */
const stock = {
  oneToThree: 'AgwDAIADRAAAWD1bgCAI3g==',
  texts: 'AgwCAAA/lrTC8nLL',
  digest: 'ARAAAAACCwMAgANEAABYPVuAIAjeACAAAAMAAACowHZsoCAI3krEBfu3A0QADItIsjlYPVsBAAEAAgA=',
  distribution:
    'AAAAAAAAAPA/AAAAAAAACEAAAAAAAABZQAAAAAAAABBABAAAAAAAAAAAAPA/AAAAAAAAAEAAAAAAAAAIQAAAAAAAAAhAAAAAAAAA8D8AAAAAAADwPwAAAAAAAPA/AAAAAAAA8D8=',
};

describe('sketches', () => {
  it('hashes numbers and bytes of any length', () => {
    expect(murmur3OfLong(1n)).to.equal(0x4403b7fb05c44an);
    expect(murmur3(Buffer.from('abc'))).to.deep.equal([0xb4963f3f3fad7867n, 0x3ba2744126ca2d52n]);
    expect(murmur3(Buffer.from('The quick brown fox jumps over the lazy dog'))).to.deep.equal([
      0xe34bbc7bbc071b6cn,
      0x7a433ca9c49a9347n,
    ]);
  });

  it('stores sets as stock does', () => {
    const sketch = sketchOf(12, [3n, 1n, 2n, 2n]);
    expect(base64(sketch.bytes())).to.equal(stock.oneToThree);
    expect(sketch.cardinality()).to.equal(3n);
    const texts = new HyperLogLog(12);
    for (const text of ['abc', 'd']) texts.addHash(murmur3(Buffer.from(text))[0]);
    expect(base64(texts.bytes())).to.equal(stock.texts);
    expect(base64(new HyperLogLog(12).bytes())).to.equal('AgwAAA==');
  });

  it('writes buckets when asked, and reads them', () => {
    const bytes = sketchOf(12, [1n]).bytes(true);
    expect(base64(bytes)).to.equal(`AwwAAAAg${'A'.repeat(2730)}==`);
    expect(HyperLogLog.read(bytes).cardinality()).to.equal(1n);
    expect(HyperLogLog.read(bytes).bytes()).to.deep.equal(bytes);
  });

  it('keeps entries while they need less room than buckets', () => {
    expect(sketchOf(12, upTo(505)).bytes()[0]).to.equal(2);
    expect(sketchOf(12, upTo(512)).bytes())
      .to.have.length(2053)
      .and.satisfy((b: Uint8Array) => b[0] === 3);
  });

  for (const count of [100, 1000, 3000, 8000, 20_000, 100_000]) {
    it(`counts ${count} values with the error it should have, in one piece or in two`, () => {
      const whole = sketchOf(12, upTo(count));
      const error = Math.abs(Number(whole.cardinality()) - count) / count;
      expect(error).to.be.lessThan(0.05);
      const merged = HyperLogLog.read(sketchOf(12, upTo(count / 2)).bytes());
      merged.merge(HyperLogLog.read(whole.bytes()));
      expect(merged.bytes()).to.deep.equal(whole.bytes());
    });
  }

  it('keeps values that a half byte has no room for', () => {
    const sketch = new HyperLogLog(4);
    for (let bucket = 0n; bucket < 16n; bucket++)
      sketch.addHash((bucket << 60n) | (1n << (bucket * 2n + 5n)));
    const bytes = sketch.bytes();
    expect(HyperLogLog.read(bytes).bytes()).to.deep.equal(bytes);
    expect(bytes.length).to.be.greaterThan(13);
  });

  it('refuses what is no sketch', () => {
    expect(() => HyperLogLog.read(new Uint8Array([9, 12, 0, 0]))).to.throw(RangeError, 'Not a HyperLogLog');
  });

  it('stores set digests as stock does, and compares them', () => {
    const digest = digestOf([1n, 2n, 3n, 3n]);
    expect(base64(digest.bytes())).to.equal(stock.digest);
    expect(digest.cardinality()).to.equal(3n);
    expect(digest.hashCounts()).to.deep.include([0x5b3d5839b2488b0cn, 2]);
    const other = digestOf([2n, 3n, 4n, 5n]);
    expect(intersectionCardinality(digest, other)).to.equal(2n);
    expect(jaccardIndex(digest, digest)).to.equal(1);
    other.merge(digest);
    expect(SetDigest.read(other.bytes()).cardinality()).to.equal(5n);
  });

  it('stores distributions as stock does, and finds quantiles', () => {
    const digest = distributionOf([1, 2, 3, 3]);
    expect(base64(digest.bytes())).to.equal(stock.distribution);
    expect([0.1, 0.3, 0.5, 0.75, 1].map((q) => TDigest.read(digest.bytes()).valueAt(q))).to.deep.equal([
      1, 2, 3, 3, 3,
    ]);
    expect(new TDigest().valueAt(0.5)).to.be.NaN;
  });

  it('joins the centroids of many values, fewest at the ends', () => {
    const digest = distributionOf(Array.from({ length: 20_000 }, (_, index) => index));
    expect(digest.bytes().length).to.be.lessThan(37 + 16 * 200);
    for (const quantile of [0.01, 0.25, 0.5, 0.9, 0.999])
      expect(Math.abs(digest.valueAt(quantile) - quantile * 20_000)).to.be.lessThan(100);
    expect([digest.valueAt(0), digest.valueAt(1)]).to.deep.equal([0, 19_999]);
  });
});

function sketchOf(indexBits: number, values: readonly bigint[]): HyperLogLog {
  const sketch = new HyperLogLog(indexBits);
  for (const value of values) sketch.addHash(murmur3OfLong(value));
  return sketch;
}

function digestOf(values: readonly bigint[]): SetDigest {
  const digest = new SetDigest();
  for (const value of values) digest.addHash(murmur3OfLong(value));
  return digest;
}

function distributionOf(values: readonly number[]): TDigest {
  const digest = new TDigest();
  for (const value of values) digest.add(value, 1);
  return digest;
}

function upTo(count: number): bigint[] {
  return Array.from({ length: count }, (_, index) => BigInt(index + 1));
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
