import type { RowExpression } from '../../../../generated/worker/types.ts';
import { TrinoError } from '../../errors/trino-error.ts';
import { arithmeticOperators } from '../../expressions/arithmetic-operators.ts';
import type {
  CaseExpression,
  Expression,
  LambdaExpression,
  ResolvedFunction,
} from '../../expressions/expression.ts';
import { some, substitute, symbolsOf } from '../../expressions/expression-tree.ts';
import { resolveInternal } from '../../functions/resolve-function.ts';
import { formatType } from '../../types/format-type.ts';
import type { Type } from '../../types/type.ts';
import { writeConstant } from './constant-block.ts';
import { castFunction, comparisonFunction, notFunction, subscriptFunction } from './operator-function.ts';

const boolean: Type = { kind: 'boolean' };

/**
 * An expression as routines carry it: operators are calls, comparisons have only `<`, `<=`, `=` and IS DISTINCT FROM (as a stock
 * coordinator writes them).
 * @param fieldOf the number of the variable that a symbol stands for
 * @throws TrinoError NOT_SUPPORTED for what routines can't carry yet
 */
export function writeExpression(
  expression: Expression,
  fieldOf: (symbol: string) => number | undefined,
): RowExpression {
  const write = (part: Expression): RowExpression => writeExpression(part, fieldOf);
  const call = (fn: ResolvedFunction, ...values: readonly Expression[]): RowExpression => ({
    '@type': 'call',
    resolvedFunction: fn,
    arguments: values.map(write),
  });
  const special = (
    form: Extract<RowExpression, { '@type': 'special' }>['form'],
    type: Type,
    values: readonly RowExpression[],
  ): RowExpression => ({ '@type': 'special', form, returnType: formatType(type), arguments: values });
  const not = (value: RowExpression): RowExpression => ({
    '@type': 'call',
    resolvedFunction: notFunction(),
    arguments: [value],
  });
  switch (expression.kind) {
    case 'constant':
      return { '@type': 'constant', value: writeConstant(expression), type: formatType(expression.type) };
    case 'symbol': {
      const field = fieldOf(expression.name);
      const type = formatType(expression.type);
      return field === undefined
        ? { '@type': 'variable', name: expression.name, type }
        : { '@type': 'input', field, type };
    }
    case 'call':
      return call(expression.function, ...expression.arguments);
    case 'arithmetic': {
      const { left, right } = expression;
      return call(operator(arithmeticOperators[expression.operator], [left.type, right.type]), left, right);
    }
    case 'negation':
      return call(operator(arithmeticOperators.negation, [expression.value.type]), expression.value);
    case 'comparison': {
      const { left, right } = expression;
      switch (expression.operator) {
        case '>':
          return call(comparisonFunction('<', left.type), right, left);
        case '>=':
          return call(comparisonFunction('<=', left.type), right, left);
        case '<>':
          return not(call(comparisonFunction('=', left.type), left, right));
        default:
          return call(comparisonFunction(expression.operator, left.type), left, right);
      }
    }
    case 'logical':
      return special(expression.operator, boolean, expression.terms.map(write));
    case 'not':
      return not(write(expression.value));
    case 'isNull':
      return special('IS_NULL', boolean, [write(expression.value)]);
    case 'between':
      return special('BETWEEN', boolean, [expression.value, expression.min, expression.max].map(write));
    case 'in':
      return special('IN', boolean, [expression.value, ...expression.list].map(write));
    case 'case':
      return writeCase(expression, write, special);
    case 'coalesce':
      return special('COALESCE', expression.type, expression.operands.map(write));
    case 'nullIf':
      return special('NULL_IF', expression.type, [expression.first, expression.second].map(write));
    case 'cast': {
      const { value, type, safe } = expression;
      return call(castFunction(value.type, type, safe), value);
    }
    case 'row':
      return special('ROW_CONSTRUCTOR', expression.type, expression.fields.map(write));
    case 'subscript': {
      const { base, index, type } = expression;
      if (base.type.kind !== 'row') return call(subscriptFunction(base.type, index.type, type), base, index);
      const position = index.kind === 'constant' ? Number(index.value) - 1 : 0;
      const zeroBased: Expression = { kind: 'constant', type: { kind: 'integer' }, value: position };
      return special('DEREFERENCE', type, [base, zeroBased].map(write));
    }
    case 'lambda': {
      const captured = [...symbolsOf(expression)].filter((symbol) => fieldOf(symbol) !== undefined);
      if (captured.length > 0) return write(bound(expression, captured));
      return {
        '@type': 'lambda',
        argumentTypes: expression.parameters.map(({ type }) => formatType(type)),
        arguments: expression.parameters.map(({ name }) => name),
        body: write(expression.body),
      };
    }
    case 'bind':
      return special('BIND', expression.type, [...expression.values, expression.lambda].map(write));
    default:
      throw new Error(`Unknown expression ${(expression satisfies never as Expression).kind}`);
  }
}

/** A lambda that reads variables gets them as its first parameters. */
function bound(lambda: LambdaExpression, captured: readonly string[]): Expression {
  const types = new Map<string, Type>();
  some(lambda.body, (part) => {
    if (part.kind === 'symbol') types.set(part.name, part.type);
    return false;
  });
  const values = captured.map(
    (name): Expression => ({ kind: 'symbol', name, type: types.get(name) ?? { kind: 'unknown' } }),
  );
  const parameters = values.map(({ type }, i) => ({ name: `captured_${i}`, type }));
  const inner = new Map(
    captured.map((name, i): [string, Expression] => [name, { kind: 'symbol', ...required(parameters[i]) }]),
  );
  const body = substitute(lambda.body, inner);
  const all = [...parameters, ...lambda.parameters];
  return {
    kind: 'bind',
    type: lambda.type,
    values,
    lambda: {
      kind: 'lambda',
      parameters: all,
      body,
      type: { kind: 'function', arguments: all.map(({ type }) => type), result: body.type },
    },
  };
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new TypeError('A captured variable without parameter');
  return value;
}

/** IFs within each other; over an operand SWITCH with a WHEN for each case. */
function writeCase(
  { operand, whens, defaultValue, type }: CaseExpression,
  write: (part: Expression) => RowExpression,
  special: (form: 'IF' | 'SWITCH' | 'WHEN', type: Type, values: readonly RowExpression[]) => RowExpression,
): RowExpression {
  const otherwise = write(defaultValue ?? { kind: 'constant', type, value: null });
  if (operand === undefined) {
    return whens.reduceRight(
      (rest, { condition, result }) => special('IF', type, [write(condition), write(result), rest]),
      otherwise,
    );
  }
  const cases = whens.map(({ condition, result }) =>
    special('WHEN', type, [write(condition), write(result)]),
  );
  return special('SWITCH', type, [write(operand), ...cases, otherwise]);
}

function operator(name: string, types: readonly Type[]): ResolvedFunction {
  const found = resolveInternal(name, types);
  if (found === undefined)
    throw new TrinoError('NOT_SUPPORTED', `${name} in a function is not supported yet`);
  return found.function;
}
