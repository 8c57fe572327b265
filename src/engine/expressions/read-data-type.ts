import { TrinoError } from '../errors/trino-error.ts';
import { formatDataType } from '../parse/format/format-data-type.ts';
import type { DataTypeArgument, DataTypeNode } from '../parse/tree/data-type.ts';
import { simpleTypes } from '../types/simple-types.ts';
import type { SimpleType, Type } from '../types/type.ts';

/** A type's name that no type has; the message is Trino's, the position the caller's. */
export class UnknownType extends Error {
  constructor(typeName: string) {
    super(`Unknown type: ${typeName}`);
    this.name = 'UnknownType';
  }
}

const maxDecimalPrecision = 38;
const maxCharLength = 65_536;
const maxVarcharLength = 2_147_483_647;
const maxTimePrecision = 12;

/**
 * The type that a type expression names.
 * @throws UnknownType, also when a length or a precision of times is out of range; for decimals that is TrinoError INVALID_FUNCTION_ARGUMENT
 */
export function readDataType(node: DataTypeNode): Type {
  try {
    return read(node);
  } catch (error) {
    // Of a type within a type Trino names the whole.
    throw error instanceof UnknownType ? new UnknownType(formatDataType(node)) : error;
  }
}

function read(node: DataTypeNode): Type {
  switch (node.kind) {
    case 'rowDataType':
      return {
        kind: 'row',
        fields: node.fields.map(({ name, type }) => ({
          // As columns of tables do, names of fields lose the case that isn't quoted.
          ...(name !== undefined && { name: name.delimited ? name.value : name.value.toLowerCase() }),
          type: read(type),
        })),
      };
    case 'intervalDataType':
      return node.from.toUpperCase() === 'YEAR'
        ? { kind: 'interval year to month' }
        : { kind: 'interval day to second' };
    case 'dateTimeDataType': {
      const precision = node.precision === undefined ? 3 : numberOf(node, node.precision);
      if (precision > maxTimePrecision) throw new UnknownType(formatDataType(node));
      return { kind: node.withTimeZone ? `${node.type} with time zone` : node.type, precision };
    }
    case 'genericDataType':
      return readGeneric(node);
    default: {
      const never: never = node;
      return never;
    }
  }
}

function readGeneric(node: DataTypeNode & { readonly kind: 'genericDataType' }): Type {
  const name = node.name.value.toLowerCase();
  const args = node.arguments;
  const [first, second] = args;
  const nested = (argument: DataTypeArgument | undefined): Type => {
    if (argument === undefined || argument.kind === 'numericTypeArgument') {
      throw new UnknownType(formatDataType(node));
    }
    return read(argument);
  };
  switch (name) {
    case 'array':
      return { kind: 'array', element: nested(first) };
    case 'qdigest':
      return { kind: 'qdigest', element: nested(first) };
    case 'map':
      return { kind: 'map', key: nested(first), value: nested(second) };
    case 'function':
      return { kind: 'function', arguments: args.slice(0, -1).map(nested), result: nested(args.at(-1)) };
    case 'varchar': {
      if (first === undefined) {
        return { kind: 'varchar' };
      }
      const length = numberOf(node, first);
      if (length > maxVarcharLength) throw new UnknownType(formatDataType(node));
      return length === maxVarcharLength ? { kind: 'varchar' } : { kind: 'varchar', length };
    }
    case 'char': {
      const length = first === undefined ? 1 : numberOf(node, first);
      if (length > maxCharLength) throw new UnknownType(formatDataType(node));
      return { kind: 'char', length };
    }
    case 'decimal':
    case 'dec':
    case 'numeric': {
      const precision = first === undefined ? maxDecimalPrecision : numberOf(node, first);
      const scale = second === undefined ? 0 : numberOf(node, second);
      if (precision < 1 || precision > maxDecimalPrecision) {
        throw invalid(`DECIMAL precision must be in range [1, ${maxDecimalPrecision}]: ${precision}`);
      }
      if (scale > precision) {
        throw invalid(`DECIMAL scale must be in range [0, precision (${precision})]: ${scale}`);
      }
      return { kind: 'decimal', precision, scale };
    }
    case 'time':
    case 'timestamp':
      return { kind: name, precision: first === undefined ? 3 : numberOf(node, first) };
    default: {
      const kind = simpleByName.get(name);
      if (kind === undefined || args.length > 0) {
        throw new UnknownType(formatDataType(node));
      }
      return { kind };
    }
  }
}

const simpleByName: ReadonlyMap<string, SimpleType['kind']> = new Map([
  // Intervals have a syntax of their own.
  ...simpleTypes
    .filter((kind) => !kind.startsWith('interval'))
    .map((kind) => [kind.toLowerCase(), kind] as const),
  ['int', 'integer'],
  ['double precision', 'double'],
]);

function numberOf(type: DataTypeNode, argument: DataTypeArgument): number {
  if (argument.kind !== 'numericTypeArgument') {
    throw new UnknownType(formatDataType(type));
  }
  return Number(argument.value);
}

function invalid(message: string): TrinoError {
  return new TrinoError('INVALID_FUNCTION_ARGUMENT', message);
}
