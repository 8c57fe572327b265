import type { Type } from '../../types/type.ts';
import { symbolOf } from './relation-estimate.ts';
import type { RelationEstimate } from './relation-estimate.ts';

/** What a value of a type without fixed width is taken to need, in bytes, when nothing is known of it. */
const defaultSize = 50;
/** An offset into a block's bytes. */
const offsetSize = 4;

/** Bytes that some of a relation's symbols take in pages: values, and a byte each that tells NULL. NaN: unknown. */
export function outputSize(
  estimate: RelationEstimate,
  symbols: readonly string[],
  types: ReadonlyMap<string, Type>,
): number {
  return symbols.reduce((sum, symbol) => sum + symbolSize(estimate, symbol, types.get(symbol)), 0);
}

function symbolSize(estimate: RelationEstimate, symbol: string, type: Type | undefined): number {
  const { nullsFraction, averageSize } = symbolOf(estimate, symbol);
  const { rowCount } = estimate;
  const values = rowCount * (1 - (Number.isNaN(nullsFraction) ? 0 : nullsFraction));
  const width = type === undefined ? undefined : fixedSize(type);
  return width === undefined
    ? rowCount * (1 + offsetSize) + values * (Number.isNaN(averageSize) ? defaultSize : averageSize)
    : rowCount + values * width;
}

/** Bytes of a value; undefined for types whose values differ in length. */
export function fixedSize(type: Type): number | undefined {
  switch (type.kind) {
    case 'unknown':
    case 'boolean':
    case 'tinyint':
      return 1;
    case 'smallint':
      return 2;
    case 'integer':
    case 'real':
    case 'date':
    case 'interval year to month':
    case 'color':
      return 4;
    case 'bigint':
    case 'double':
    case 'interval day to second':
      return 8;
    case 'decimal':
      return type.precision <= 18 ? 8 : 16;
    case 'time':
      return 8;
    case 'time with time zone':
      return type.precision <= 9 ? 8 : 12;
    case 'timestamp':
      return type.precision <= 6 ? 8 : 12;
    case 'timestamp with time zone':
      return type.precision <= 3 ? 8 : 12;
    case 'uuid':
    case 'ipaddress':
      return 16;
    default:
      return undefined;
  }
}
