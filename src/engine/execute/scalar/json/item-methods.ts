import { resolveFunction } from '../../../functions/resolve-function.ts';
import type { PathMethodName } from '../../../json-path/path-node.ts';
import type { DecimalType } from '../../../types/type.ts';
import { JsonNumber } from '../../../values/json-node.ts';
import { negateItem, valueAs } from './item-arithmetic.ts';
import {
  SqlItem,
  doubleType,
  isArrayNode,
  isObjectNode,
  itemTypeError,
  numberItem,
  pathEvaluationError,
} from './json-item.ts';
import type { JsonItem } from './json-item.ts';

/** A number as a value of SQL. @throws TrinoError PATH_EVALUATION_ERROR */
export function requireNumber(item: JsonItem): SqlItem {
  if (item instanceof SqlItem) return item;
  if (!(item instanceof JsonNumber)) throw itemTypeError('NUMBER', item);
  const number = numberItem(item);
  if (number === undefined) throw pathEvaluationError('');
  return number;
}

/** `abs()`, `ceiling()`, `floor()`. @throws TrinoError PATH_EVALUATION_ERROR */
export function roundItem(method: 'abs' | 'ceiling' | 'floor', item: JsonItem): SqlItem {
  const number = requireNumber(item);
  const { type, value } = number;
  switch (type.kind) {
    case 'real':
    case 'double': {
      const float = value as number;
      if (method === 'abs') return new SqlItem(type, Math.abs(float));
      return new SqlItem(type, method === 'ceiling' ? Math.ceil(float) : Math.floor(float));
    }
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
      return method === 'abs' && (value as number | bigint) < 0 ? negateItem(number) : number;
    case 'decimal':
      return method === 'abs'
        ? (value as bigint) < 0n
          ? negateItem(number)
          : number
        : roundDecimal(method, value as bigint, type);
    default:
      throw itemTypeError('NUMBER', item);
  }
}

function roundDecimal(method: 'ceiling' | 'floor', value: bigint, type: DecimalType): SqlItem {
  const unit = 10n ** BigInt(type.scale);
  const whole = value / unit;
  const rest = value % unit;
  const result = resolveFunction(method, [type]).returnType;
  if (method === 'ceiling') return new SqlItem(result, rest > 0n ? whole + 1n : whole);
  return new SqlItem(result, rest < 0n ? whole - 1n : whole);
}

/** `double()`: of numbers and texts. @throws TrinoError PATH_EVALUATION_ERROR */
export function doubleItem(item: JsonItem): SqlItem {
  const value =
    typeof item === 'string'
      ? new SqlItem({ kind: 'varchar' }, item)
      : item instanceof JsonNumber
        ? requireNumber(item)
        : item;
  if (!(value instanceof SqlItem)) throw itemTypeError('NUMBER or TEXT', item);
  switch (value.type.kind) {
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'real':
    case 'double':
    case 'decimal':
    case 'varchar':
    case 'char':
      try {
        return new SqlItem(doubleType, valueAs(value, doubleType));
      } catch {
        throw pathEvaluationError('');
      }
    default:
      throw itemTypeError('NUMBER or TEXT', item);
  }
}

/** `type()`. */
export function typeItem(item: JsonItem): string {
  if (!(item instanceof SqlItem)) {
    if (item === null) return 'null';
    if (isArrayNode(item)) return 'array';
    if (isObjectNode(item)) return 'object';
    if (item instanceof JsonNumber) return 'number';
    return typeof item;
  }
  const { kind } = item.type;
  switch (kind) {
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'real':
    case 'double':
    case 'decimal':
      return 'number';
    case 'varchar':
    case 'char':
      return 'string';
    case 'time':
    case 'timestamp':
      return `${kind} without time zone`;
    default:
      return kind;
  }
}

/** Methods that take arrays as they are: they ask about them. */
export function asksAboutArrays(method: PathMethodName): boolean {
  return method === 'size' || method === 'type';
}
