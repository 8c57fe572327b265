import type { RowType, Type } from './type.ts';

/** Whether two types are one: parameters, and names of row fields, included. */
export function sameType(a: Type, b: Type): boolean {
  if (a === b) return true;
  switch (a.kind) {
    case 'decimal':
      return b.kind === 'decimal' && a.precision === b.precision && a.scale === b.scale;
    case 'varchar':
      return b.kind === 'varchar' && a.length === b.length;
    case 'char':
      return b.kind === 'char' && a.length === b.length;
    case 'time':
    case 'time with time zone':
    case 'timestamp':
    case 'timestamp with time zone':
      return b.kind === a.kind && a.precision === b.precision;
    case 'array':
      return b.kind === 'array' && sameType(a.element, b.element);
    case 'qdigest':
      return b.kind === 'qdigest' && sameType(a.element, b.element);
    case 'map':
      return b.kind === 'map' && sameType(a.key, b.key) && sameType(a.value, b.value);
    case 'row':
      return b.kind === 'row' && sameFields(a, b);
    case 'function':
      return b.kind === 'function' && sameTypes(a.arguments, b.arguments) && sameType(a.result, b.result);
    default:
      return a.kind === b.kind;
  }
}

function sameTypes(a: readonly Type[], b: readonly Type[]): boolean {
  return a.length === b.length && a.every((type, index) => sameType(type, b[index] ?? { kind: 'unknown' }));
}

function sameFields(a: RowType, b: RowType): boolean {
  return (
    a.fields.length === b.fields.length &&
    a.fields.every((field, index) => {
      const other = b.fields[index];
      return other !== undefined && field.name === other.name && sameType(field.type, other.type);
    })
  );
}
