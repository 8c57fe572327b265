import type { ConstantExpression } from '../expressions/expression.ts';
import { readLiteral } from '../expressions/read-literal.ts';
import { writeConstant } from '../routines/wire/constant-block.ts';
import { formatType } from '../types/format-type.ts';
import type { Type } from '../types/type.ts';
import type { PathNode } from './path-node.ts';

/** A quoted text without its quotes. */
export function unquoted(text: string): string {
  return text.slice(1, -1).replaceAll('""', '"');
}

/** A constant as a path holds it. */
export function literal(type: Type, value: ConstantExpression['value']): PathNode {
  return {
    '@type': 'literal',
    type: formatType(type),
    valueAsBlock: writeConstant({ kind: 'constant', type, value }),
  };
}

/** A decimal as SQL reads it: digits say its type. */
export function decimalOf(text: string): ConstantExpression | undefined {
  const location = { lineNumber: 1, columnNumber: 1 };
  try {
    const constant = readLiteral({ kind: 'decimalLiteral', value: text, location });
    return constant?.type.kind === 'decimal' ? constant : undefined;
  } catch {
    return undefined;
  }
}
