import type { FunctionEntry } from './function-entry.ts';

/** Functions on arrays. Positions count from 1, from the end below zero. */
export const arrayFunctions: readonly FunctionEntry[] = [
  nullable('element_at<E>(array(e),bigint):e', 'The element at a position, NULL beyond the ends'),
  scalar('array_distinct<E:comparable>(array(e)):array(e)', 'Elements without repetitions'),
  scalar('array_except<E:comparable>(array(e),array(e)):array(e)', 'Elements that another array has not'),
  scalar('array_histogram<T:comparable>(array(t)):map(t,bigint)', 'How often each element occurs'),
  scalar('array_intersect<E:comparable>(array(e),array(e)):array(e)', 'Elements of both arrays'),
  nullable('array_join<E>(array(e),varchar):varchar', 'Elements as one text, without NULLs'),
  nullable('array_join<E>(array(e),varchar,varchar):varchar', 'Elements as one text, with a text for NULL'),
  nullable('array_max<T:orderable>(array(t)):t', 'Greatest element, NULL when one is NULL'),
  nullable('array_min<T:orderable>(array(t)):t', 'Least element, NULL when one is NULL'),
  scalar('array_position<T:comparable>(array(t),t):bigint', 'Where an element is first, or 0'),
  scalar('array_remove<E:comparable>(array(e),e):array(e)', 'Array without an element'),
  scalar('array_sort<E:orderable>(array(e)):array(e)', 'Elements in order, NULLs behind'),
  {
    ...scalar('array_sort<T>(array(t),function(t,t,integer)):array(t)', 'Elements in an order that is told'),
    typeDependencies: ['T'],
    functionDependencies: [{ name: '$operator$read_value', arguments: ['T'] }],
  },
  scalar('array_union<E:comparable>(array(e),array(e)):array(e)', 'Elements of either array'),
  nullable(
    'arrays_overlap<E:orderable>(array(e),array(e)):boolean',
    'Whether arrays have an element in common',
  ),
  scalar('combinations<T>(array(t),integer):array(array(t))', 'All ways to take so many elements'),
  scalar('contains(varchar,ipaddress):boolean', 'Whether a network has an address'),
  nullable('contains<T:comparable>(array(t),t):boolean', 'Whether an element is there'),
  nullable(
    'contains_sequence<T:comparable>(array(t),array(t)):boolean',
    'Whether elements follow each other',
  ),
  scalar('flatten<E>(array(array(E))):array(E)', 'Elements of all arrays inside'),
  scalar('ngrams<T>(array(t),integer):array(array(t))', 'Every so many neighbours'),
  { ...scalar('repeat<T>(t,integer):array(t)', 'An element so many times'), argumentNullable: [true, false] },
  { ...scalar('shuffle<E>(array(e)):array(e)', 'Elements in any order'), nondeterministic: true },
  scalar('slice<E>(array(e),bigint,bigint):array(e)', 'So many elements from a position on'),
  scalar('trim_array<E>(array(e),bigint):array(e)', 'Array without so many elements at its end'),
  ...sequences(),
  scalar('zip<T1,T2>(array(T1),array(T2)):array(row(T1,T2))', 'Elements of arrays side by side'),
  ...[3, 4, 5].map((count) => {
    const names = Array.from({ length: count }, (_, index) => `T${index + 1}`);
    const arrays = names.map((name) => `array(${name})`).join(',');
    return scalar(
      `zip<${names.join(',')}>(${arrays}):array(row(${names.join(',')}))`,
      'Elements of arrays side by side',
    );
  }),
];

/** Functions on maps. */
export const mapFunctions: readonly FunctionEntry[] = [
  scalar('map<K:comparable,V>(array(K),array(V)):map(K,V)', 'Map of keys and their values'),
  scalar('map():map(unknown,unknown)', 'Map without entries'),
  nullable('element_at<K,V>(map(K,V),K):V', 'The value of a key, NULL when it has none'),
  {
    ...scalar('map_concat<K,V>(map(K,V)):map(K,V)', 'Entries of all maps, the last of a key'),
    variadic: true,
  },
  scalar('map_entries<K,V>(map(k,v)):array(row(k,v))', 'Entries as rows'),
  nullable('map_from_entries<K:comparable,V>(array(row(k,v))):map(k,v)', 'Map of entries'),
  scalar('map_keys<K,V>(map(k,v)):array(k)', 'All keys'),
  scalar('map_values<K,V>(map(k,v)):array(v)', 'All values'),
  nullable(
    'multimap_from_entries<K:comparable,V>(array(row(k,v))):map(k,array(v))',
    'Map of entries, with all values of a key',
  ),
  scalar('split_to_map(varchar,varchar,varchar):map(varchar,varchar)', 'Map of a text of entries'),
  scalar(
    'split_to_multimap(varchar,varchar,varchar):map(varchar,array(varchar))',
    'Map of a text of entries, with all values of a key',
  ),
];

function scalar(signature: string, description: string): FunctionEntry {
  return { signature, kind: 'SCALAR', description };
}

function nullable(signature: string, description: string): FunctionEntry {
  return { ...scalar(signature, description), returnNullable: true };
}

function sequences(): FunctionEntry[] {
  return [
    '(bigint,bigint):array(bigint)',
    '(bigint,bigint,bigint):array(bigint)',
    '(date,date):array(date)',
    '(date,date,interval day to second):array(date)',
    '(date,date,interval year to month):array(date)',
    '(timestamp(p),timestamp(p),interval day to second):array(timestamp(p))',
    '(timestamp(p),timestamp(p),interval year to month):array(timestamp(p))',
  ].map((types) => scalar(`sequence${types}`, 'Values from one to another, in steps'));
}
