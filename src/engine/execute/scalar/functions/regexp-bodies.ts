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
    const characters = Array.from(text);
    if (start > characters.length) return -1;
    const from = characters.slice(0, start - 1).join('').length;
    let seen = 0;
    for (const { index } of pattern.all(text)) {
      if (index >= from && ++seen === occurrence) return Array.from(text.slice(0, index)).length + 1;
    }
    return -1;
  }),
  regexp_replace: withPattern((text, pattern, replacement: string = '') => {
    const parts = readReplacement(replacement);
    let result = '';
    let last = 0;
    for (const { index, groups } of pattern.all(text)) {
      result += text.slice(last, index);
      for (const part of parts) {
        result += typeof part === 'string' ? part : (groups[groupNumber(part, pattern)] ?? '');
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

function groupNumber(part: Exclude<ReplacementPart, string>, { groupCount, groupNames }: Pattern): number {
  if ('name' in part) {
    const group = groupNames.get(part.name);
    if (group === undefined) {
      throw invalidArgument(`Illegal replacement sequence: unknown group { ${part.name} }`);
    }
    return group;
  }
  if (part.group > groupCount) {
    throw invalidArgument(`Illegal replacement sequence: unknown group ${part.group}`);
  }
  return part.group;
}

type ReplacementPart = string | { readonly group: number } | { readonly name: string };

/** `$1`, `${name}` and `\$` of a replacement. */
function readReplacement(text: string): readonly ReplacementPart[] {
  const parts: ReplacementPart[] = [];
  for (const match of text.matchAll(/\\(.)|\$\{(\w+)\}|\$(\d+)|([^\\$]+)|[\\$]/gsu)) {
    const [, escaped, name, group, plain] = match;
    if (name !== undefined) parts.push({ name });
    else if (group !== undefined) parts.push({ group: Number(group) });
    else if (escaped !== undefined || plain !== undefined) parts.push(escaped ?? plain ?? '');
    else throw invalidArgument(`Illegal replacement sequence: ${text}`);
  }
  return parts;
}
