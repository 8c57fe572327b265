import { TrinoError } from '../../errors/trino-error.ts';
import type { ErrorLocation } from '../../errors/trino-error.ts';
import { parseStatement } from '../../parse/parse.ts';
import type { Statement } from '../../parse/tree/statement.ts';

/**
 * Reads a statement that stands in a string of another. Its places are those in the outer text, as far as Trino knows them: the first
 * line begins behind the string's quote, whatever is doubled or escaped in between.
 * @param at where the string begins
 * @throws TrinoError SYNTAX_ERROR
 */
export function parseNestedStatement(sql: string, at: ErrorLocation): Statement {
  try {
    return moved(parseStatement(sql), at) as Statement;
  } catch (error) {
    if (!(error instanceof TrinoError) || error.location === undefined) throw error;
    const { lineNumber, columnNumber } = error.location;
    // Every line of a string that begins in the first line counts from there, and none of another.
    const location = {
      lineNumber: lineNumber + at.lineNumber - 1,
      columnNumber: at.lineNumber === 1 ? columnNumber + at.columnNumber : columnNumber,
    };
    const message = error.message.replace(
      `line ${lineNumber}:${columnNumber}:`,
      `line ${location.lineNumber}:${location.columnNumber}:`,
    );
    throw new TrinoError(error.errorName, message, { location, failureType: error.failureType });
  }
}

function move({ lineNumber, columnNumber }: ErrorLocation, at: ErrorLocation): ErrorLocation {
  return {
    lineNumber: lineNumber + at.lineNumber - 1,
    columnNumber: lineNumber === 1 ? columnNumber + at.columnNumber : columnNumber,
  };
}

/** A part of a syntax tree, all of its places moved. */
function moved(part: unknown, at: ErrorLocation): unknown {
  if (Array.isArray(part)) return part.map((item) => moved(item, at));
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, child]) => [
      key,
      key === 'location' ? move(child as ErrorLocation, at) : moved(child, at),
    ]),
  );
}
