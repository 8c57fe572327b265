import type { FunctionEntry } from './function-entry.ts';

type Dependencies = Pick<FunctionEntry, 'typeDependencies' | 'functionDependencies' | 'textDependencies'>;

const operatorNames = {
  equal: ['$operator$equal', 2],
  distinct: ['$operator$is_distinct_from', 2],
  hash: ['$operator$hash_code', 1],
  indeterminate: ['$operator$indeterminate', 1],
  read: ['$operator$read_value', 1],
  first: ['$operator$comparison_unordered_first', 2],
  last: ['$operator$comparison_unordered_last', 2],
} as const;

/**
 * What Trino's implementations of functions on arrays and maps ask for at run time, by the id of the function. A stock worker
 * finds only what came with the call, so that nothing may be missing here; `stock-functions.test.ts` compares with stock.
 */
const dependencies: Readonly<Record<string, Dependencies>> = {
  ...each(['repeat<t>(t,integer):array(t)', 'combinations<t>(array(t),integer):array(array(t))'], types('T')),
  ...each(
    [
      'shuffle<e>(array(e)):array(e)',
      'slice<e>(array(e),bigint,bigint):array(e)',
      'trim_array<e>(array(e),bigint):array(e)',
    ],
    types('E'),
  ),
  'split_to_map(varchar,varchar,varchar):map(varchar,varchar)': types('map(varchar,varchar)'),
  'split_to_multimap(varchar,varchar,varchar):map(varchar,array(varchar))': types(
    'map(varchar,array(varchar))',
  ),
  'cosine_similarity(map(varchar,double),map(varchar,double)):double': operators(
    'varchar',
    'hash',
    'distinct',
  ),
  'contains<t:comparable>(array(t),t):boolean': operators('T', 'equal'),
  'contains_sequence<t:comparable>(array(t),array(t)):boolean': operators('T', 'distinct'),
  'array_position<t:comparable>(array(t),t):bigint': { ...types('T'), ...operators('T', 'equal') },
  'array_remove<e:comparable>(array(e),e):array(e)': { ...types('E'), ...operators('E', 'equal') },
  'element_at<e>(array(e),bigint):e': { ...types('E'), ...operators('E', 'read') },
  'element_at<k,v>(map(k,v),k):v': operators('K', 'equal'),
  'array_sort<e:orderable>(array(e)):array(e)': { ...types('E'), ...operators('E', 'last') },
  'array_min<t:orderable>(array(t)):t': operators('T', 'read', 'last'),
  'array_max<t:orderable>(array(t)):t': operators('T', 'read', 'first'),
  ...each(
    [
      'array_distinct<e:comparable>(array(e)):array(e)',
      'array_intersect<e:comparable>(array(e),array(e)):array(e)',
      'array_union<e:comparable>(array(e),array(e)):array(e)',
      'array_except<e:comparable>(array(e),array(e)):array(e)',
    ],
    { ...types('E'), ...operators('E', 'hash', 'distinct') },
  ),
  'arrays_overlap<e:orderable>(array(e),array(e)):boolean': { ...types('E'), ...operators('E', 'last') },
  'array_histogram<t:comparable>(array(t)):map(t,bigint)': {
    ...types('map(T,bigint)', 'T'),
    ...operators('T', 'distinct', 'hash', 'read'),
  },
  ...each(['array_join<e>(array(e),varchar):varchar', 'array_join<e>(array(e),varchar,varchar):varchar'], {
    textDependencies: ['E'],
  }),
  'map():map(unknown,unknown)': types('map(unknown,unknown)'),
  'map<k:comparable,v>(array(k),array(v)):map(k,v)': operators('K', 'hash', 'equal', 'indeterminate'),
  'map_entries<k,v>(map(k,v)):array(row(k,v))': types('row(K,V)', 'array(row(K,V))'),
  'map_from_entries<k:comparable,v>(array(row(k,v))):map(k,v)': {
    ...types('map(K,V)'),
    ...operators('K', 'distinct', 'hash'),
  },
  'multimap_from_entries<k:comparable,v>(array(row(k,v))):map(k,array(v))': {
    ...types('map(K,array(V))'),
    ...operators('K', 'distinct', 'hash'),
  },
  'map_keys<k,v>(map(k,v)):array(k)': types('K'),
  'map_values<k,v>(map(k,v)):array(v)': types('V'),
};

/** @param id of a function, as on the wire */
export function dependenciesOf(id: string): Dependencies | undefined {
  return dependencies[id];
}

function each(ids: readonly string[], all: Dependencies): Record<string, Dependencies> {
  return Object.fromEntries(ids.map((id) => [id, all]));
}

function types(...names: readonly string[]): Dependencies {
  return { typeDependencies: names };
}

function operators(type: string, ...names: readonly (keyof typeof operatorNames)[]): Dependencies {
  return {
    functionDependencies: names.map((key) => {
      const [name, count] = operatorNames[key];
      return { name, arguments: Array.from({ length: count }, () => type) };
    }),
  };
}
