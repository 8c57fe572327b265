import type { IrLabel, IrRowPattern } from '../../../../generated/worker/types.ts';
import { TrinoError } from '../../errors/trino-error.ts';

/** A step of a pattern's program. Where there are two ways on, the first is preferred. */
export type PatternStep =
  /** Takes a row as one with the label. */
  | { readonly kind: 'label'; readonly label: string }
  | { readonly kind: 'split'; readonly first: number; readonly second: number }
  | { readonly kind: 'jump'; readonly to: number }
  /** Begin and end of `{- … -}`. */
  | { readonly kind: 'exclude'; readonly begins: boolean }
  | { readonly kind: 'start' | 'end' }
  | { readonly kind: 'done' };

/** How long a program may get: quantifiers and permutations are spelled out. */
const maxSteps = 1_000_000;

/** How deep patterns may be within each other. */
const maxDepth = 2_000;

/** A program being written. */
interface Program {
  readonly steps: PatternStep[];
  /** Parts that were written, also those of no steps. */
  parts: number;
  depth: number;
}

/**
 * A pattern as a program for `findMatch`. Its order of preference is the standard's: earlier alternatives before later ones, more repetitions before
 * fewer, or the other way round behind a reluctant quantifier.
 * @throws TrinoError NOT_SUPPORTED when quantifiers or permutations make it too long
 */
export function compilePattern(pattern: IrRowPattern): readonly PatternStep[] {
  const program: Program = { steps: [], parts: 0, depth: 0 };
  append(pattern, program);
  program.steps.push({ kind: 'done' });
  return program.steps;
}

function append(pattern: IrRowPattern, program: Program): void {
  if (++program.parts > maxSteps) throw new TrinoError('NOT_SUPPORTED', 'Row pattern is too long');
  if (++program.depth > maxDepth) throw new TrinoError('NOT_SUPPORTED', 'Row pattern is nested too deeply');
  appendPart(pattern, program);
  program.depth--;
}

function appendPart(pattern: IrRowPattern, program: Program): void {
  const { steps } = program;
  if (isLabel(pattern)) {
    steps.push({ kind: 'label', label: labelName(pattern) });
    return;
  }
  switch (pattern['@type']) {
    case 'anchor':
      steps.push({ kind: pattern.type === 'PARTITION_START' ? 'start' : 'end' });
      return;
    case 'empty':
      return;
    case 'exclusion':
      steps.push({ kind: 'exclude', begins: true });
      append(pattern.pattern, program);
      steps.push({ kind: 'exclude', begins: false });
      return;
    case 'concatenation':
      for (const part of pattern.patterns) append(part, program);
      return;
    case 'alternation':
      appendAlternatives(
        pattern.patterns.map((part) => () => {
          append(part, program);
        }),
        program,
      );
      return;
    case 'permutation':
      appendPermutation(pattern.patterns, program);
      return;
    case 'quantified':
      appendQuantified(pattern.pattern, pattern.quantifier, program);
      return;
    default:
      throw new TrinoError('NOT_SUPPORTED', `Unknown row pattern ${JSON.stringify(pattern satisfies never)}`);
  }
}

function appendAlternatives(alternatives: readonly (() => void)[], { steps }: Program): void {
  const jumps: number[] = [];
  for (const [index, alternative] of alternatives.entries()) {
    if (index === alternatives.length - 1) {
      alternative();
      break;
    }
    const split = steps.push({ kind: 'done' }) - 1;
    alternative();
    jumps.push(steps.push({ kind: 'done' }) - 1);
    steps[split] = { kind: 'split', first: split + 1, second: steps.length };
  }
  for (const jump of jumps) steps[jump] = { kind: 'jump', to: steps.length };
}

/** All orders of the parts, in the order in which these are listed: the tree of what may come next. */
function appendPermutation(parts: readonly IrRowPattern[], program: Program): void {
  if (parts.length === 0) return;
  appendAlternatives(
    parts.map((part, index) => () => {
      append(part, program);
      appendPermutation(
        parts.filter((_, other) => other !== index),
        program,
      );
    }),
    program,
  );
}

function appendQuantified(
  pattern: IrRowPattern,
  {
    atLeast,
    atMost,
    greedy,
  }: { readonly atLeast: number; readonly atMost?: number; readonly greedy: boolean },
  program: Program,
): void {
  const { steps } = program;
  const split = (at: number, body: number, out: number): void => {
    steps[at] = greedy
      ? { kind: 'split', first: body, second: out }
      : { kind: 'split', first: out, second: body };
  };
  if (atMost === undefined) {
    // The last time that has to be goes round as often as may be: a body that matches nothing doesn't come back, as in stock.
    for (let count = 1; count < atLeast; count++) append(pattern, program);
    const around = atLeast === 0 ? steps.push({ kind: 'done' }) - 1 : undefined;
    const body = steps.length;
    append(pattern, program);
    const loop = steps.push({ kind: 'done' }) - 1;
    split(loop, body, steps.length);
    if (around !== undefined) split(around, body, steps.length);
    return;
  }
  for (let count = 0; count < atLeast; count++) append(pattern, program);
  const splits: number[] = [];
  for (let count = atLeast; count < atMost; count++) {
    splits.push(steps.push({ kind: 'done' }) - 1);
    append(pattern, program);
  }
  for (const at of splits) split(at, at + 1, steps.length);
}

function isLabel(pattern: IrRowPattern): pattern is IrLabel {
  return Array.isArray(pattern);
}

/** The name in a label's wire form. */
export function labelName(label: IrLabel): string {
  const [, name] = label;
  if (name === undefined) throw new TrinoError('GENERIC_INTERNAL_ERROR', 'A label has no name');
  return name;
}
