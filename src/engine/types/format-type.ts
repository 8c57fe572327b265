import type { Type } from './type.ts';

const texts = new WeakMap<Type, string>();

/**
 * The type's id on the task wire: no blank after a comma, names of row fields quoted (`row("n" varchar,"k" bigint)`,
 * `decimal(10,2)`, `timestamp(3) with time zone`).
 */
export function formatType(type: Type): string {
  let text = texts.get(type);
  if (text === undefined) {
    text = format(type);
    texts.set(type, text);
  }
  return text;
}

function format(type: Type): string {
  switch (type.kind) {
    case 'decimal':
      return `decimal(${type.precision},${type.scale})`;
    case 'varchar':
      return type.length === undefined ? 'varchar' : `varchar(${type.length})`;
    case 'char':
      return `char(${type.length})`;
    case 'time':
    case 'timestamp':
      return `${type.kind}(${type.precision})`;
    case 'time with time zone':
      return `time(${type.precision}) with time zone`;
    case 'timestamp with time zone':
      return `timestamp(${type.precision}) with time zone`;
    case 'array':
      return `array(${formatType(type.element)})`;
    case 'map':
      return `map(${formatType(type.key)},${formatType(type.value)})`;
    case 'row':
      return `row(${type.fields
        .map((field) =>
          field.name === undefined
            ? formatType(field.type)
            : `${quote(field.name)} ${formatType(field.type)}`,
        )
        .join(',')})`;
    case 'function':
      return `function(${[...type.arguments, type.result].map(formatType).join(',')})`;
    case 'qdigest':
      return `qdigest(${formatType(type.element)})`;
    default:
      return type.kind;
  }
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
