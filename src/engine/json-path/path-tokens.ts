/** What a token of a path is: itself for signs and keywords, else its class. */
export type PathTokenType = string;

export interface PathToken {
  readonly type: PathTokenType;
  readonly text: string;
  /** Of the first character, in the path's text. */
  readonly start: number;
  readonly end: number;
}

/** Words with a meaning, all of which may be names of members too. They are told by case. */
export const pathKeywords: readonly string[] = [
  'abs',
  'ceiling',
  'datetime',
  'double',
  'exists',
  'false',
  'flag',
  'floor',
  'is',
  'keyvalue',
  'last',
  'lax',
  'like_regex',
  'null',
  'size',
  'starts',
  'strict',
  'to',
  'true',
  'type',
  'unknown',
  'with',
];

const blank = /[ \t\r\n]*/y;
const patterns: readonly (readonly [PathTokenType, RegExp])[] = [
  ['DOUBLE_VALUE', /(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)[eE][+-]?[0-9]+/y],
  ['DECIMAL_VALUE', /[0-9]+\.[0-9]*|\.[0-9]+/y],
  ['INTEGER_VALUE', /[0-9]+/y],
  ['STRING', /"(?:[^"]|"")*"/y],
  ['NAMED_VARIABLE', /\$[A-Za-z_][A-Za-z0-9_]*/y],
  ['IDENTIFIER', /[A-Za-z_][A-Za-z0-9_]*/y],
  ['', /\.\.|==|<>|!=|<=|>=|&&|\|\||[+\-*/%.()[\]$@?!<>,]/y],
  ['UNRECOGNIZED', /./suy],
];
const keywords = new Set(pathKeywords);

/** Cuts a path into tokens; the last one is `<EOF>`. What is none becomes UNRECOGNIZED, a character each. */
export function tokenizePath(text: string): readonly PathToken[] {
  const tokens: PathToken[] = [];
  for (let at = 0; ; ) {
    blank.lastIndex = at;
    blank.exec(text);
    at = blank.lastIndex;
    if (at >= text.length) {
      tokens.push({ type: '<EOF>', text: '<EOF>', start: text.length, end: text.length });
      return tokens;
    }
    for (const [type, pattern] of patterns) {
      pattern.lastIndex = at;
      const found = pattern.exec(text)?.[0];
      if (found === undefined) continue;
      const own = type === '' || (type === 'IDENTIFIER' && keywords.has(found));
      tokens.push({ type: own ? found : type, text: found, start: at, end: at + found.length });
      at += found.length;
      break;
    }
  }
}
