import type { Tokens } from './tokens.ts';

/** Where a text stops being SQL and what to say about it. */
export interface SyntaxProblem {
  readonly token: number;
  readonly message: string;
}

export function explainSyntaxError(tokens: Tokens, start: string): SyntaxProblem {
  return { token: tokens.count - 1, message: `mismatched input ${start}` };
}
