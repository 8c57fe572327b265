/** A regular expression as a tree. Characters are code points. */
export type PatternNode =
  | TextNode
  | ClassNode
  | { readonly kind: 'any'; readonly newline: boolean }
  | { readonly kind: 'sequence'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'alternatives'; readonly parts: readonly PatternNode[] }
  /** A group that is remembered; groups count from 1. */
  | { readonly kind: 'group'; readonly index: number; readonly part: PatternNode }
  | RepeatNode
  /** What it has matched isn't tried otherwise. */
  | { readonly kind: 'atomic'; readonly part: PatternNode }
  | LookNode
  | { readonly kind: 'assertion'; readonly at: Assertion }
  /** What one of the groups has matched; the last of a name counts that took part. */
  | { readonly kind: 'reference'; readonly groups: readonly number[]; readonly fold: boolean }
  /** Bytes that no text has. */
  | { readonly kind: 'never' };

export interface TextNode {
  readonly kind: 'text';
  readonly characters: readonly number[];
  /** Without regard to case. */
  readonly fold: boolean;
}

export interface ClassNode {
  readonly kind: 'class';
  /** As JavaScript's regular expressions write it with their flag `v`. */
  readonly source: string;
  readonly fold: boolean;
  /** Texts that equal a member without regard to case though they are longer: `ss` beside `ß`. */
  readonly sequences: readonly (readonly number[])[];
}

export interface RepeatNode {
  readonly kind: 'repeat';
  readonly part: PatternNode;
  readonly min: number;
  readonly max: number;
  readonly mode: 'greedy' | 'lazy' | 'possessive';
}

export interface LookNode {
  readonly kind: 'look';
  readonly ahead: boolean;
  readonly negated: boolean;
  readonly part: PatternNode;
}

export type Assertion =
  | 'textStart'
  | 'textEnd'
  /** At the end or before the newline there. */
  | 'lastLineEnd'
  | 'lineStart'
  | 'lineEnd'
  /** Where the search began. */
  | 'searchStart'
  | 'wordBoundary'
  | 'noWordBoundary';

/** A pattern that has been read. */
export interface PatternTree {
  readonly root: PatternNode;
  readonly groupCount: number;
  readonly groupNames: ReadonlyMap<string, number>;
}
