import type { ConstantExpression } from '../../expressions/expression.ts';

/** Where a constant is on its type's number line, as connectors give `low` and `high`; undefined for NULL and types without one. */
export function numberLineOf({ value, type }: ConstantExpression): number | undefined {
  switch (type.kind) {
    case 'boolean':
      return value === null ? undefined : Number(value === true);
    case 'decimal':
      return typeof value === 'bigint' ? Number(value) / 10 ** type.scale : undefined;
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'real':
    case 'double':
    case 'date':
    case 'time':
    case 'timestamp':
      return wholeOf(value);
    case 'timestamp with time zone':
      return typeof value === 'object' && value !== null && 'millis' in value
        ? Number(value.millis)
        : undefined;
    default:
      return undefined;
  }
}

function wholeOf(value: ConstantExpression['value']): number | undefined {
  switch (typeof value) {
    case 'number':
      return Number.isNaN(value) ? undefined : value;
    case 'bigint':
      return Number(value);
    case 'object':
      return value !== null && 'micros' in value ? Number(value.micros) + value.picos / 1e6 : undefined;
    default:
      return undefined;
  }
}
