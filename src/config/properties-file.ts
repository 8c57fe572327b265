/** One `name=value` of a properties file. */
export interface PropertyEntry {
  readonly name: string;
  readonly value: string;
  /** The line on which the name stands, from 1. */
  readonly line: number;
}

/** A `\u` escape without four hexadecimal digits: Java refuses the whole file. */
export class MalformedEscapeError extends Error {
  readonly line: number;

  constructor(line: number) {
    super('Malformed \\uxxxx encoding.');
    this.name = 'MalformedEscapeError';
    this.line = line;
  }
}

interface LogicalLine {
  readonly text: string;
  readonly line: number;
}

const blank = new Set([' ', '\t', '\f']);

/**
 * Reads the syntax of Java's `.properties` files: `#` and `!` start a comment, `=`, `:` or blanks end a name, a backslash at the
 * end of a line continues it, `\t \n \r \f \uXXXX` are characters and a backslash before anything else is dropped.
 * Values are trimmed at both ends, as Trino does; a name that comes twice is returned twice (the last one counts).
 * @throws MalformedEscapeError
 */
export function parseProperties(text: string): readonly PropertyEntry[] {
  const entries: PropertyEntry[] = [];
  for (const { text: content, line } of logicalLines(text)) {
    let end = 0;
    while (end < content.length && !'=:'.includes(content.charAt(end)) && !blank.has(content.charAt(end))) {
      end += content[end] === '\\' ? 2 : 1;
    }
    let start = skipBlanks(content, end);
    if (start < content.length && '=:'.includes(content.charAt(start)))
      start = skipBlanks(content, start + 1);
    entries.push({
      name: unescape(content.slice(0, end), line),
      value: unescape(content.slice(start), line).trim(),
      line,
    });
  }
  return entries;
}

function skipBlanks(content: string, from: number): number {
  let at = from;
  while (blank.has(content.charAt(at))) at++;
  return at;
}

/** Lines without comments and leading blanks, continuations joined. */
function* logicalLines(text: string): Generator<LogicalLine> {
  const lines = text.split(/\r\n|\r|\n/);
  for (let at = 0; at < lines.length; at++) {
    const first = at;
    let content = trimStart(lines[at] ?? '');
    if (content === '' || content.startsWith('#') || content.startsWith('!')) continue;
    while (endsWithOddBackslashes(content)) {
      content = content.slice(0, -1);
      if (at + 1 >= lines.length) break;
      content += trimStart(lines[++at] ?? '');
    }
    if (content !== '') yield { text: content, line: first + 1 };
  }
}

function trimStart(line: string): string {
  return line.replace(/^[ \t\f]+/, '');
}

function endsWithOddBackslashes(line: string): boolean {
  return (/\\*$/.exec(line)?.[0].length ?? 0) % 2 === 1;
}

const escapes: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' };

function unescape(text: string, line: number): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\(u([0-9a-fA-F]{4})?|[^])/g, (_, escape: string, hex: string | undefined) => {
    if (!escape.startsWith('u')) return escapes[escape] ?? escape;
    if (hex === undefined) throw new MalformedEscapeError(line);
    return String.fromCharCode(Number.parseInt(hex, 16));
  });
}
