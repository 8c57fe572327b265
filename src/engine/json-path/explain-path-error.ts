import type { PathToken } from './path-tokens.ts';

/** What to say about a text that is no path, and at which character. */
export interface PathProblem {
  readonly message: string;
  readonly offset: number;
}

export function explainPathError(_text: string, tokens: readonly PathToken[], furthest: number): PathProblem {
  const token = tokens[furthest] as PathToken;
  return { message: `mismatched input '${token.text}'`, offset: token.start };
}
