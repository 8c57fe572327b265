import { canCoerce } from './coercion.ts';
import type { Type } from './type.ts';

/** Coercions that make equal values of different ones, as target types by source type. */
const lossy: Partial<Record<Type['kind'], readonly Type['kind'][]>> = {
  integer: ['real'],
  bigint: ['real', 'double'],
  decimal: ['real', 'double'],
  date: ['timestamp with time zone'],
  timestamp: ['timestamp with time zone'],
};

/** Whether values of `from` that differ are still different ones of `to`: a key may then be compared in either type. */
export function isInjectiveCoercion(from: Type, to: Type): boolean {
  return canCoerce(from, to) && lossy[from.kind]?.includes(to.kind) !== true;
}
