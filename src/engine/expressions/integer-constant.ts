import type { Type } from '../types/type.ts';

const integerBits: Readonly<Partial<Record<Type['kind'], number>>> = {
  tinyint: 8,
  smallint: 16,
  integer: 32,
  bigint: 64,
};

/** A whole number as a constant of an integer type; undefined when it doesn't fit, or the type is no such. */
export function integerConstant(value: bigint, kind: Type['kind']): number | bigint | undefined {
  const bits = integerBits[kind];
  if (bits === undefined || BigInt.asIntN(bits, value) !== value) {
    return undefined;
  }
  return kind === 'bigint' ? value : Number(value);
}
