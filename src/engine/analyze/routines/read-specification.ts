import type { ErrorLocation } from '../../errors/trino-error.ts';
import { formatFunctionSpecification } from '../../parse/format/format-routine.ts';
import { parseStatement } from '../../parse/parse.ts';
import type { FunctionSpecification } from '../../parse/tree/routine.ts';

/** A function's text as it is kept, and its tree, whose positions are those in that text. */
export interface StoredSpecification {
  readonly sql: string;
  readonly tree: FunctionSpecification;
}

/** Writes a function the way it is kept, and reads that: its errors tell positions in the kept text, as in Trino. */
export function readSpecification(node: FunctionSpecification): StoredSpecification {
  const sql = formatFunctionSpecification(node, 0);
  return { sql, tree: parseSpecification(sql) };
}

/** Reads a function's kept text. @throws TrinoError SYNTAX_ERROR */
export function parseSpecification(sql: string): FunctionSpecification {
  const statement = parseStatement(`WITH\n${sql}\nSELECT 1`);
  const [tree] = statement.kind === 'query' ? (statement.functions ?? []) : [];
  if (tree === undefined) throw new TypeError('A function that was written back is no function');
  return raised(tree) as FunctionSpecification;
}

/** The tree with each position a line higher: `WITH` stood above it. */
function raised(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(raised);
  if (typeof part !== 'object' || part === null || part instanceof Uint8Array) return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, value]: [string, unknown]) => {
      if (key !== 'location') return [key, raised(value)];
      const { lineNumber, columnNumber } = value as ErrorLocation;
      return [key, { lineNumber: lineNumber - 1, columnNumber }];
    }),
  );
}
