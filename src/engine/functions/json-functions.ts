import type { FunctionEntry } from './function-entry.ts';

const documents = ['varchar(x)', 'json'];

/** Functions on JSON, with paths of the older kind (`$.a[0]`). */
export const jsonFunctions: readonly FunctionEntry[] = [
  scalar('json_parse(varchar(x)):json', 'Reads JSON'),
  scalar('json_format(json):varchar', 'The text of JSON'),
  ...documents.flatMap((type) => [
    scalar(`is_json_scalar(${type}):boolean`, 'Whether it is neither an array nor an object'),
    nullable(`json_array_length(${type}):bigint`, 'Number of elements'),
    nullable(`json_array_get(${type},bigint):json`, 'An element, counted from 0, or from the end'),
    nullable(`json_extract(${type},jsonpath):json`, 'What a path leads to'),
    nullable(
      `json_extract_scalar(${type},jsonpath):${type === 'json' ? 'varchar' : 'varchar(x)'}`,
      'What a path leads to, as text',
    ),
    nullable(`json_size(${type},jsonpath):bigint`, 'Number of elements or fields of what a path leads to'),
    ...['boolean', 'bigint', 'double', type === 'json' ? 'varchar(x)' : 'varchar(y)'].map((value) =>
      nullable(`json_array_contains(${type},${value}):boolean`, 'Whether an array has an element'),
    ),
  ]),
];

function scalar(signature: string, description: string): FunctionEntry {
  return { signature, kind: 'SCALAR', description };
}

function nullable(signature: string, description: string): FunctionEntry {
  return { ...scalar(signature, description), returnNullable: true };
}
