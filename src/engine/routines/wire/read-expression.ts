import type { RowExpression } from '../../../../generated/worker/types.ts';
import { TrinoError } from '../../errors/trino-error.ts';
import { arithmeticOperators } from '../../expressions/arithmetic-operators.ts';
import type { Expression, ResolvedFunction } from '../../expressions/expression.ts';
import { substitute } from '../../expressions/expression-tree.ts';
import { parseType } from '../../types/parse-type.ts';
import type { Type } from '../../types/type.ts';
import { variableSymbol } from '../routine.ts';
import { readConstant } from './constant-block.ts';

const boolean: Type = { kind: 'boolean' };

/** The sign of each function that is an operator of arithmetic. */
const arithmetic = new Map(
  Object.entries(arithmeticOperators).map(([sign, name]) => [
    name as string,
    sign as keyof typeof arithmeticOperators,
  ]),
);

const comparisons = new Map(
  Object.entries({
    $operator$equal: '=',
    $operator$less_than: '<',
    $operator$less_than_or_equal: '<=',
    $operator$is_distinct_from: 'IS DISTINCT FROM',
  } as const),
);

/**
 * Reads an expression of a routine; `writeExpression` is the reverse.
 * @throws TrinoError GENERIC_INTERNAL_ERROR for a tree that means nothing, CORRUPT_PAGE for constants
 */
export function readExpression(node: RowExpression): Expression {
  switch (node['@type']) {
    case 'constant':
      return readConstant(node.value, parseType(node.type));
    case 'input':
      return { kind: 'symbol', name: variableSymbol(node.field), type: parseType(node.type) };
    case 'variable':
      return { kind: 'symbol', name: node.name, type: parseType(node.type) };
    case 'call':
      return readCall(node.resolvedFunction, node.arguments.map(readExpression));
    case 'special':
      return readSpecial(node);
    case 'lambda': {
      const parameters = node.arguments.map((name, i) => ({
        name,
        type: parseType(node.argumentTypes[i] ?? 'unknown'),
      }));
      const body = readExpression(node.body);
      const types = parameters.map(({ type }) => type);
      return {
        kind: 'lambda',
        parameters,
        body,
        type: { kind: 'function', arguments: types, result: body.type },
      };
    }
    default:
      throw new Error(`Unknown expression ${(node satisfies never as RowExpression)['@type']}`);
  }
}

function readCall(fn: ResolvedFunction, values: readonly Expression[]): Expression {
  const type = parseType(fn.signature.returnType);
  const { functionName } = fn.signature.name;
  const operator = comparisons.get(functionName);
  if (operator !== undefined) {
    return { kind: 'comparison', type: boolean, operator, left: at(values, 0), right: at(values, 1) };
  }
  const sign = arithmetic.get(functionName);
  if (sign === 'negation') return { kind: 'negation', type, value: at(values, 0) };
  if (sign !== undefined) {
    return { kind: 'arithmetic', type, operator: sign, left: at(values, 0), right: at(values, 1) };
  }
  switch (functionName) {
    case 'not':
      return { kind: 'not', type: boolean, value: at(values, 0) };
    case '$operator$cast':
    case 'try_cast':
      return { kind: 'cast', value: at(values, 0), type, safe: functionName === 'try_cast' };
    case '$operator$subscript':
      return { kind: 'subscript', base: at(values, 0), index: at(values, 1), type };
    default:
      return { kind: 'call', function: fn, arguments: values, type };
  }
}

function readSpecial(node: RowExpression & { readonly '@type': 'special' }): Expression {
  const type = parseType(node.returnType);
  if (node.form === 'SWITCH') return readSwitch(node, type);
  const values = node.arguments.map(readExpression);
  switch (node.form) {
    case 'IF':
      return {
        kind: 'case',
        type,
        whens: [{ condition: at(values, 0), result: at(values, 1) }],
        defaultValue: at(values, 2),
      };
    case 'NULL_IF':
      return { kind: 'nullIf', type, first: at(values, 0), second: at(values, 1) };
    case 'BETWEEN':
      return { kind: 'between', type, value: at(values, 0), min: at(values, 1), max: at(values, 2) };
    case 'IS_NULL':
      return { kind: 'isNull', type, value: at(values, 0) };
    case 'COALESCE':
      return { kind: 'coalesce', type, operands: values };
    case 'IN':
      return { kind: 'in', type, value: at(values, 0), list: values.slice(1) };
    case 'AND':
    case 'OR':
      return { kind: 'logical', type, operator: node.form, terms: values };
    case 'DEREFERENCE': {
      const index = at(values, 1);
      const position = index.kind === 'constant' ? Number(index.value) + 1 : NaN;
      if (!Number.isInteger(position)) throw malformed('a field without number');
      const oneBased: Expression = { kind: 'constant', type: { kind: 'integer' }, value: position };
      return { kind: 'subscript', type, base: at(values, 0), index: oneBased };
    }
    case 'ROW_CONSTRUCTOR':
      return { kind: 'row', type, fields: values };
    case 'BIND': {
      const lambda = values.at(-1);
      if (lambda?.kind !== 'lambda') throw malformed('a bind without lambda');
      // What is bound are variables: they may stand in the body themselves.
      const bound = values.slice(0, -1);
      const inner = new Map(
        bound.map((value, i): [string, Expression] => [lambda.parameters[i]?.name ?? '', value]),
      );
      const parameters = lambda.parameters.slice(bound.length);
      return { kind: 'lambda', type, parameters, body: substitute(lambda.body, inner) };
    }
    case 'WHEN':
      throw malformed('WHEN outside of SWITCH');
    default:
      throw new Error(`Unknown form ${String(node.form satisfies never)}`);
  }
}

function readSwitch(node: RowExpression & { readonly '@type': 'special' }, type: Type): Expression {
  const [operand, ...rest] = node.arguments;
  const otherwise = rest.pop();
  if (operand === undefined || otherwise === undefined) throw malformed('SWITCH without operand');
  const whens = rest.map((when) => {
    if (when['@type'] !== 'special' || when.form !== 'WHEN') throw malformed('SWITCH without WHEN');
    const [condition, result] = when.arguments.map(readExpression);
    if (condition === undefined || result === undefined) throw malformed('WHEN without result');
    return { condition, result };
  });
  return {
    kind: 'case',
    type,
    operand: readExpression(operand),
    whens,
    defaultValue: readExpression(otherwise),
  };
}

function at(values: readonly Expression[], index: number): Expression {
  const value = values[index];
  if (value === undefined) throw malformed('an operand is missing');
  return value;
}

function malformed(what: string): TrinoError {
  return new TrinoError('GENERIC_INTERNAL_ERROR', `Malformed expression in a routine: ${what}`);
}
