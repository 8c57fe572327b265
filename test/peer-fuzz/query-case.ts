import type fc from 'fast-check';
import { chosen } from './choices.ts';
import { QueryGenerator } from './queries.ts';
import type { FuzzQuery } from './queries.ts';

/** Random queries over tpch.tiny. */
export function queryCases(): fc.Arbitrary<FuzzQuery> {
  return chosen((choices) => new QueryGenerator(choices).query());
}
