import type { DecimalType, Type } from '../types/type.ts';
import { boolean } from './evaluate.ts';
import type { ComparisonExpression, ConstantExpression, Expression } from './expression.ts';

/**
 * A comparison of a cast column with a constant as one of the column itself: `CAST(x AS double) > 5.5` as `x >= 6`. Where no value of
 * the column can be equal, less or greater, what is left is whether it is NULL. As stock Trino does; only for casts that lose nothing.
 * @returns undefined when it has to stay
 */
export function unwrapCast(comparison: ComparisonExpression): Expression | undefined {
  const { left, right } = comparison;
  if (left.kind !== 'cast' || left.safe || right.kind !== 'constant' || right.value === null) {
    return undefined;
  }
  const from = left.value.type;
  switch (from.kind) {
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint': {
      const point = pointOf(right);
      const limit = exactUpTo(from.kind, left.type);
      return point === undefined || point.rounded > limit || point.rounded < -limit
        ? undefined
        : compareWhole(comparison, left.value, point);
    }
    case 'decimal':
      return left.type.kind === 'decimal' && typeof right.value === 'bigint'
        ? compareDecimal(comparison, left.value, from, left.type, right.value)
        : undefined;
    case 'date':
      return left.type.kind === 'timestamp' && typeof right.value === 'bigint'
        ? compareDate(comparison, left.value, right.value)
        : undefined;
    case 'varchar':
      return left.type.kind === 'varchar' && from.length !== undefined && typeof right.value === 'string'
        ? compareText(comparison, left.value, from.length, right.value)
        : undefined;
    case 'char':
      return left.type.kind === 'char' && typeof right.value === 'string'
        ? compareChar(comparison, left.value, from.length, right.value)
        : undefined;
    default:
      return undefined;
  }
}

/** A constant on the line of whole numbers: the nearest one, and on which side of it the constant is. */
interface Point {
  readonly rounded: bigint;
  /** Of the constant less `rounded`. */
  readonly sign: -1 | 0 | 1;
}

const bits = { tinyint: 7n, smallint: 15n, integer: 31n, bigint: 63n } as const;

/** Far beyond every value of a whole type. */
const unlimited = 2n ** 128n;

/** Up to which number each value of the whole type is a value of its own in the other; less than 0 when there is none. */
function exactUpTo(from: keyof typeof bits, to: Type): bigint {
  switch (to.kind) {
    case 'smallint':
    case 'integer':
    case 'bigint':
      return bits[to.kind] >= bits[from] ? unlimited : -1n;
    case 'real':
      return bits[from] < 24n ? unlimited : 2n ** 24n - 1n;
    case 'double':
      return bits[from] < 53n ? unlimited : 2n ** 53n - 1n;
    case 'decimal':
      // Values of the column may have too many digits for the decimal: only the constant has to fit.
      return 10n ** BigInt(to.precision - to.scale) - 1n;
    default:
      return -1n;
  }
}

function pointOf({ value, type }: ConstantExpression): Point | undefined {
  if (type.kind === 'decimal' && typeof value === 'bigint') {
    const unit = 10n ** BigInt(type.scale);
    const away = value < 0n ? -unit / 2n : unit / 2n;
    const rounded = (value + away) / unit;
    const difference = value - rounded * unit;
    return { rounded, sign: difference < 0n ? -1 : difference > 0n ? 1 : 0 };
  }
  if (typeof value === 'bigint') {
    return { rounded: value, sign: 0 };
  }
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    return undefined;
  }
  const rounded = Math.sign(value) * Math.round(Math.abs(value));
  return { rounded: BigInt(rounded), sign: value < rounded ? -1 : value > rounded ? 1 : 0 };
}

function compareWhole(
  comparison: ComparisonExpression,
  value: Expression,
  { rounded, sign }: Point,
): Expression {
  const width = bits[value.type.kind as keyof typeof bits];
  const [least, most] = [-(2n ** width), 2n ** width - 1n];
  if (rounded > most || (rounded === most && sign > 0)) {
    return neverEqual(comparison, value, 'greater');
  }
  if (rounded < least || (rounded === least && sign < 0)) {
    return neverEqual(comparison, value, 'less');
  }
  const constant: ConstantExpression = {
    kind: 'constant',
    type: value.type,
    value: value.type.kind === 'bigint' ? rounded : Number(rounded),
  };
  return compareNear(comparison, value, constant, sign);
}

/** @param unscaled the constant, of type `to`; both it and its nearest value of the column's type must have room in the other's */
function compareDecimal(
  comparison: ComparisonExpression,
  value: Expression,
  from: DecimalType,
  to: DecimalType,
  unscaled: bigint,
): Expression | undefined {
  if (to.scale < from.scale) return undefined;
  const unit = 10n ** BigInt(to.scale - from.scale);
  const away = unscaled < 0n ? -unit / 2n : unit / 2n;
  const rounded = (unscaled + away) / unit;
  const there = rounded * unit;
  const fits = (digits: bigint, { precision }: DecimalType): boolean =>
    digits < 10n ** BigInt(precision) && digits > -(10n ** BigInt(precision));
  if (!fits(rounded, from) || !fits(there, to)) return undefined;
  const constant: ConstantExpression = { kind: 'constant', type: from, value: rounded };
  return compareNear(comparison, value, constant, unscaled < there ? -1 : unscaled > there ? 1 : 0);
}

function compareDate(comparison: ComparisonExpression, value: Expression, micros: bigint): Expression {
  const perDay = 86_400_000_000n;
  const remainder = ((micros % perDay) + perDay) % perDay;
  const day = Number((micros - remainder) / perDay);
  return compareNear(
    comparison,
    value,
    { kind: 'constant', type: value.type, value: day },
    remainder > 0n ? 1 : 0,
  );
}

function compareText(
  comparison: ComparisonExpression,
  value: Expression,
  length: number,
  text: string,
): Expression {
  if (Array.from(text).length <= length) {
    return { ...comparison, left: value, right: { kind: 'constant', type: value.type, value: text } };
  }
  // The longest text of the type that isn't behind the constant.
  const cut = Array.from(text).slice(0, length).join('');
  return compareNear(comparison, value, { kind: 'constant', type: value.type, value: cut }, 1);
}

/** Chars compare as if blanks followed: what is cut off may be less than they are. */
function compareChar(
  comparison: ComparisonExpression,
  value: Expression,
  length: number,
  text: string,
): Expression {
  const characters = Array.from(text);
  const [beyond] = characters.slice(length).join('').replace(/^ +/, '');
  const cut = characters.slice(0, length).join('').replace(/ +$/, '');
  const constant: ConstantExpression = { kind: 'constant', type: value.type, value: cut };
  return compareNear(comparison, value, constant, beyond === undefined ? 0 : beyond < ' ' ? -1 : 1);
}

/** @param sign where the real constant is, seen from the value of the type that stands for it */
function compareNear(
  comparison: ComparisonExpression,
  value: Expression,
  constant: ConstantExpression,
  sign: -1 | 0 | 1,
): Expression {
  const { operator } = comparison;
  const as = (other: ComparisonExpression['operator']): Expression => ({
    ...comparison,
    operator: other,
    left: value,
    right: constant,
  });
  if (sign === 0) {
    return as(operator);
  }
  switch (operator) {
    case '>':
    case '>=':
      return as(sign > 0 ? '>' : '>=');
    case '<':
    case '<=':
      return as(sign > 0 ? '<=' : '<');
    case '=':
    case '<>':
    case 'IS DISTINCT FROM':
      return neverEqual(comparison, value, 'greater');
    default: {
      const never: never = operator;
      return never;
    }
  }
}

/** The comparison with something that is no value of the column's type: it's less or greater than all of them, or between two. */
function neverEqual(
  { operator, type }: ComparisonExpression,
  value: Expression,
  constantIs: 'less' | 'greater',
): Expression {
  const isNull: Expression = { kind: 'isNull', type, value };
  const otherwise = (answer: boolean): Expression => ({
    kind: 'logical',
    type,
    operator: answer ? 'OR' : 'AND',
    terms: [answer ? { kind: 'not', type, value: isNull } : isNull, boolean(null)],
  });
  switch (operator) {
    case 'IS DISTINCT FROM':
      return boolean(true);
    case '=':
      return otherwise(false);
    case '<>':
      return otherwise(true);
    case '<':
    case '<=':
      return otherwise(constantIs === 'greater');
    case '>':
    case '>=':
      return otherwise(constantIs === 'less');
    default: {
      const never: never = operator;
      return never;
    }
  }
}
