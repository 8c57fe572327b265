import type { Type } from '../../../types/type.ts';
import type { Value } from '../value.ts';

const view = new DataView(new ArrayBuffer(8));
const allButSign = (1n << 63n) - 1n;

/** A whole number that sorts as a value of a quantile digest does. @param kind `bigint`, `double` or `real` */
export function sortableBits(value: Value, kind: Type['kind']): bigint {
  switch (kind) {
    case 'double':
      view.setFloat64(0, value as number);
      return ordered(view.getBigInt64(0));
    case 'real': {
      view.setFloat32(0, value as number);
      const bits = view.getInt32(0);
      return BigInt(bits < 0 ? bits ^ 0x7fffffff : bits);
    }
    default:
      return value as bigint;
  }
}

/** The value that has such bits. */
export function ofSortableBits(bits: bigint, kind: Type['kind']): Value {
  switch (kind) {
    case 'double':
      view.setBigInt64(0, ordered(bits));
      return view.getFloat64(0);
    case 'real': {
      const word = Number(BigInt.asIntN(32, bits));
      view.setInt32(0, word < 0 ? word ^ 0x7fffffff : word);
      return view.getFloat32(0);
    }
    default:
      return bits;
  }
}

/** Words of negative numbers grow with their distance from zero: turned around they sort as the numbers. */
function ordered(bits: bigint): bigint {
  return bits < 0n ? BigInt.asIntN(64, bits ^ allButSign) : bits;
}
