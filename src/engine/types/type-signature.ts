import type { ClientTypeSignature } from '../../../generated/coordinator/types.ts';
import type { DisplayOptions } from './display-type.ts';
import type { Type } from './type.ts';

/** Length that an unbounded varchar has in signatures. */
const unboundedLength = 2_147_483_647;

/** `columns[].typeSignature`: the type as clients take it apart (PROTOCOL 2.3). */
export function typeSignature(
  type: Type,
  options: DisplayOptions = { parametricDatetime: true },
): ClientTypeSignature {
  const inner = (part: Type) => ({ kind: 'TYPE', value: typeSignature(part, options) }) as const;
  const numbers = (...values: number[]) => values.map((value) => ({ kind: 'LONG', value }) as const);
  switch (type.kind) {
    case 'decimal':
      return { rawType: 'decimal', arguments: numbers(type.precision, type.scale) };
    case 'varchar':
      return { rawType: 'varchar', arguments: numbers(type.length ?? unboundedLength) };
    case 'char':
      return { rawType: 'char', arguments: numbers(type.length) };
    case 'time':
    case 'timestamp':
    case 'time with time zone':
    case 'timestamp with time zone':
      return { rawType: type.kind, arguments: options.parametricDatetime ? numbers(type.precision) : [] };
    case 'array':
      return { rawType: 'array', arguments: [inner(type.element)] };
    case 'map':
      return { rawType: 'map', arguments: [inner(type.key), inner(type.value)] };
    case 'row':
      return {
        rawType: 'row',
        arguments: type.fields.map((field) => ({
          kind: 'NAMED_TYPE' as const,
          value: {
            ...(field.name === undefined ? {} : { fieldName: { name: field.name } }),
            typeSignature: typeSignature(field.type, options),
          },
        })),
      };
    case 'function':
      return { rawType: 'function', arguments: [...type.arguments, type.result].map(inner) };
    case 'qdigest':
      return { rawType: 'qdigest', arguments: [inner(type.element)] };
    default:
      return { rawType: type.kind, arguments: [] };
  }
}
