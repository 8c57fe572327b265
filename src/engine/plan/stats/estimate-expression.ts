import type { ConstantExpression, Expression } from '../../expressions/expression.ts';
import type { Type } from '../../types/type.ts';
import { numberLineOf } from './number-line.ts';
import { nullSymbol, symbolOf, unknownSymbol } from './relation-estimate.ts';
import type { RelationEstimate, SymbolEstimate } from './relation-estimate.ts';
import { maxOfKnown, minOfKnown } from './statistic-range.ts';

/** What is known of an expression's values over the rows of a relation. */
export function estimateExpression(expression: Expression, input: RelationEstimate): SymbolEstimate {
  switch (expression.kind) {
    case 'symbol':
      return symbolOf(input, expression.name);
    case 'constant':
      return estimateConstant(expression);
    case 'cast':
      return estimateCast(estimateExpression(expression.value, input), expression.type);
    case 'negation': {
      const value = estimateExpression(expression.value, input);
      return { ...value, low: -value.high, high: -value.low };
    }
    case 'arithmetic':
      return estimateArithmetic(expression, input);
    case 'coalesce': {
      const [first = unknownSymbol, ...rest] = expression.operands.map((each) =>
        estimateExpression(each, input),
      );
      return rest.reduce((value, fallback) => estimateFallback(value, fallback, input), first);
    }
    default:
      return unknownSymbol;
  }
}

export function estimateConstant(constant: ConstantExpression): SymbolEstimate {
  if (constant.value === null) {
    return nullSymbol;
  }
  const value = numberLineOf(constant);
  return {
    low: value ?? -Infinity,
    high: value ?? Infinity,
    nullsFraction: 0,
    averageSize: NaN,
    distinctValues: 1,
  };
}

function estimateCast(value: SymbolEstimate, type: Type): SymbolEstimate {
  if (!isIntegral(type)) {
    // A cast may change how long a text is.
    return { ...value, averageSize: NaN };
  }
  // Ends beyond the type can't come out; the number of values stays, as an upper bound.
  const low = Number.isFinite(value.low) ? Math.round(value.low) : value.low;
  const high = Number.isFinite(value.high) ? Math.round(value.high) : value.high;
  return { ...value, low, high };
}

function estimateArithmetic(
  { left, right, operator }: Expression & { readonly kind: 'arithmetic' },
  input: RelationEstimate,
): SymbolEstimate {
  const a = estimateExpression(left, input);
  const b = estimateExpression(right, input);
  const [low, high] = operator === '%' ? remainderEnds(a, b) : arithmeticEnds(operator, a, b);
  return {
    low,
    high,
    nullsFraction: a.nullsFraction + b.nullsFraction - a.nullsFraction * b.nullsFraction,
    averageSize: NaN,
    distinctValues: Math.min(a.distinctValues * b.distinctValues, input.rowCount),
  };
}

type Ends = readonly [number, number];

const unknownEnds: Ends = [-Infinity, Infinity];

function arithmeticEnds(operator: '+' | '-' | '*' | '/', a: SymbolEstimate, b: SymbolEstimate): Ends {
  if (operator === '/' && b.low < 0 && b.high > 0) {
    return unknownEnds;
  }
  const results = [a.low, a.high].flatMap((x) => [b.low, b.high].map((y) => computed(operator, x, y)));
  return results.some(Number.isNaN) ? unknownEnds : [Math.min(...results), Math.max(...results)];
}

function computed(operator: '+' | '-' | '*' | '/', x: number, y: number): number {
  switch (operator) {
    case '+':
      return x + y;
    case '-':
      return x - y;
    case '*':
      return x * y;
    case '/':
      return x / y;
    default: {
      const never: never = operator;
      return never;
    }
  }
}

/** A remainder has the sign of the dividend, and is less than dividend and divisor. */
function remainderEnds(a: SymbolEstimate, b: SymbolEstimate): Ends {
  const most = Math.max(Math.abs(b.low), Math.abs(b.high));
  if (Number.isNaN(most) || Number.isNaN(a.low) || Number.isNaN(a.high)) {
    return unknownEnds;
  }
  return [a.low >= 0 ? 0 : Math.max(-most, a.low), a.high <= 0 ? 0 : Math.min(most, a.high)];
}

function estimateFallback(
  value: SymbolEstimate,
  fallback: SymbolEstimate,
  input: RelationEstimate,
): SymbolEstimate {
  if (value.nullsFraction === 0 || fallback.nullsFraction === 1) {
    return value;
  }
  if (value.nullsFraction === 1) {
    return fallback;
  }
  return {
    low: minOfKnown(value.low, fallback.low),
    high: maxOfKnown(value.high, fallback.high),
    nullsFraction: value.nullsFraction * fallback.nullsFraction,
    averageSize: Math.max(value.averageSize, fallback.averageSize),
    distinctValues:
      value.distinctValues + Math.min(fallback.distinctValues, input.rowCount * value.nullsFraction),
  };
}

function isIntegral(type: Type): boolean {
  switch (type.kind) {
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'date':
      return true;
    default:
      return false;
  }
}
