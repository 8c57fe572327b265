import { TrinoError } from '../../../src/engine/errors/trino-error.ts';
import type { Session } from '../../../src/engine/session/session.ts';
import { displayType } from '../../../src/engine/types/display-type.ts';
import { analyzed } from './test-session.ts';

/** What a statement's analysis comes to, in the words of an answer to a client. */
export type Outcome =
  | { readonly columns: readonly { readonly name: string; readonly type: string }[] }
  | { readonly error: OutcomeError };

export interface OutcomeError {
  readonly errorName: string;
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
}

export function outcome(sql: string, session: Partial<Session> = {}): Outcome {
  try {
    const { columns } = analyzed(sql, { user: 'corpus', ...session });
    return { columns: columns.map(({ name, type }) => ({ name, type: displayType(type) })) };
  } catch (error) {
    if (!(error instanceof TrinoError)) {
      throw error;
    }
    const { lineNumber: line, columnNumber: column } = error.location ?? {};
    return {
      error: {
        errorName: error.errorName,
        message: error.message,
        ...(line !== undefined && { line }),
        ...(column !== undefined && { column }),
      },
    };
  }
}
