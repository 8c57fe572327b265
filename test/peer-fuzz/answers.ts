import { difference } from '../support/same-rows.ts';
import { runQuery } from '../support/trino-client.ts';

/** What a server says to a statement, as far as it's compared. */
export type Answer =
  | {
      readonly kind: 'rows';
      readonly columns: readonly string[];
      readonly rows: readonly (readonly unknown[])[];
    }
  | {
      readonly kind: 'error';
      readonly name: string;
      readonly line: number | undefined;
      readonly column: number | undefined;
      readonly message: string;
    }
  | { readonly kind: 'broken'; readonly problem: string };

/** Runs a statement over tpch.tiny. Never rejects: a server that doesn't answer is an answer of its own. */
export async function ask(server: string, sql: string): Promise<Answer> {
  try {
    const { error, columns, rows } = await runQuery(server, sql, {
      'X-Trino-Catalog': 'tpch',
      'X-Trino-Schema': 'tiny',
      'X-Trino-Time-Zone': 'UTC',
      'X-Trino-Language': 'en-US',
      'X-Trino-Client-Capabilities': 'PARAMETRIC_DATETIME,PATH',
    });
    if (error === undefined)
      return {
        kind: 'rows',
        columns: columns.map(({ name, type }) => `${name} ${type}`),
        rows: rows.map((row) => row.map(sortKeys)),
      };
    const { errorName: name, message, errorLocation } = error;
    return {
      kind: 'error',
      name,
      line: errorLocation?.lineNumber,
      column: errorLocation?.columnNumber,
      message,
    };
  } catch (problem) {
    return { kind: 'broken', problem: String(problem) };
  }
}

/** What tells our answer from the judge's; undefined: nothing. @param ordered rows must come in the same sequence */
export function differenceOf(judge: Answer, ours: Answer, ordered: boolean): string | undefined {
  if (judge.kind === 'rows' && ours.kind === 'rows') {
    if (judge.columns.join() !== ours.columns.join())
      return `columns ${ours.columns.join(', ')}; expected ${judge.columns.join(', ')}`;
    return difference(judge.rows, ours.rows, ordered);
  }
  if (judge.kind === 'error' && ours.kind === 'error') {
    const same =
      judge.name === ours.name &&
      judge.line === ours.line &&
      judge.column === ours.column &&
      comparable(judge.message) === comparable(ours.message);
    return same ? undefined : `${showAnswer(ours)}; expected ${showAnswer(judge)}`;
  }
  return `${showAnswer(ours)}; expected ${showAnswer(judge)}`;
}

/** A message with its candidates in one order: a stock server finds the functions of a class in another one after each start. */
function comparable(message: string): string {
  const [words, ...candidates] = message.split('\n\t * ');
  return [words, ...candidates.map((each) => each.trim()).sort()].join('\n\t * ');
}

/** An answer in a line. */
export function showAnswer(answer: Answer): string {
  switch (answer.kind) {
    case 'rows':
      return `${answer.columns.join(', ')}: ${JSON.stringify(answer.rows).slice(0, 400)}`;
    case 'error':
      return `${answer.name} ${answer.line ?? '-'}:${answer.column ?? '-'} ${answer.message}`;
    case 'broken':
      return `no answer: ${answer.problem}`;
    default: {
      const never: never = answer;
      return never;
    }
  }
}

/** Maps are objects whose entries have no order. */
function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, item]): [string, unknown] => [key, sortKeys(item)]);
  // As a list, so that numbers within are compared as numbers.
  return entries.sort(([a], [b]) => (a < b ? -1 : 1));
}
