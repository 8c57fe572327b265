import { FAIL, SqlParser } from '../../../generated/sql/parser.ts';
import { TrinoError } from '../errors/trino-error.ts';
import { sqlActions } from './actions/sql-actions.ts';
import { ParseContext, syntaxError } from './parse-context.ts';
import { explainSyntaxError } from './errors/explain-syntax-error.ts';
import { tokenize } from './tokens.ts';
import type { DataTypeNode } from './tree/data-type.ts';
import type { ExpressionNode } from './tree/expression-node.ts';
import type { Statement } from './tree/statement.ts';

/** The rules that a text as a whole can be. */
type Start = 'SingleStatement' | 'SingleExpression' | 'SingleType';

/**
 * Reads one SQL statement of Trino 435's language; a `;` after it isn't part of it.
 * @throws TrinoError SYNTAX_ERROR with line and column, both from 1
 */
export function parseStatement(sql: string): Statement {
  return parse(sql, 'SingleStatement', 'statement') as Statement;
}

/**
 * Reads one expression: of SQL, or of a plan fragment's internal dialect (quoted symbols, resolved function names).
 * @throws TrinoError SYNTAX_ERROR with line and column, both from 1
 */
export function parseExpression(text: string): ExpressionNode {
  return parse(text, 'SingleExpression', 'expression') as ExpressionNode;
}

/**
 * Reads one type as SQL writes it: `decimal(10, 2)`, `row(x bigint)`, `timestamp(3) with time zone`.
 * @throws TrinoError SYNTAX_ERROR
 */
export function parseDataType(text: string): DataTypeNode {
  return parse(text, 'SingleType', 'type') as DataTypeNode;
}

function parse(text: string, start: Start, what: string): unknown {
  const context = new ParseContext(tokenize(text));
  try {
    const parser = new SqlParser(context.tokens.types, sqlActions, context);
    const result = parser[start]();
    if (result !== FAIL) {
      if (context.rejected !== undefined) throw context.rejected;
      return result;
    }
    const problem = explainSyntaxError(context.tokens, start, parser.furthest);
    throw (
      context.rejectedNameBefore(problem.read) ??
      syntaxError(context.location(problem.token), problem.message)
    );
  } catch (error) {
    // Too deeply nested for the call stack: the one error of V8's that a text can cause.
    if (error instanceof RangeError && !(error instanceof TrinoError)) {
      throw syntaxError(
        { lineNumber: 1, columnNumber: 1 },
        `${what} is too large (stack overflow while parsing)`,
      );
    }
    throw error;
  }
}
