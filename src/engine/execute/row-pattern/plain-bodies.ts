import { extremeOf } from '../scalar/compare-values.ts';
import type { FunctionBodies } from '../scalar/functions/function-body.ts';
import type { Value } from '../scalar/value.ts';
import { plainCollectionBodies } from './plain-collection-bodies.ts';
import { plainNumberBodies } from './plain-number-bodies.ts';
import { plainTextBodies } from './plain-text-bodies.ts';
import { plainTimeBodies } from './plain-time-bodies.ts';

/** Functions that DuckDB computes elsewhere, for conditions that read several rows of a match. */
export const plainBodies: FunctionBodies = {
  ...plainNumberBodies,
  ...plainTextBodies,
  ...plainTimeBodies,
  ...plainCollectionBodies,
  greatest: {
    make:
      (call) =>
      (...values: readonly Value[]) =>
        extremeOf(call.type, 1)(values),
  },
  least: {
    make:
      (call) =>
      (...values: readonly Value[]) =>
        extremeOf(call.type, -1)(values),
  },
};
