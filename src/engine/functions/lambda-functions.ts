import type { FunctionDependency, FunctionEntry } from './function-entry.ts';

/** Functions that take lambdas. */
export const lambdaFunctions: readonly FunctionEntry[] = [
  called('transform<T,U>(array(T),function(T,U)):array(U)', 'What a function makes of each element'),
  {
    ...scalar('filter<T>(array(t),function(t,boolean)):array(t)', 'Elements for which a condition is true'),
    typeDependencies: ['T'],
  },
  {
    ...called(
      'reduce<T,S,R>(array(T),S,function(S,T,S),function(S,R)):R',
      'What a function makes of the elements, one after the other',
    ),
    returnNullable: true,
    argumentNullable: [false, true, false, false],
  },
  match('any_match', 'Whether a condition is true for one element'),
  match('all_match', 'Whether a condition is true for all elements'),
  match('none_match', 'Whether a condition is true for no element'),
  called(
    'zip_with<T,U,R>(array(T),array(U),function(T,U,R)):array(R)',
    'What a function makes of elements side by side',
  ),
  called(
    'transform_keys<K1,K2,V>(map(K1,V),function(K1,V,K2)):map(K2,V)',
    'Map with the keys that a function makes of the entries',
  ),
  called(
    'transform_values<K,V1,V2>(map(K,V1),function(K,V1,V2)):map(K,V2)',
    'Map with the values that a function makes of the entries',
  ),
  called('map_filter<K,V>(map(K,V),function(K,V,boolean)):map(K,V)', 'Entries for which a condition is true'),
  called(
    'map_zip_with<K,V1,V2,V3>(map(K,V1),map(K,V2),function(K,V1,V2,V3)):map(K,V3)',
    'Map of what a function makes of the values that two maps have for a key',
  ),
];

function match(name: string, description: string): FunctionEntry {
  const signature = `${name}<T>(array(t),function(t,boolean)):boolean`;
  return {
    ...scalar(signature, description),
    returnNullable: true,
    functionDependencies: [readingOf('T')],
  };
}

function readingOf(type: string): FunctionDependency {
  return { name: '$operator$read_value', arguments: [type] };
}

/** To stock those functions aren't deterministic that it makes code for. */
function called(signature: string, description: string): FunctionEntry {
  return { ...scalar(signature, description), nondeterministic: true };
}

function scalar(signature: string, description: string): FunctionEntry {
  return { signature, kind: 'SCALAR', description };
}
