import { TrinoError } from '../errors/trino-error.ts';
import { parseStatement } from '../parse/parse.ts';
import type { PathElement } from '../parse/tree/session-statement.ts';

const prefix = 'SET PATH ';

/**
 * Reads `X-Trino-Path`: what SET PATH takes.
 * @returns no elements for an empty path
 * @throws TrinoError SYNTAX_ERROR with the place in the path
 */
export function parseSqlPath(path: string): readonly PathElement[] {
  if (path.trim() === '') return [];
  try {
    const statement = parseStatement(prefix + path);
    return statement.kind === 'setPath' ? statement.path : [];
  } catch (error) {
    if (!(error instanceof TrinoError) || error.location?.lineNumber !== 1) throw error;
    const { columnNumber } = error.location;
    const location = { lineNumber: 1, columnNumber: columnNumber - prefix.length };
    const message = error.message.replace(`1:${columnNumber}:`, `1:${location.columnNumber}:`);
    throw new TrinoError(error.errorName, message, { location, failureType: error.failureType });
  }
}
