import type { FunctionEntry } from './function-entry.ts';

/** Text of numbers and numbers of text; forms of Unicode. */
export const textFunctions: readonly FunctionEntry[] = [
  scalar('normalize(varchar(x),varchar(y)):varchar', 'A form of Unicode of a text'),
  scalar('word_stem(varchar(x)):varchar(x)', 'The stem of an English word'),
  scalar('word_stem(varchar(x),varchar(2)):varchar(x)', 'The stem of a word of a language'),
  scalar('current_groups():array(varchar)', 'Groups of the user; there are none'),
  scalar('format_number(bigint):varchar', 'Three digits and a letter for the thousands'),
  scalar('format_number(double):varchar', 'Three digits and a letter for the thousands'),
  {
    ...scalar('parse_data_size(varchar(x)):decimal(38,0)', 'Bytes of a number with a unit'),
    aliases: ['parse_presto_data_size'],
  },
  {
    ...scalar(
      'cosine_similarity(map(varchar,double),map(varchar,double)):double',
      'How much sparse vectors point the same way',
    ),
    returnNullable: true,
  },
];

function scalar(signature: string, description: string): FunctionEntry {
  return { signature, kind: 'SCALAR', description };
}
