import { RE2JS } from 're2js';
import { mustBeLinear } from '../bounded-run.ts';
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
  /** All that it finds, from left to right without overlap. */
  all(text: string): Iterable<PatternMatch>;
}

/**
 * Compiles a pattern for JavaScript's engine, which knows back-references and looks around but may need exponential time, or for
 * one in linear time: where the text uses what only that one knows, and where the first has been stopped (`mustBeLinear`).
 * @throws TrinoError INVALID_FUNCTION_ARGUMENT with Joni's words
 */
export function compilePattern(text: string): Pattern {
  const inline = /^\(\?([ims]+)\)/.exec(text);
  const flags = inline?.[1] ?? '';
  const source = text.slice(inline?.[0].length ?? 0);
  if (mustBeLinear() || onlyLinear.test(source)) {
    const linear = linearPattern(text);
    if (linear !== undefined) return linear;
    throw invalidArgument(
      mustBeLinear()
        ? `Regular expression takes too long: ${text}`
        : `Regular expression is not supported: ${text}`,
    );
  }
  try {
    return backtrackingPattern(new RegExp(toUnicodeSyntax(source), `gu${flags}`));
  } catch (error) {
    throw invalidArgument(joniMessage(error instanceof Error ? error.message : String(error), source));
  }
}

/** Beginning and end of the text, quoting, flags in the middle, POSIX classes: not of JavaScript. */
const onlyLinear = /\\[AzQC]|\(\?[a-z-]+[:)]|\(\?P<|\[\[:/;

function backtrackingPattern(regexp: RegExp): Pattern {
  const empty = new RegExp(`${regexp.source}|`, regexp.flags.replace('g', '')).exec('');
  const names = [...regexp.source.matchAll(/\\.|\((?:\?<(\w+)>|(?!\?))/gsu)].filter(
    ([all]) => all[0] === '(',
  );
  return {
    groupCount: (empty?.length ?? 1) - 1,
    groupNames: new Map(names.flatMap(([, name], index) => (name === undefined ? [] : [[name, index + 1]]))),
    test: (text) => {
      regexp.lastIndex = 0;
      return regexp.test(text);
    },
    *all(text) {
      for (const match of text.matchAll(regexp)) {
        yield { index: match.index, groups: Array.from(match, (group: string | undefined) => group ?? null) };
      }
    },
  };
}

function linearPattern(text: string): Pattern | undefined {
  let compiled: RE2JS;
  try {
    compiled = RE2JS.compile(text);
  } catch {
    return undefined;
  }
  return {
    groupCount: compiled.groupCount(),
    groupNames: new Map(Object.entries(compiled.namedGroups())),
    test: (searched) => compiled.matcher(searched).find(),
    *all(searched) {
      const matcher = compiled.matcher(searched);
      while (matcher.find()) {
        yield {
          index: matcher.start(),
          groups: Array.from({ length: compiled.groupCount() + 1 }, (_, group) => matcher.group(group)),
        };
      }
    },
  };
}

/** Names of classes that Java has and Unicode spells otherwise. */
const classNames: Readonly<Record<string, string>> = {
  Alpha: 'Alphabetic',
  Digit: 'Nd',
  Upper: 'Uppercase',
  Lower: 'Lowercase',
  Punct: 'P',
  Space: 'White_Space',
  Cntrl: 'Cc',
};

/** With its flag `u` JavaScript refuses escapes that need none and brackets that close nothing, which Java lets pass. */
function toUnicodeSyntax(source: string): string {
  let text = '';
  let inClass = false;
  for (const part of source.matchAll(/\\[pP]\{\^?(\w+)\}|\\(.)|\{\d+(?:,\d*)?\}|[\s\S]/gsu)) {
    const [all, name, escaped] = part;
    if (name !== undefined) {
      text += all.replace(name, classNames[name] ?? name);
    } else if (escaped !== undefined) {
      if (escaped === 'Z') text += '(?=\\n?$)';
      else if (escaped === '-') text += inClass ? '\\-' : '-';
      else if (escaped === 'h' || escaped === 'H') text += escaped === 'h' ? '[0-9a-fA-F]' : '[^0-9a-fA-F]';
      else text += /[\w^$\\.*+?()[\]{}|/]/.test(escaped) ? all : escaped;
    } else if (all === '[' && inClass) {
      text += '\\[';
    } else if (!inClass && (all === ']' || all === '{' || all === '}')) {
      text += `\\${all}`;
    } else {
      if (all === '[') inClass = true;
      if (all === ']') inClass = false;
      text += all;
    }
  }
  return text;
}

function joniMessage(message: string, source: string): string {
  if (/Nothing to repeat/.test(message)) return 'target of repeat operator is not specified';
  if (/Unterminated group|Invalid capture group name/.test(message)) {
    return 'end pattern with unmatched parenthesis';
  }
  if (/Unmatched '\)'/.test(message)) return 'unmatched close parenthesis';
  if (/Unterminated character class/.test(message)) return 'premature end of char-class';
  if (/\\ at end of pattern/.test(message)) return 'end pattern at escape';
  if (/Range out of order/.test(message)) return 'empty range in char class';
  if (/Invalid property name/.test(message)) {
    const unknown = [...source.matchAll(/\\[pP]\{\^?(\w+)\}/g)].find(
      ([, name]) => !isProperty(name as string),
    );
    return `invalid character property name <${unknown?.[1] ?? ''}>`;
  }
  return message.replace(/^Invalid regular expression: .*: /s, '');
}

function isProperty(name: string): boolean {
  try {
    return new RegExp(`\\p{${classNames[name] ?? name}}`, 'u').source !== '';
  } catch {
    return false;
  }
}
