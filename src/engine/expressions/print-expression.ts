import type { Type } from '../types/type.ts';
import { childrenOf, substitute } from './expression-tree.ts';
import type { Expression, LambdaExpression } from './expression.ts';
import { call, printConstant } from './print-constant.ts';
import { formatName, formatSqlType, quoteName } from './sql-text.ts';

/**
 * Writes an expression as stock Trino writes it into plan fragments (PROTOCOL 5.8), to the character, so that a stock worker reads
 * back the same expression. `readExpression` is the reverse.
 */
export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'constant':
      return printConstant(expression);
    case 'symbol':
      return quoteName(expression.name);
    case 'call':
      return call(expression.function, printList(expression.arguments));
    case 'arithmetic':
    case 'comparison':
      return `(${printExpression(expression.left)} ${expression.operator} ${printExpression(expression.right)})`;
    case 'negation':
      return `-(${printExpression(expression.value)})`;
    case 'logical':
      return `(${expression.terms.map(printExpression).join(` ${expression.operator} `)})`;
    case 'not':
      return `(NOT ${printExpression(expression.value)})`;
    case 'isNull':
      return `(${printExpression(expression.value)} IS NULL)`;
    case 'between':
      return `(${printExpression(expression.value)} BETWEEN ${printExpression(expression.min)} AND ${printExpression(expression.max)})`;
    case 'in':
      return `(${printExpression(expression.value)} IN (${printList(expression.list)}))`;
    case 'case':
      return printCase(expression);
    case 'coalesce':
      return `COALESCE(${printList(expression.operands)})`;
    case 'nullIf':
      return `NULLIF(${printExpression(expression.first)}, ${printExpression(expression.second)})`;
    case 'cast':
      return `${expression.safe ? 'TRY_CAST' : 'CAST'}(${printExpression(expression.value)} AS ${formatSqlType(expression.type)})`;
    case 'row':
      return `ROW (${printList(expression.fields)})`;
    case 'subscript':
      return `${printExpression(expression.base)}[${printExpression(expression.index)}]`;
    case 'lambda': {
      const bound = bindCaptured(expression);
      if (bound !== undefined) return printExpression(bound);
      return `(${expression.parameters.map(({ name }) => formatName(name)).join(', ')}) -> ${printExpression(expression.body)}`;
    }
    case 'bind':
      return `"$INTERNAL$BIND"(${printList([...expression.values, expression.lambda])})`;
    default: {
      const never: never = expression;
      return never;
    }
  }
}

/**
 * What a lambda reads besides its parameters goes to it as arguments: a stock worker knows no other symbols within it. Their names
 * there are not those of columns, which it would read instead.
 * @returns undefined when it reads nothing else
 */
function bindCaptured(lambda: LambdaExpression): Expression | undefined {
  const captured = new Map<string, Expression>();
  for (const symbol of freeSymbols(lambda)) captured.set(symbol.name, symbol);
  if (captured.size === 0) return undefined;
  const values = [...captured.values()];
  const inside = [...captured.keys()].map((name) => `${name}$bound`);
  const types = values.map(({ type }) => type);
  const symbols = inside.map((name, i): [string, Expression] => [
    [...captured.keys()][i] as string,
    { kind: 'symbol', name, type: types[i] as Type },
  ]);
  const result = lambda.body.type;
  const own = lambda.parameters.map(({ type }) => type);
  return {
    kind: 'bind',
    type: lambda.type,
    values,
    lambda: {
      kind: 'lambda',
      type: { kind: 'function', arguments: [...types, ...own], result },
      parameters: [...inside.map((name, i) => ({ name, type: types[i] as Type })), ...lambda.parameters],
      body: substitute(lambda.body, new Map(symbols)),
    },
  };
}

/** Symbols that an expression reads, parameters of its lambdas excluded. */
function freeSymbols(expression: Expression): readonly (Expression & { readonly kind: 'symbol' })[] {
  if (expression.kind === 'symbol') return [expression];
  const below = childrenOf(expression).flatMap(freeSymbols);
  if (expression.kind !== 'lambda') return below;
  return below.filter(({ name }) => !expression.parameters.some((parameter) => parameter.name === name));
}

function printList(expressions: readonly Expression[]): string {
  return expressions.map(printExpression).join(', ');
}

function printCase(expression: Expression & { readonly kind: 'case' }): string {
  const parts = ['CASE'];
  if (expression.operand !== undefined) {
    parts.push(printExpression(expression.operand));
  }
  for (const { condition, result } of expression.whens) {
    parts.push(`WHEN ${printExpression(condition)} THEN ${printExpression(result)}`);
  }
  if (expression.defaultValue !== null) {
    parts.push(`ELSE ${printExpression(expression.defaultValue)}`);
  }
  return `(${parts.join(' ')} END)`;
}
