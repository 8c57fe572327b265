import { isReservedWord } from '../expressions/reserved-words.ts';
import type { Type } from './type.ts';

export interface DisplayOptions {
  /** Whether the client sent PARAMETRIC_DATETIME: without it times and timestamps show no precision. */
  readonly parametricDatetime: boolean;
}

/**
 * The text of a type for people and in `columns[].type`: a blank after commas, plain names unquoted, intervals in capitals
 * (recordings type-*).
 */
export function displayType(type: Type, options: DisplayOptions = { parametricDatetime: true }): string {
  const inner = (part: Type): string => displayType(part, options);
  const precision = 'precision' in type && options.parametricDatetime ? `(${type.precision})` : '';
  switch (type.kind) {
    case 'decimal':
      return `decimal(${type.precision}, ${type.scale})`;
    case 'varchar':
      return type.length === undefined ? 'varchar' : `varchar(${type.length})`;
    case 'char':
      return `char(${type.length})`;
    case 'time':
    case 'timestamp':
      return `${type.kind}${precision}`;
    case 'time with time zone':
      return `time${precision} with time zone`;
    case 'timestamp with time zone':
      return `timestamp${precision} with time zone`;
    case 'interval day to second':
    case 'interval year to month':
      return type.kind.toUpperCase();
    case 'array':
      return `array(${inner(type.element)})`;
    case 'map':
      return `map(${inner(type.key)}, ${inner(type.value)})`;
    case 'row':
      return `row(${type.fields
        .map((field) =>
          field.name === undefined ? inner(field.type) : `${displayName(field.name)} ${inner(field.type)}`,
        )
        .join(', ')})`;
    case 'function':
      return `function(${[...type.arguments, type.result].map(inner).join(', ')})`;
    case 'qdigest':
      return `qdigest(${inner(type.element)})`;
    default:
      return type.kind;
  }
}

function displayName(name: string): string {
  const isPlain = /^[a-z_][a-z0-9_]*$/i.test(name) && !isReservedWord(name);
  return isPlain ? name : `"${name.replaceAll('"', '""')}"`;
}
