import type { FunctionEntry } from './function-entry.ts';

/** Functions on text. Lengths and positions count code points, from 1. */
export const stringFunctions: readonly FunctionEntry[] = [
  scalar('upper(varchar(x)):varchar(x)', 'Converts text to upper case'),
  scalar('upper(char(x)):char(x)', 'Converts text to upper case'),
  scalar('lower(varchar(x)):varchar(x)', 'Converts text to lower case'),
  scalar('lower(char(x)):char(x)', 'Converts text to lower case'),
  scalar('length(varchar(x)):bigint', 'Number of code points'),
  scalar('length(char(x)):bigint', 'Number of code points, padding included'),
  scalar('length(varbinary):bigint', 'Number of bytes'),
  scalar('concat<u:x + y>(char(x),char(y)):char(u)', 'Joins fixed-length texts'),
  scalar('concat<E>(array(E),E):array(E)', 'Puts an element behind an array'),
  scalar('concat<E>(E,array(E)):array(E)', 'Puts an element in front of an array'),
  { ...scalar('concat<E>(array(E)):array(E)', 'Joins arrays'), variadic: true },
  { ...scalar('concat(varchar):varchar', 'Joins texts'), variadic: true },
  { ...scalar('concat(varbinary):varbinary', 'Joins binary values'), variadic: true },
  { ...scalar('substring(varchar(x),bigint):varchar(x)', 'Text from a position on'), aliases: ['substr'] },
  {
    ...scalar('substring(varchar(x),bigint,bigint):varchar(x)', 'Text of a length from a position on'),
    aliases: ['substr'],
  },
  { ...scalar('substring(char(x),bigint):varchar(x)', 'Text from a position on'), aliases: ['substr'] },
  {
    ...scalar('substring(char(x),bigint,bigint):varchar(x)', 'Text of a length from a position on'),
    aliases: ['substr'],
  },
  scalar('substr(varbinary,bigint):varbinary', 'Bytes from a position on'),
  scalar('substr(varbinary,bigint,bigint):varbinary', 'Bytes of a length from a position on'),
  ...trims('trim', 'both ends'),
  ...trims('ltrim', 'the beginning'),
  ...trims('rtrim', 'the end'),
  scalar('replace(varchar(x),varchar(y)):varchar(x)', 'Removes every occurrence of a text'),
  scalar(
    'replace<u:min(2147483647, x + z * (x + 1))>(varchar(x),varchar(y),varchar(z)):varchar(u)',
    'Replaces every occurrence of a text',
  ),
  scalar('reverse(varchar(x)):varchar(x)', 'Code points in reverse order'),
  scalar('reverse(varbinary):varbinary', 'Bytes in reverse order'),
  {
    ...scalar('reverse<E>(array(e)):array(e)', 'Elements in reverse order'),
    typeDependencies: ['E'],
  },
  scalar('strpos(varchar(x),varchar(y)):bigint', 'Position of the first occurrence, or 0'),
  scalar('strpos(varchar(x),varchar(y),bigint):bigint', 'Position of the n-th occurrence, or 0'),
  scalar('starts_with(varchar(x),varchar(y)):boolean', 'Whether a text begins with another'),
  {
    ...scalar('split_part(varchar(x),varchar(y),bigint):varchar(x)', 'One of the parts between delimiters'),
    returnNullable: true,
  },
  scalar('split(varchar(x),varchar(y)):array(varchar(x))', 'The parts between delimiters'),
  scalar(
    'split(varchar(x),varchar(y),bigint):array(varchar(x))',
    'The parts between delimiters, at most so many',
  ),
  ...['lpad', 'rpad'].flatMap((name) => [
    scalar(`${name}(varchar(x),bigint,varchar(y)):varchar`, padding(name)),
    scalar(`${name}(varbinary,bigint,varbinary):varbinary`, padding(name)),
  ]),
  scalar(
    'translate(varchar(x),varchar(y),varchar(z)):varchar',
    'Replaces characters by those at the same place of another text',
  ),
  scalar('chr(bigint):varchar(1)', 'The character of a code point'),
  scalar('codepoint(varchar(1)):integer', 'The code point of a character'),
  scalar('concat_ws(varchar,array(varchar)):varchar', 'Joins texts with a separator, without nulls'),
  {
    ...scalar('concat_ws(varchar,varchar):varchar', 'Joins texts with a separator, without nulls'),
    variadic: true,
    argumentNullable: [false, true],
  },
  scalar(
    'levenshtein_distance(varchar(x),varchar(y)):bigint',
    'How many characters to insert, delete or replace',
  ),
  scalar('soundex(varchar):varchar(4)', 'How a name sounds, in English'),
  scalar('to_utf8(varchar(x)):varbinary', 'UTF-8 of a text'),
  scalar('from_utf8(varbinary):varchar', 'Text of UTF-8, with U+FFFD for what is none'),
  scalar('from_utf8(varbinary,bigint):varchar', 'Text of UTF-8, with a code point for what is none'),
  scalar('from_utf8(varbinary,varchar(x)):varchar', 'Text of UTF-8, with a character for what is none'),
  scalar('to_hex(varbinary):varchar', 'Bytes as hexadecimal digits'),
  scalar('from_hex(varchar(x)):varbinary', 'Bytes of hexadecimal digits'),
  scalar('from_hex(varbinary):varbinary', 'Bytes of hexadecimal digits'),
  { ...scalar('$like(varchar,likepattern):boolean', 'The LIKE operator'), internal: true },
  { ...scalar('$like(char(x),likepattern):boolean', 'The LIKE operator'), internal: true },
  { ...scalar('$like_pattern(varchar):likepattern', 'Reads a LIKE pattern'), internal: true },
  {
    ...scalar('$like_pattern(varchar,varchar):likepattern', 'Reads a LIKE pattern with ESCAPE'),
    internal: true,
  },
];

function scalar(signature: string, description: string): FunctionEntry {
  return { signature, kind: 'SCALAR', description };
}

function padding(name: string): string {
  return `Fills up to a length ${name === 'lpad' ? 'from the left' : 'to the right'}, or cuts`;
}

function trims(name: string, where: string): FunctionEntry[] {
  return [
    scalar(`${name}(varchar(x)):varchar(x)`, `Removes white space from ${where}`),
    scalar(`${name}(char(x)):varchar(x)`, `Removes white space from ${where}`),
    scalar(`${name}(varchar(x),codepoints):varchar(x)`, `Removes the given characters from ${where}`),
    scalar(`${name}(char(x),codepoints):varchar(x)`, `Removes the given characters from ${where}`),
  ];
}
