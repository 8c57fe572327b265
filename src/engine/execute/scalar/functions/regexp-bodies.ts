import type { Value } from '../value.ts';
import { invalidArgument } from './function-body.ts';
import type { FunctionBodies, FunctionBody } from './function-body.ts';

/** Functions with regular expressions (functions/regexp-functions.ts). Positions count code points, from 1. */
export const regexpBodies: FunctionBodies = {
  regexp_like: withPattern((text, pattern) => pattern.test(text)),
  regexp_count: withPattern((text, pattern) => BigInt([...text.matchAll(pattern)].length)),
  regexp_extract: withPattern((text, pattern, group: bigint = 0n) => {
    const match = [...text.matchAll(pattern)][0];
    requireGroup(pattern, group);
    return match?.[Number(group)] ?? null;
  }),
  regexp_extract_all: withPattern((text, pattern, group: bigint = 0n) => {
    requireGroup(pattern, group);
    return [...text.matchAll(pattern)].map((match) => match[Number(group)] ?? null);
  }),
  regexp_position: withPattern((text, pattern, start: number = 1, occurrence: number = 1) => {
    if (start < 1) throw invalidArgument('start position cannot be smaller than 1');
    if (occurrence < 1) throw invalidArgument('occurrence cannot be smaller than 1');
    const from = Array.from(text)
      .slice(0, start - 1)
      .join('').length;
    if (start > Array.from(text).length) return -1;
    const found = [...text.matchAll(pattern)].filter((match) => match.index >= from)[occurrence - 1];
    return found === undefined ? -1 : Array.from(text.slice(0, found.index)).length + 1;
  }),
  regexp_replace: withPattern((text, pattern, replacement: string = '') => {
    const parts = readReplacement(replacement);
    return text.replace(pattern, (...match: unknown[]) => {
      const groups = match.at(-1);
      const named = typeof groups === 'object' && groups !== null ? (groups as Record<string, string>) : {};
      const count = match.findIndex((part, index) => index > 0 && typeof part === 'number');
      return parts
        .map((part) => {
          if (typeof part === 'string') return part;
          if ('name' in part) {
            if (!(part.name in named)) throw invalidArgument(`Illegal replacement sequence: ${replacement}`);
            return named[part.name] ?? '';
          }
          if (part.group >= count)
            throw invalidArgument(`Illegal replacement sequence: unknown group { ${part.group} }`);
          return (match[part.group] as string | undefined) ?? '';
        })
        .join('');
    });
  }),
  regexp_split: withPattern((text, pattern) => {
    const parts: string[] = [];
    let last = 0;
    for (const match of text.matchAll(pattern)) {
      parts.push(text.slice(last, match.index));
      last = match.index + match[0].length;
    }
    return [...parts, text.slice(last)];
  }),
};

/** Patterns are compiled once each: they hardly ever differ from row to row. */
function withPattern(compute: (text: string, pattern: RegExp, ...rest: never[]) => Value): FunctionBody {
  return {
    make: () => {
      let lastText: string | undefined;
      let last = /(?:)/gu;
      return (text: string, patternBytes: Uint8Array, ...rest: never[]) => {
        const patternText = Buffer.from(patternBytes).toString('utf8');
        if (patternText !== lastText) {
          last = compile(patternText);
          lastText = patternText;
        }
        last.lastIndex = 0;
        return compute(text, last, ...rest);
      };
    },
  };
}

function compile(text: string): RegExp {
  const inline = /^\(\?([imsx]+)\)/.exec(text);
  const flags = (inline?.[1] ?? '').replace('x', '');
  const source = text.slice(inline?.[0].length ?? 0);
  for (const unicode of ['u', '']) {
    try {
      return new RegExp(source, `g${unicode}${flags}`);
    } catch {
      // Escapes that Java allows are errors with the flag u only.
    }
  }
  throw invalidArgument(`Invalid regular expression: ${text}`);
}

function requireGroup(pattern: RegExp, group: bigint): void {
  if (group < 0n) throw invalidArgument('Group cannot be negative');
  const groups = (new RegExp(`${pattern.source}|`, pattern.flags).exec('')?.length ?? 1) - 1;
  if (group > BigInt(groups)) {
    throw invalidArgument(`Pattern has ${groups} groups. Cannot access group ${group}`);
  }
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
