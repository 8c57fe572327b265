import { expect } from 'chai';
import type { PlanFragment } from '../../../generated/worker/types.ts';
import { readRecordings } from '../../contract/recording.ts';
import { fragmentProblems } from './fragment-problems.ts';
import { threadProblems } from './thread-problems.ts';

/** The fragments of each recorded query, by the recordings' common name. */
function recordedQueries(): ReadonlyMap<string, readonly PlanFragment[]> {
  const queries = new Map<string, Map<string, PlanFragment>>();
  for (const { name, request } of readRecordings()) {
    const [, query] = /^task-(.+)-\d+-update-s\d+$/.exec(name) ?? [];
    const { fragment } = (request.body ?? {}) as { readonly fragment?: PlanFragment };
    if (query === undefined || fragment === undefined) continue;
    const fragments = queries.get(query) ?? new Map<string, PlanFragment>();
    fragments.set(fragment.id, fragment);
    queries.set(query, fragments);
  }
  return new Map([...queries].map(([query, fragments]) => [query, [...fragments.values()]]));
}

/** Nodes that the planner doesn't make yet. */
const unknown = /tablewriter|tablecommit|explainAnalyze|patternRecognition|tableFunctionProcessor/;

describe('the rules for fragments', () => {
  for (const [query, fragments] of recordedQueries()) {
    if (unknown.test(JSON.stringify(fragments))) continue;
    it(`hold for the recorded ones of ${query}`, () => {
      expect(fragmentProblems(fragments)).to.deep.equal([]);
      expect(fragments.flatMap(threadProblems)).to.deep.equal([]);
    });
  }
});
