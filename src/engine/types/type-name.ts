import { formatType } from './format-type.ts';
import type { Type } from './type.ts';

/** The text that `typeof` gives: as on the wire, with a blank between the parts of a container and names as they are. */
export function typeName(type: Type): string {
  switch (type.kind) {
    case 'array':
      return `array(${typeName(type.element)})`;
    case 'map':
      return `map(${typeName(type.key)}, ${typeName(type.value)})`;
    case 'row':
      return `row(${type.fields
        .map((field) => (field.name === undefined ? '' : `${field.name} `) + typeName(field.type))
        .join(', ')})`;
    default:
      return formatType(type);
  }
}
