import type { ExpressionNode } from './tree/expression-node.ts';
import type { Statement } from './tree/statement.ts';

/**
 * Reads one SQL statement of Trino 435's language (a trailing `;` isn't part of it).
 * @throws TrinoError SYNTAX_ERROR with line and column, both from 1
 */
export declare function parseStatement(sql: string): Statement;

/**
 * Reads one expression: of SQL, or of a plan fragment's internal dialect (quoted symbols, resolved function names).
 * @throws TrinoError SYNTAX_ERROR with line and column, both from 1
 */
export declare function parseExpression(text: string): ExpressionNode;
