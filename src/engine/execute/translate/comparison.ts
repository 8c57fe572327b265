import type { ComparisonExpression, Expression } from '../../expressions/expression.ts';
import type { Type } from '../../types/type.ts';
import type { SqlExpression, SqlOperator } from '../duckdb/sql/sql-expression.ts';
import { named } from '../duckdb/sql/sql-type.ts';
import { equalityOf, isBefore, sameOf } from '../scalar/compare-values.ts';
import { computed } from '../scalar/computation.ts';
import { sortKey } from '../scalar/sort-key.ts';
import type { Value } from '../scalar/value.ts';
import { and, binary, constant, field, fn, isNotNull, not, or, when, whole } from './sql-shorthand.ts';

/** An operand of a comparison. */
export interface Operand {
  readonly sql: SqlExpression;
  readonly type: Type;
  /** A constant that isn't NaN, or no floating point number at all. */
  readonly neverNaN: boolean;
  /** A constant that isn't NULL. */
  readonly neverNull: boolean;
}

/** An expression as an operand of a comparison. @param translate makes DuckDB's form of it */
export function operandOf(
  expression: Expression,
  translate: (expression: Expression) => SqlExpression,
): Operand {
  return {
    sql: translate(expression),
    type: expression.type,
    neverNaN: neverNaN(expression),
    neverNull: expression.kind === 'constant' && expression.value !== null,
  };
}

/** `BETWEEN`: a NaN that passes the lower bound fails at the upper one. */
export function between(value: Operand, min: Operand, max: Operand, asFilter = false): SqlExpression {
  const floats = value.type.kind === 'real' || value.type.kind === 'double';
  const lower =
    floats && max.neverNaN ? binary(value.sql, '>=', min.sql) : compare('>=', value, min, asFilter);
  return and(lower, compare('<=', value, max, asFilter));
}

type Operator = ComparisonExpression['operator'];

/**
 * A comparison by Trino's rules where DuckDB's differ: NaN equals nothing and is on no side of `<`; values with a time zone are
 * compared by instant; rows field by field, NULL when a field decides nothing.
 * @param asFilter whether NULL and false may be taken for each other (in a WHERE), which spares a CASE
 */
export function compare(operator: Operator, left: Operand, right: Operand, asFilter = false): SqlExpression {
  const { type } = left;
  switch (type.kind) {
    case 'real':
    case 'double':
      return compareFloats(operator, left, right, asFilter);
    case 'timestamp with time zone':
    case 'time with time zone':
      return binary(orderKey(left.sql, type), operator, orderKey(right.sql, type));
    case 'row':
      return compareRows(operator, left, right) ?? compareComputed(operator, left, right);
    case 'array':
      return compareArrays(operator, left, right) ?? compareComputed(operator, left, right);
    case 'map':
      return compareComputed(operator, left, right);
    default:
      return binary(left.sql, operator, right.sql);
  }
}

/**
 * Conditions under which two keys of a join are equal: without a CASE around them, so that DuckDB can hash.
 * @param inner whether a condition on one side may be taken for a filter of that side
 */
export function joinKeys(
  left: SqlExpression,
  right: SqlExpression,
  type: Type,
  inner: boolean,
): SqlExpression[] {
  switch (type.kind) {
    case 'real':
    case 'double': {
      const isNumber = binary(left, '<=', infinity(type));
      return inner ? [binary(left, '=', right), isNumber] : [binary(when([[isNumber, left]]), '=', right)];
    }
    case 'row':
    case 'array':
    case 'map': {
      const operand = (sql: SqlExpression): Operand => ({ sql, type, neverNaN: false, neverNull: false });
      return [compare('=', operand(left), operand(right), true)];
    }
    default:
      return [binary(orderKey(left, type), '=', orderKey(right, type))];
  }
}

/** What values of a type are grouped, joined and sorted by: the instant of values with a time zone, the value itself otherwise. */
export function orderKey(sql: SqlExpression, type: Type): SqlExpression {
  switch (type.kind) {
    case 'time with time zone':
      return field(sql, 'u');
    case 'timestamp with time zone':
      return type.precision <= 3
        ? field(sql, 'ms')
        : when([
            [
              isNotNull(sql),
              { kind: 'struct', fields: ['ms', 'ps'].map((name) => ({ name, value: field(sql, name) })) },
            ],
          ]);
    case 'array':
    case 'row':
    case 'map':
      return hasOrderKey(type) ? nestedKey(sql, type) : sql;
    default:
      return sql;
  }
}

/** Bytes that values inside of values are grouped and sorted by. */
function nestedKey(sql: SqlExpression, type: Type): SqlExpression {
  return computed({ parameters: [type], result: { kind: 'varbinary' }, compute: sortKey(type) }, [sql]);
}

/** Whether two values can be equal by `orderKey` and print differently. */
export function hasOrderKey(type: Type): boolean {
  switch (type.kind) {
    case 'time with time zone':
    case 'timestamp with time zone':
      return true;
    case 'array':
      return hasOrderKey(type.element);
    case 'map':
      // Entries are in any order.
      return true;
    case 'row':
      return type.fields.some((part) => hasOrderKey(part.type));
    default:
      return false;
  }
}

/** Whether an expression is a constant other than NaN (or isn't a floating point number at all). */
function neverNaN(expression: Expression): boolean {
  if (expression.type.kind !== 'real' && expression.type.kind !== 'double') return true;
  return expression.kind === 'constant' && !Number.isNaN(expression.value);
}

/** The greatest number. */
function infinity(type: Type): SqlExpression {
  return constant('Infinity', named(type.kind === 'real' ? 'FLOAT' : 'DOUBLE'));
}

function compareFloats(operator: Operator, left: Operand, right: Operand, asFilter: boolean): SqlExpression {
  const { type } = left;
  const plain = binary(left.sql, operator, right.sql);
  const guarded = nanOperand(operator, left, right);
  if (guarded === undefined) return plain;
  const isNaN = fn('isnan', guarded.sql);
  const other = guarded === left ? right : left;
  // Above infinity there is only NaN. Columns that have none are known by their statistics: then this costs nothing.
  const isNumber = binary(guarded.sql, '<=', infinity(type));
  // DuckDB says NaN = NaN and sorts it above everything: what it answers is right unless this operand is NaN.
  if (operator === '<>')
    return when([[and(isNaN, isNotNull(other.sql)), { kind: 'boolean', value: true }]], plain);
  if (asFilter || other.neverNull) return and(plain, isNumber);
  return when([[and(isNaN, isNotNull(other.sql)), { kind: 'boolean', value: false }]], plain);
}

/** The operand whose being NaN makes DuckDB's answer wrong. */
function nanOperand(operator: Operator, left: Operand, right: Operand): Operand | undefined {
  switch (operator) {
    case '=':
    case '<>':
      return left.neverNaN || right.neverNaN ? undefined : left;
    case '<':
    case '<=':
      return right.neverNaN ? undefined : right;
    case '>':
    case '>=':
      return left.neverNaN ? undefined : left;
    case 'IS DISTINCT FROM':
      return undefined;
    default:
      throw new Error(`Unknown operator ${operator satisfies never as string}`);
  }
}

/**
 * Whether arrays are equal: of the same length, and element by element. An element that is NULL decides nothing.
 * @returns undefined for other comparisons, and for elements that DuckDB compares otherwise
 */
function compareArrays(operator: Operator, left: Operand, right: Operand): SqlExpression | undefined {
  const { type } = left;
  if (type.kind !== 'array') throw new Error('Not an array');
  const plain = !hasOrderKey(type.element) && !nestedOrFloat.has(type.element.kind);
  if (!plain || (operator !== '=' && operator !== '<>' && operator !== 'IS DISTINCT FROM')) return undefined;
  if (operator === 'IS DISTINCT FROM') return binary(left.sql, 'IS DISTINCT FROM', right.sql);
  const sameLength = binary(fn('length', left.sql), '=', fn('length', right.sql));
  const pair: SqlExpression = { kind: 'column', name: 'pair' };
  const both = (condition: SqlExpression): SqlExpression =>
    fn(
      'length',
      fn('list_filter', fn('list_zip', left.sql, right.sql), {
        kind: 'lambda',
        parameters: ['pair'],
        body: condition,
      }),
    );
  const [a, b] = [fn('struct_extract_at', pair, whole(1)), fn('struct_extract_at', pair, whole(2))];
  const differs = binary(both(fn('coalesce', binary(a, '<>', b), boolean(false))), '>', whole(0));
  const unknown = binary(both(not(and(isNotNull(a), isNotNull(b)))), '>', whole(0));
  const [equal, unequal] = operator === '=' ? [true, false] : [false, true];
  return when([
    [not(sameLength), boolean(unequal)],
    [and(sameLength, differs), boolean(unequal)],
    [and(sameLength, not(unknown)), boolean(equal)],
  ]);
}

const nestedOrFloat = new Set(['array', 'map', 'row', 'double', 'real']);

function boolean(value: boolean): SqlExpression {
  return { kind: 'boolean', value };
}

/** Field by field where equality is asked for; undefined for an order. */
function compareRows(operator: Operator, left: Operand, right: Operand): SqlExpression | undefined {
  const { type } = left;
  if (type.kind !== 'row') throw new Error('Not a row');
  const fields = type.fields.map((part, index) => {
    const operand = ({ sql }: Operand): Operand => ({
      sql: field(sql, `f${index + 1}`),
      type: part.type,
      neverNaN: false,
      neverNull: false,
    });
    return { left: operand(left), right: operand(right) };
  });
  const each = (op: Operator): SqlExpression[] => fields.map((pair) => compare(op, pair.left, pair.right));
  const bothThere = and(isNotNull(left.sql), isNotNull(right.sql));
  switch (operator) {
    case '=':
      return when([[bothThere, and(...each('='))]]);
    case '<>':
      return when([[bothThere, or(...each('<>'))]]);
    case 'IS DISTINCT FROM':
      return or(
        binary({ kind: 'isNull', value: left.sql, negated: false }, '<>' satisfies SqlOperator, {
          kind: 'isNull',
          value: right.sql,
          negated: false,
        }),
        ...each('IS DISTINCT FROM'),
      );
    default:
      return undefined;
  }
}

/** Values inside of values: by functions of ours. */
function compareComputed(operator: Operator, left: Operand, right: Operand): SqlExpression {
  const { type } = left;
  const parameters = [type, type];
  const result: Type = { kind: 'boolean' };
  const call = (compute: (a: Value, b: Value) => Value, takesNull = false): SqlExpression =>
    computed({ parameters, result, compute, takesNull }, [left.sql, right.sql]);
  switch (operator) {
    case '=':
      return call(equalityOf(type));
    case '<>':
      return not(call(equalityOf(type)));
    case 'IS DISTINCT FROM': {
      const same = sameOf(type);
      return call((a, b) => !same(a, b), true);
    }
    case '<':
    case '<=': {
      const before = isBefore(type);
      return call((a, b) => before(a, b, operator === '<='));
    }
    case '>':
    case '>=': {
      const before = isBefore(type);
      return call((a, b) => before(b, a, operator === '>='));
    }
    default:
      throw new Error(`Unknown operator ${operator satisfies never as string}`);
  }
}
