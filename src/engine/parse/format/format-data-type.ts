import type { DataTypeArgument } from '../tree/data-type.ts';
import { formatIdentifier } from './quoting.ts';

/** A type as SQL, the way Trino's formatter writes it. */
export function formatDataType(type: DataTypeArgument): string {
  switch (type.kind) {
    case 'numericTypeArgument':
      return type.value;
    case 'genericDataType': {
      const name = formatIdentifier(type.name);
      return type.arguments.length === 0 ? name : `${name}(${type.arguments.map(formatDataType).join(', ')})`;
    }
    case 'dateTimeDataType': {
      const precision = type.precision === undefined ? '' : `(${formatDataType(type.precision)})`;
      return `${type.type}${precision}${type.withTimeZone ? ' with time zone' : ''}`;
    }
    case 'intervalDataType':
      return `INTERVAL ${type.from} TO ${type.to}`;
    case 'rowDataType':
      return `ROW(${type.fields
        .map((field) =>
          field.name === undefined
            ? formatDataType(field.type)
            : `${formatIdentifier(field.name)} ${formatDataType(field.type)}`,
        )
        .join(', ')})`;
    default:
      return type satisfies never;
  }
}
