import { TrinoError } from '../../errors/trino-error.ts';
import type { ErrorLocation } from '../../errors/trino-error.ts';
import { parsePath } from '../../json-path/parse-path.ts';
import {
  InvalidPathError,
  PathNumberError,
  PathSyntaxError,
  UnsupportedPathError,
} from '../../json-path/path-errors.ts';
import type { JsonPath } from '../../json-path/path-node.ts';
import type { PathParameters } from '../../json-path/path-typing.ts';
import type { StringLiteral } from '../../parse/tree/literal.ts';

import { semanticError } from '../semantic-error.ts';

/**
 * Reads the path of a path function. Errors of syntax have their own place in the statement, others that of the path.
 * @throws TrinoError SYNTAX_ERROR, INVALID_PATH, NOT_SUPPORTED, INVALID_LITERAL
 */
export function parseJsonPath(node: StringLiteral, parameters: PathParameters): JsonPath {
  try {
    return parsePath(node.value, parameters);
  } catch (error) {
    if (error instanceof PathSyntaxError) {
      throw syntaxError(placeInPath(node, error.offset), error.message);
    }
    if (error instanceof PathNumberError) {
      throw syntaxError({ lineNumber: 1, columnNumber: 1 }, error.message);
    }
    if (error instanceof InvalidPathError) throw semanticError('INVALID_PATH', node, error.message);
    if (error instanceof UnsupportedPathError) throw semanticError('NOT_SUPPORTED', node, error.message);
    throw error;
  }
}

/** Where a character of a path stands in the statement: behind the quote, or in a line of its own. */
function placeInPath({ location, value }: StringLiteral, offset: number): ErrorLocation {
  const before = value.slice(0, offset);
  const lines = before.split('\n');
  const column = Array.from(lines.at(-1) ?? '').length;
  return lines.length === 1
    ? { lineNumber: location.lineNumber, columnNumber: location.columnNumber + 1 + column }
    : { lineNumber: location.lineNumber + lines.length - 1, columnNumber: column + 1 };
}

function syntaxError(location: ErrorLocation, message: string): TrinoError {
  return new TrinoError('SYNTAX_ERROR', `line ${location.lineNumber}:${location.columnNumber}: ${message}`, {
    location,
  });
}
