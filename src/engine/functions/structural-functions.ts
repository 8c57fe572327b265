import type { FunctionEntry } from './function-entry.ts';

/** Functions that syntax, constants and other functions stand on. */
export const structuralFunctions: readonly FunctionEntry[] = [
  internal('$literal$<F,T>(F):T', 'A constant of a type that SQL has no literal for, from its stored form'),
  { signature: 'from_base64(varchar(x)):varbinary', kind: 'SCALAR', description: 'Decodes base64' },
  { signature: 'from_base64(varbinary):varbinary', kind: 'SCALAR', description: 'Decodes base64' },
  // Its result type can't be told from a call, so that no call of it by name ever fits; the message is Trino's.
  { signature: 'try_cast<F:castableTo(T),T>(F):T', kind: 'SCALAR', description: 'TRY_CAST(… AS …)' },
  {
    ...internal('$array<E>(E,E):array(E)', 'ARRAY[…]'),
    variadic: true,
    returnNullable: true,
    argumentNullable: true,
  },
  {
    signature: 'typeof<T>(t):varchar',
    kind: 'SCALAR',
    description: "An expression's type, as text",
    argumentNullable: true,
    typeDependencies: ['T'],
  },
  { signature: 'cardinality<E>(array(e)):bigint', kind: 'SCALAR', description: 'Number of elements' },
  { signature: 'cardinality<K,V>(map(k,v)):bigint', kind: 'SCALAR', description: 'Number of entries' },
  internal('$operator$xx_hash_64<T:comparable>(T):bigint', 'The hash that checksums add up'),
  internal('$operator$read_value<T>(T):T', 'A value as functions pass it on'),
  { ...internal('$operator$equal<T:comparable>(T,T):boolean', 'Equality'), returnNullable: true },
  {
    ...internal('$operator$is_distinct_from<T:comparable>(T,T):boolean', 'Difference, also from NULL'),
    argumentNullable: true,
  },
  internal('$operator$hash_code<T:comparable>(T):bigint', 'The hash that tables are built with'),
  {
    ...internal('$operator$indeterminate<T:comparable>(T):boolean', 'Whether a value is or has NULL'),
    argumentNullable: true,
  },
  internal('$operator$comparison_unordered_first<T:orderable>(T,T):integer', 'Order with NaN before all'),
  internal('$operator$comparison_unordered_last<T:orderable>(T,T):integer', 'Order with NaN behind all'),
  internal(
    '$internal$dynamic_filter_function<T>(T,varchar,varchar,boolean):boolean',
    'Place of a dynamic filter in a predicate; true wherever it is evaluated',
  ),
  {
    ...internal('$internal$try<T>(function(T)):T', 'TRY(…): NULL for what fails'),
    nondeterministic: true,
    returnNullable: true,
  },
  internal('$format<T:Optional[row]<*>>(varchar,T):varchar', 'FORMAT(…)'),
  {
    signature: 'fail(integer,varchar):unknown',
    kind: 'SCALAR',
    description: 'Fails with an error code and a message',
  },
  { signature: 'fail(json):unknown', kind: 'SCALAR', description: 'Fails as it is described' },
  { signature: 'fail(varchar):unknown', kind: 'SCALAR', description: 'Fails with a message' },
  internal('$space_trimmed_length(varchar):bigint', 'Length without the blanks at the end'),
  {
    signature: 'row_number():bigint',
    kind: 'WINDOW',
    description: 'Number of the row',
    returnNullable: true,
  },
];

function internal(signature: string, description: string): FunctionEntry {
  return { signature, kind: 'SCALAR', description, internal: true };
}
