import { RE2JS } from 're2js';
import { mustBeLinear } from '../bounded-run.ts';
import { parsePattern } from '../regexp/parse-pattern.ts';
import type { PatternTree } from '../regexp/pattern-node.ts';
import { compileProgram } from '../regexp/pattern-program.ts';
import { searchProgram } from '../regexp/run-program.ts';
import { toRegExp } from '../regexp/to-regexp.ts';
import { invalidArgument } from './function-body.ts';

export interface PatternMatch {
  /** Where it begins, in UTF-16 units. */
  readonly index: number;
  /** Group 0 is all of it; a group that took no part is null. */
  readonly groups: readonly (string | null)[];
}

/** A regular expression of Java's kind, ready to search. */
export interface Pattern {
  readonly groupCount: number;
  readonly groupNames: ReadonlyMap<string, number>;
  /** Whether it is found. */
  test(text: string): boolean;
  /** All that it finds, from left to right without overlap. @param start where the search begins, in UTF-16 units */
  all(text: string, start?: number): Iterable<PatternMatch>;
}

/**
 * Compiles a pattern: for JavaScript's engine where that agrees, else for our own machine. Either may need exponential time; where
 * they have been stopped (`mustBeLinear`) an engine in linear time takes over, which knows neither back-references nor looks around.
 * @throws TrinoError INVALID_FUNCTION_ARGUMENT with Joni's words
 */
export function compilePattern(text: string): Pattern {
  const tree = parsePattern(text);
  if (mustBeLinear()) return linearPattern(text, tree);
  const regexp = toRegExp(tree);
  return regexp === undefined ? ownPattern(tree) : nativePattern(regexp, tree);
}

function nativePattern(regexp: RegExp, { groupCount, groupNames }: PatternTree): Pattern {
  return {
    groupCount,
    groupNames,
    test: (text) => {
      regexp.lastIndex = 0;
      return regexp.test(text);
    },
    *all(text, start = 0) {
      regexp.lastIndex = start;
      for (const match of text.matchAll(regexp)) {
        yield { index: match.index, groups: Array.from(match, (group: string | undefined) => group ?? null) };
      }
    },
  };
}

function ownPattern(tree: PatternTree): Pattern {
  const program = compileProgram(tree);
  const { groupCount, groupNames } = tree;
  return {
    groupCount,
    groupNames,
    test: (text) => searchProgram(program, text, 0) !== undefined,
    *all(text, start = 0) {
      let from = start;
      while (from <= text.length) {
        const places = searchProgram(program, text, from);
        if (places === undefined) return;
        const [index, end] = places as unknown as readonly [number, number];
        yield {
          index,
          groups: Array.from({ length: groupCount + 1 }, (_, group) => {
            const [first, last] = [places[2 * group] as number, places[2 * group + 1] as number];
            return first < 0 || last < first ? null : text.slice(first, last);
          }),
        };
        from = end > index ? end : end + ((text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1);
      }
    },
  };
}

/** @throws TrinoError INVALID_FUNCTION_ARGUMENT when the pattern has what can't be searched in linear time */
function linearPattern(text: string, { groupCount, groupNames }: PatternTree): Pattern {
  let compiled: RE2JS;
  try {
    compiled = RE2JS.compile(text);
  } catch {
    throw invalidArgument(`Regular expression takes too long: ${text}`);
  }
  return {
    groupCount,
    groupNames,
    test: (searched) => compiled.matcher(searched).find(),
    *all(searched, start = 0) {
      const matcher = compiled.matcher(searched);
      while (matcher.find()) {
        if (matcher.start() < start) continue;
        yield {
          index: matcher.start(),
          groups: Array.from({ length: groupCount + 1 }, (_, group) => matcher.group(group)),
        };
      }
    },
  };
}
