import { TrinoError } from '../../../errors/trino-error.ts';
import { displayName } from '../../../types/display-name.ts';
import type { Type } from '../../../types/type.ts';
import { JsonNumber } from '../../../values/json-node.ts';
import type { JsonNode, JsonObject } from '../../../values/json-node.ts';
import { formatBigDecimal } from '../../../values/decimal-text.ts';
import { formatDouble, formatReal } from '../../../values/double-text.ts';
import type { Value } from '../value.ts';

/** What a path works on and leads to: JSON, or an SQL value that it was given or has computed. */
export type JsonItem = JsonNode | SqlItem;

/** A value of an SQL type, never NULL. */
export class SqlItem {
  readonly type: Type;
  readonly value: Value;

  constructor(type: Type, value: Value) {
    this.type = type;
    this.value = value;
  }
}

/** Input that is no JSON, where that is no error yet: what the path function says ON ERROR is done about it. */
export const jsonInputError = Symbol('JSON_ERROR');

/** How `jsonInputError` is written where JSON is kept as text, by Trino too. */
export const jsonInputErrorText = 'JSON_ERROR';

export const integerType: Type = { kind: 'integer' };
export const bigintType: Type = { kind: 'bigint' };
export const doubleType: Type = { kind: 'double' };
export const varcharType: Type = { kind: 'varchar' };

export function isArrayNode(item: JsonItem): item is readonly JsonNode[] {
  return Array.isArray(item);
}

export function isObjectNode(item: JsonItem): item is JsonObject {
  return item instanceof Map;
}

/** What messages call the kind of an item. */
export function itemKind(item: JsonItem): string {
  if (item instanceof SqlItem) return displayName(item.type);
  if (item === null) return 'NULL';
  if (isArrayNode(item)) return 'ARRAY';
  if (isObjectNode(item)) return 'OBJECT';
  if (item instanceof JsonNumber) return 'NUMBER';
  return typeof item === 'string' ? 'STRING' : 'BOOLEAN';
}

/** A number of JSON as a value of SQL. @returns undefined for a whole number beyond 64 bits */
export function numberItem({ text, isWhole }: JsonNumber): SqlItem | undefined {
  if (!isWhole) return new SqlItem(doubleType, Number(text));
  const value = BigInt(text);
  if (BigInt.asIntN(32, value) === value) return new SqlItem(integerType, Number(value));
  return BigInt.asIntN(64, value) === value ? new SqlItem(bigintType, value) : undefined;
}

/** A scalar of JSON as a value of SQL. @returns undefined for `null`, arrays, objects and numbers that are too large */
export function scalarItem(item: JsonItem): SqlItem | undefined {
  if (item instanceof SqlItem) return item;
  if (item instanceof JsonNumber) return numberItem(item);
  if (typeof item === 'string') return new SqlItem(varcharType, item);
  return typeof item === 'boolean' ? new SqlItem({ kind: 'boolean' }, item) : undefined;
}

/** A value of SQL as JSON. @returns undefined for types that JSON has nothing for: dates, times */
export function nodeOf(item: JsonItem): JsonNode | undefined {
  if (!(item instanceof SqlItem)) return item;
  const { type, value } = item;
  switch (type.kind) {
    case 'boolean':
      return value as boolean;
    case 'varchar':
      return value as string;
    case 'char':
      return (value as string).padEnd(type.length - surrogates(value as string));
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
      return new JsonNumber((value as number | bigint).toString(), true);
    case 'real':
      return new JsonNumber(formatReal(value as number), false);
    case 'double':
      return new JsonNumber(formatDouble(value as number), false);
    case 'decimal':
      return new JsonNumber(formatBigDecimal(value as bigint, type.scale), type.scale === 0);
    default:
      return undefined;
  }
}

/** Code points that take two units, less: `padEnd` counts units. */
function surrogates(text: string): number {
  return -(text.match(/[\ud800-\udbff]/g)?.length ?? 0);
}

/** @throws always */
export function pathEvaluationError(message: string): TrinoError {
  return new TrinoError('PATH_EVALUATION_ERROR', `path evaluation failed: ${message}`);
}

export function itemTypeError(expected: string, item: JsonItem): TrinoError {
  return pathEvaluationError(`invalid item type. Expected: ${expected}, actual: ${itemKind(item)}`);
}

export function structuralError(message: string): TrinoError {
  return pathEvaluationError(`structural error: ${message}`);
}
