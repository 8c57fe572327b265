import { TrinoError } from '../../errors/trino-error.ts';
import type {
  BetweenExpression,
  CaseExpression,
  Expression,
  InExpression,
  LogicalExpression,
} from '../../expressions/expression.ts';
import { commonSuperType } from '../../types/coercion.ts';
import { sameType } from '../../types/same-type.ts';
import { carrierOf, fieldName } from '../duckdb/carrier.ts';
import type { SqlExpression } from '../duckdb/sql/sql-expression.ts';
import { translateArithmetic, translateNegation } from './arithmetic.ts';
import type { Term } from './arithmetic.ts';
import { translateBlockConstant } from './block-constant.ts';
import { translateCast } from './cast.ts';
import { between, compare, hasOrderKey, operandOf } from './comparison.ts';
import type { Operand } from './comparison.ts';
import { failsByValue, mayFail } from './may-fail.ts';
import { functionTranslation } from './functions/function-translations.ts';
import { and, fn, isNull, not, or, when } from './sql-shorthand.ts';
import { isRoutine } from '../../routines/routine.ts';
import { translateRoutine } from './routines/translate-routine.ts';
import { sharingArguments } from './share-arguments.ts';
import type { SymbolNames } from './symbol-names.ts';
import { translateSubscript } from './subscript.ts';
import { translateConstant } from './translate-constant.ts';

/**
 * DuckDB's form of a typed expression, with Trino's NULLs, errors and types: the result's type is `carrierOf(expression.type)`.
 * @throws TrinoError NOT_SUPPORTED or FUNCTION_IMPLEMENTATION_MISSING when there is no translation: never a guess
 */
export function translateExpression(expression: Expression, names: SymbolNames): SqlExpression {
  return sharingArguments(
    expression,
    (part) => translateExpression(part, names),
    (translate) => translateKind(expression, names, translate),
  );
}

function translateKind(
  expression: Expression,
  names: SymbolNames,
  translate: (part: Expression) => SqlExpression,
): SqlExpression {
  const operand = (part: Expression): Operand => operandOf(part, translate);
  switch (expression.kind) {
    case 'constant': {
      const { type, value } = expression;
      const isBlock = type.kind === 'array' || type.kind === 'map' || type.kind === 'row';
      return isBlock && value instanceof Uint8Array
        ? translateBlockConstant(value, type)
        : translateConstant(expression);
    }
    case 'symbol':
      return { kind: 'column', name: names.of(expression.name) };
    case 'call':
      if (isRoutine(expression.function)) return translateRoutine(expression, names, translateExpression);
      return functionTranslation(expression)(expression, translate, names.session);
    case 'arithmetic': {
      const term = (part: Expression): Term => ({
        sql: translate(part),
        type: part.type,
        neverZero: isNonZeroConstant(part),
      });
      return translateArithmetic(
        expression.operator,
        term(expression.left),
        term(expression.right),
        expression.type,
      );
    }
    case 'negation':
      return translateNegation(translate(expression.value), expression.value.type);
    case 'comparison':
      return compare(expression.operator, operand(expression.left), operand(expression.right));
    case 'logical':
      return translateLogical(expression, translate);
    case 'not':
      return not(translate(expression.value));
    case 'isNull':
      return isNull(translate(expression.value));
    case 'between':
      if (failsByValue(expression.min) || mayFail(expression.max)) return translate(inTurn(expression));
      return between(operand(expression.value), operand(expression.min), operand(expression.max));
    case 'in':
      return translateIn(inOrder(expression), operand);
    case 'case':
      return translateCase(expression, translate, operand);
    case 'coalesce':
      // DuckDB computes what stands twice in arguments of a function for every row, also behind a value that isn't NULL.
      return fn(
        'coalesce',
        ...expression.operands.map(
          (part, i): SqlExpression =>
            i > 0 && mayFail(part) ? { kind: 'lazy', value: translate(part) } : translate(part),
        ),
      );
    case 'nullIf': {
      const { first, second } = expression;
      // Compared as what both can become; the result is the first as it is.
      const type = commonSuperType(first.type, second.type) ?? first.type;
      const side = (part: Expression): Operand =>
        operand(sameType(part.type, type) ? part : { kind: 'cast', value: part, type, safe: false });
      const equal = compare('=', side(first), side(second));
      return when([[equal, { kind: 'null', type: carrierOf(expression.type) }]], translate(first));
    }
    case 'cast':
      return translateCast(translate(expression.value), expression.value.type, expression, names.session);
    case 'row':
      return {
        kind: 'struct',
        fields: expression.fields.map((field, index) => ({
          name: fieldName(index),
          value: translate(field),
        })),
      };
    case 'subscript':
      return translateSubscript(expression, translate, names.session);
    case 'lambda':
    case 'bind':
      throw unsupported('A lambda outside of a function');
    default:
      throw new Error(`Unknown expression ${(expression satisfies never as Expression).kind}`);
  }
}

/** A predicate where NULL and false are the same: conditions at its top need no care for NULL. */
export function translatePredicate(expression: Expression, names: SymbolNames): SqlExpression {
  if (expression.kind === 'logical' && expression.operator === 'AND') {
    const { terms } = expression;
    // Terms before the first that may fail stand alone, where DuckDB can push them down; they guard the ones behind.
    const last = terms.length - 1;
    const safe = terms.findIndex((term, i) => (i < last && failsByValue(term)) || (i > 0 && mayFail(term)));
    if (safe < 0) return and(...terms.map((term) => translatePredicate(term, names)));
    const guards = terms.slice(0, safe).map((term) => translatePredicate(term, names));
    const [first, ...rest] = terms.slice(safe) as [Expression, ...Expression[]];
    const leading = translatePredicate(first, names);
    const behind = rest.length === 1 ? (rest[0] as Expression) : { ...expression, terms: rest };
    const guarded = rest.length === 0 ? leading : when([[leading, translatePredicate(behind, names)]]);
    return guards.length === 0 ? guarded : and(...guards, when([[and(...guards), guarded]]));
  }
  const operand = (part: Expression): Operand =>
    operandOf(part, (whole) => translateExpression(whole, names));
  switch (expression.kind) {
    case 'comparison':
      return compare(expression.operator, operand(expression.left), operand(expression.right), true);
    case 'between':
      // With NULL as a bound it is never true, whatever fails.
      if (!isNullConstant(expression.max) && (failsByValue(expression.min) || mayFail(expression.max)))
        return translatePredicate(inTurn(expression), names);
      return between(operand(expression.value), operand(expression.min), operand(expression.max), true);
    case 'logical':
      // An OR: its terms may take NULL for false too.
      if (expression.terms.slice(1).some(mayFail)) return translateExpression(expression, names);
      return or(...expression.terms.map((term) => translatePredicate(term, names)));
    default:
      return translateExpression(expression, names);
  }
}

/** BETWEEN as an AND, whose second comparison is only made where the first doesn't decide. */
function inTurn({ value, min, max, type }: BetweenExpression): LogicalExpression {
  const lower = { kind: 'comparison', type, operator: '>=', left: value, right: min } as const;
  const upper = { kind: 'comparison', type, operator: '<=', left: value, right: max } as const;
  return { kind: 'logical', type, operator: 'AND', terms: [lower, upper] };
}

function translateLogical(
  expression: LogicalExpression,
  translate: (part: Expression) => SqlExpression,
): SqlExpression {
  const terms = expression.terms.map(translate);
  const whole: SqlExpression = { kind: 'logical', operator: expression.operator, terms };
  if (!expression.terms.slice(1).some(mayFail) && !expression.terms.slice(0, -1).some(failsByValue))
    return whole;
  const decides =
    expression.operator === 'AND'
      ? { value: false, on: not }
      : { value: true, on: (term: SqlExpression) => term };
  return when(
    terms.slice(0, -1).map((term) => [decides.on(term), { kind: 'boolean', value: decides.value }] as const),
    whole,
  );
}

function translateIn(expression: InExpression, operand: (part: Expression) => Operand): SqlExpression {
  const value = operand(expression.value);
  const { type } = value;
  const list = expression.list.map(operand);
  const needsCompare =
    (type.kind === 'real' || type.kind === 'double') && list.some((item) => !item.neverNaN);
  if (
    !needsCompare &&
    !expression.list.some(mayFail) &&
    !hasOrderKey(type) &&
    type.kind !== 'row' &&
    type.kind !== 'array' &&
    type.kind !== 'map'
  ) {
    return { kind: 'in', value: value.sql, list: list.map((item) => item.sql) };
  }
  const terms = list.map((item) => compare('=', value, item));
  const whole: SqlExpression = { kind: 'logical', operator: 'OR', terms };
  const safe = expression.list.findIndex(mayFail);
  if (safe < 0) return whole;
  // NULL isn't compared at all, and a value that is found isn't compared with those behind it.
  const found = terms.slice(0, -1).map((term) => [term, { kind: 'boolean', value: true }] as const);
  return when([[isNull(value.sql), { kind: 'null', type: carrierOf(expression.type) }], ...found], whole);
}

/** Constants are looked at first, as a stock server does, so that nothing that may fail is computed when one of them decides. */
function inOrder(expression: InExpression): InExpression {
  if (!expression.list.some(mayFail)) return expression;
  const isConstant = (item: Expression): boolean => item.kind === 'constant' && item.value !== null;
  const constants = expression.list.filter(isConstant);
  return { ...expression, list: [...constants, ...expression.list.filter((item) => !isConstant(item))] };
}

function translateCase(
  expression: CaseExpression,
  translate: (part: Expression) => SqlExpression,
  operand: (part: Expression) => Operand,
): SqlExpression {
  const subject = expression.operand === undefined ? undefined : operand(expression.operand);
  const whens = expression.whens.map(
    ({ condition, result }) =>
      [
        subject === undefined ? translate(condition) : compare('=', subject, operand(condition)),
        translate(result),
      ] as const,
  );
  // Without ELSE the branches alone would decide the type: NULL of the right one costs nothing.
  const otherwise: SqlExpression =
    expression.defaultValue === null
      ? { kind: 'null', type: carrierOf(expression.type) }
      : translate(expression.defaultValue);
  // A stock server compares NULL with nothing, so nothing of what it would be compared with fails.
  const skipped: readonly (readonly [SqlExpression, SqlExpression])[] =
    subject !== undefined && expression.whens.some(({ condition }) => mayFail(condition))
      ? [[{ kind: 'isNull', value: subject.sql, negated: false }, otherwise]]
      : [];
  return when([...skipped, ...whens], otherwise);
}

function isNullConstant(expression: Expression): boolean {
  return expression.kind === 'constant' && expression.value === null;
}

function isNonZeroConstant(expression: Expression): boolean {
  if (expression.kind !== 'constant' || expression.value === null) return false;
  const { value } = expression;
  // -1 divides the smallest number into an overflow, so it is no harmless divisor either.
  return (typeof value === 'number' || typeof value === 'bigint') && value != 0 && value != -1;
}

function unsupported(what: string): TrinoError {
  return new TrinoError('NOT_SUPPORTED', `${what} is not supported yet`);
}
