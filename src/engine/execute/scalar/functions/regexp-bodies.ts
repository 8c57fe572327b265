import type { Value } from '../value.ts';
import { invalidArgument } from './function-body.ts';
import { mustBeLinear } from '../bounded-run.ts';
import { compilePattern } from './regexp-pattern.ts';
import type { Pattern } from './regexp-pattern.ts';
import type { FunctionBodies, FunctionBody } from './function-body.ts';

/** Functions with regular expressions (functions/regexp-functions.ts). Positions count code points, from 1. */
export const regexpBodies: FunctionBodies = {
  regexp_like: withPattern((text, pattern) => pattern.test(text)),
  regexp_count: withPattern((text, pattern) => BigInt([...pattern.all(text)].length)),
  regexp_extract: withPattern((text, pattern, group: bigint = 0n) => {
    requireGroup(pattern, group);
    for (const { groups } of pattern.all(text)) return groups[Number(group)] ?? null;
    return null;
  }),
  regexp_extract_all: withPattern((text, pattern, group: bigint = 0n) => {
    requireGroup(pattern, group);
    return Array.from(pattern.all(text), ({ groups }) => groups[Number(group)] ?? null);
  }),
  regexp_position: withPattern((text, pattern, start: number = 1, occurrence: number = 1) => {
    if (start < 1) throw invalidArgument('start position cannot be smaller than 1');
    if (occurrence < 1) throw invalidArgument('occurrence cannot be smaller than 1');
    let from = 0;
    for (let skipped = 1; skipped < start; skipped++) {
      if (from >= text.length) return -1;
      from += (text.codePointAt(from) as number) > 0xffff ? 2 : 1;
    }
    if (from >= text.length) return -1;
    let seen = 0;
    for (const { index } of pattern.all(text, from))
      if (++seen === occurrence) return Array.from(text.slice(0, index)).length + 1;
    return -1;
  }),
  regexp_replace: withPattern((text, pattern, replacement: string = '') => {
    let parts: readonly ReplacementPart[] | undefined;
    let result = '';
    let last = 0;
    for (const { index, groups } of pattern.all(text)) {
      result += text.slice(last, index);
      parts ??= readReplacement(replacement, pattern);
      for (const part of parts) {
        result += typeof part === 'string' ? part : (groups[part] ?? '');
      }
      last = index + (groups[0] as string).length;
    }
    return result + text.slice(last);
  }),
  regexp_split: withPattern((text, pattern) => {
    const parts: string[] = [];
    let last = 0;
    for (const { index, groups } of pattern.all(text)) {
      parts.push(text.slice(last, index));
      last = index + (groups[0] as string).length;
    }
    return [...parts, text.slice(last)];
  }),
};

/** Patterns are compiled once each: they hardly ever differ from row to row. */
function withPattern(compute: (text: string, pattern: Pattern, ...rest: never[]) => Value): FunctionBody {
  return {
    bounded: true,
    make: () => {
      let lastText: string | undefined;
      let wasLinear = false;
      let last: Pattern | undefined;
      return (text: string, patternBytes: Uint8Array, ...rest: never[]) => {
        const patternText = Buffer.from(patternBytes).toString('utf8');
        if (last === undefined || patternText !== lastText || wasLinear !== mustBeLinear()) {
          last = compilePattern(patternText);
          lastText = patternText;
          wasLinear = mustBeLinear();
        }
        return compute(text, last, ...rest);
      };
    },
  };
}

function requireGroup({ groupCount }: Pattern, group: bigint): void {
  if (group < 0n) throw invalidArgument('Group cannot be negative');
  if (group > BigInt(groupCount)) {
    throw invalidArgument(`Pattern has ${groupCount} groups. Cannot access group ${group}`);
  }
}

/** A text, or the number of a group. */
type ReplacementPart = string | number;

/**
 * `$1`, `${name}` and `\\$` of a replacement. A number has as many digits as there is a group for.
 * @throws TrinoError INVALID_FUNCTION_ARGUMENT
 */
function readReplacement(text: string, { groupCount, groupNames }: Pattern): readonly ReplacementPart[] {
  const parts: ReplacementPart[] = [];
  const illegal = (what: string): Error => invalidArgument(`Illegal replacement sequence: ${what}`);
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === '\\') {
      if (++index === text.length) throw illegal(text);
      parts.push(text.charAt(index));
    } else if (character !== '$') {
      parts.push(character);
    } else if (text.charAt(index + 1) === '{') {
      const end = text.indexOf('}', index);
      const name = text.slice(index + 2, end < 0 ? text.length : end);
      const group = groupNames.get(name);
      if (group === undefined) throw illegal(`unknown group { ${name} }`);
      parts.push(group);
      index = end < 0 ? text.length : end;
    } else {
      if (!/^\d/.test(text.slice(index + 1))) throw illegal(text);
      let group = Number(text.charAt(++index));
      if (group > groupCount) throw illegal(`unknown group ${group}`);
      while (/^\d/.test(text.slice(index + 1))) {
        const longer = group * 10 + Number(text.charAt(index + 1));
        if (longer > groupCount) break;
        group = longer;
        index++;
      }
      parts.push(group);
    }
  }
  return parts;
}

/** A text taken apart by what a pattern finds: the parts between, and what the groups of each match have. */
export function matchesOf(text: string, patternBytes: Uint8Array): Value {
  const pattern = compilePattern(Buffer.from(patternBytes).toString('utf8'));
  const between: Value[] = [];
  const groups: Value[] = [];
  let last = 0;
  for (const match of pattern.all(text)) {
    between.push(text.slice(last, match.index));
    groups.push(match.groups.slice(1));
    last = match.index + (match.groups[0] as string).length;
  }
  return [[...between, text.slice(last)], groups];
}

/** The parts with something between each two; NULL when one of these is. */
export function joinBetween(between: readonly string[], inserted: readonly (string | null)[]): string | null {
  if (inserted.includes(null)) return null;
  return between.map((part, index) => part + (inserted[index] ?? '')).join('');
}
