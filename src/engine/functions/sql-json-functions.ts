import type { FunctionEntry } from './function-entry.ts';

const encodings = ['', '_utf8', '_utf16', '_utf32'];

/**
 * What analysis makes of SQL/JSON: input becomes a json2016, a path works on that, and the result is written. Numbers in the calls stand
 * for the clauses (ON EMPTY, ON ERROR, WRAPPER).
 */
export const sqlJsonFunctions: readonly FunctionEntry[] = [
  internal('$varchar_to_json(varchar,boolean):json2016', 'Input of SQL/JSON'),
  ...encodings.map((encoding) =>
    internal(`$varbinary${encoding}_to_json(varbinary,boolean):json2016`, 'Input of SQL/JSON'),
  ),
  ...['varchar', ...encodings.map((encoding) => `varbinary${encoding}`)].map((target) =>
    nullable(
      `$json_to_${target}(json2016,tinyint,boolean):${target.split('_')[0] ?? target}`,
      'Output of SQL/JSON',
    ),
  ),
  {
    ...nullable('$json_exists<T>(json2016,jsonpath2016,T,tinyint):boolean', 'JSON_EXISTS'),
    argumentNullable: [false, false, true, false],
  },
  {
    ...nullable('$json_value<R,T>(json2016,jsonpath2016,T,tinyint,R,tinyint,R):R', 'JSON_VALUE'),
    argumentNullable: [false, false, true, false, true, false, true],
  },
  {
    ...nullable('$json_query<T>(json2016,jsonpath2016,T,tinyint,tinyint,tinyint):json2016', 'JSON_QUERY'),
    argumentNullable: [false, false, true, false, false, false],
  },
  {
    ...internal('$json_object<K,V>(K,V,boolean,boolean):json2016', 'JSON_OBJECT'),
    argumentNullable: [true, true, false, false],
  },
  { ...internal('$json_array<E>(E,boolean):json2016', 'JSON_ARRAY'), argumentNullable: [true, false] },
  {
    // Ours: stock servers have no call for it. The last argument is NULL of the result's type.
    ...nullable('$json_table<P,D,R>(json2016,P,D,varchar,R):R', 'JSON_TABLE: the rows of a document'),
    argumentNullable: [true, true, true, false, true],
  },
];

function internal(signature: string, description: string): FunctionEntry {
  return { signature, kind: 'SCALAR', description, internal: true };
}

function nullable(signature: string, description: string): FunctionEntry {
  return { ...internal(signature, description), returnNullable: true };
}
