import { expect } from 'chai';
import { percentileCollector } from '../../../../../src/engine/execute/scalar/collectors/percentile-collector.ts';
import { TDigest } from '../../../../../src/engine/execute/scalar/sketches/t-digest.ts';
import type { Type } from '../../../../../src/engine/types/type.ts';

const double: Type = { kind: 'double' };

describe("the state of approx_percentile, as stock's serializers write it", () => {
  it('is the percentile and the digest behind its length', () => {
    const collector = percentileCollector([double, double]);
    const state = Buffer.from(
      collector.ofRows([
        [3, 0.25],
        [5, 0.25],
        [9, 0.25],
      ]) as Uint8Array,
    );
    expect(state.readDoubleLE(0)).to.equal(0.25);
    expect(state.readInt32LE(8)).to.equal(state.length - 12);
    expect(TDigest.read(state.subarray(12)).valueAt(1)).to.equal(9);
    expect(collector.result(state)).to.equal(3);
  });

  it('is the count of percentiles, these, and the digest behind its length', () => {
    const collector = percentileCollector([double, { kind: 'array', element: double }]);
    const half = collector.ofRows([[3, [0, 1]]]) as Uint8Array;
    const other = collector.ofRows([[8, [0, 1]]]) as Uint8Array;
    const state = Buffer.from(collector.merge([half, other]) as Uint8Array);
    expect(state.readInt32LE(0)).to.equal(2);
    expect([state.readDoubleLE(4), state.readDoubleLE(12)]).to.deep.equal([0, 1]);
    expect(state.readInt32LE(20)).to.equal(state.length - 24);
    expect(collector.result(state)).to.deep.equal([3, 8]);
  });
});
