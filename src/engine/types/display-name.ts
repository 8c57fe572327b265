import { displayType } from './display-type.ts';
import type { Type } from './type.ts';

/**
 * Trino's display name of a type: what metadata tables, `typeof` and error messages say. Unlike a result column's type
 * (`displayType`) it has intervals in lower case, no blank in `decimal(10,2)` and never quotes the fields of a row.
 */
export function displayName(type: Type): string {
  switch (type.kind) {
    case 'decimal':
      return `decimal(${type.precision},${type.scale})`;
    case 'interval day to second':
    case 'interval year to month':
      return type.kind;
    case 'array':
      return `array(${displayName(type.element)})`;
    case 'map':
      return `map(${displayName(type.key)}, ${displayName(type.value)})`;
    case 'row': {
      const fields = type.fields.map(({ name, type: field }) =>
        name === undefined ? displayName(field) : `${name} ${displayName(field)}`,
      );
      return `row(${fields.join(', ')})`;
    }
    case 'qdigest':
      return `qdigest(${displayName(type.element)})`;
    case 'function':
      return `function(${[...type.arguments, type.result].map(displayName).join(', ')})`;
    default:
      return displayType(type);
  }
}
