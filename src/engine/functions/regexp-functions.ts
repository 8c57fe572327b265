import type { FunctionEntry } from './function-entry.ts';

/** Functions with regular expressions of Java's kind. */
export const regexpFunctions: readonly FunctionEntry[] = [
  scalar('regexp_like(varchar(x),joniregexp):boolean', 'Whether a pattern is found in a text'),
  scalar('regexp_count(varchar(x),joniregexp):bigint', 'How often a pattern is found'),
  nullable('regexp_extract(varchar(x),joniregexp):varchar(x)', 'What a pattern finds first'),
  nullable(
    'regexp_extract(varchar(x),joniregexp,bigint):varchar(x)',
    'What a group of a pattern finds first',
  ),
  scalar('regexp_extract_all(varchar(x),joniregexp):array(varchar(x))', 'All that a pattern finds'),
  scalar('regexp_extract_all(varchar(x),joniregexp,bigint):array(varchar(x))', 'All that a group finds'),
  ...['', ',integer', ',integer,integer'].map((rest) =>
    scalar(`regexp_position(varchar(x),joniregexp${rest}):integer`, 'Where a pattern is found, or -1'),
  ),
  scalar('regexp_replace(varchar(x),joniregexp):varchar(x)', 'Removes all that a pattern finds'),
  scalar(
    'regexp_replace<z:min(2147483647, x + max(x * y / 2, y) * (x + 1))>(varchar(x),joniregexp,varchar(y)):varchar(z)',
    'Replaces all that a pattern finds',
  ),
  nullable(
    'regexp_replace(varchar,joniregexp,function(array(varchar),varchar(x))):varchar',
    'Replaces all that a pattern finds by what a function makes of it',
  ),
  scalar('regexp_split(varchar(x),joniregexp):array(varchar(x))', 'The parts between what a pattern finds'),
];

function scalar(signature: string, description: string): FunctionEntry {
  return { signature, kind: 'SCALAR', description };
}

function nullable(signature: string, description: string): FunctionEntry {
  return { ...scalar(signature, description), returnNullable: true };
}
