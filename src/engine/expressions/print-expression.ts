import type { Expression } from './expression.ts';
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
    case 'lambda':
      return `(${expression.parameters.map(({ name }) => formatName(name)).join(', ')}) -> ${printExpression(expression.body)}`;
    case 'bind':
      return `"$INTERNAL$BIND"(${printList([...expression.values, expression.lambda])})`;
    default: {
      const never: never = expression;
      return never;
    }
  }
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
