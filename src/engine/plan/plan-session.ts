import type { QueryAnalysis, RelationAnalysis, SubqueryExpressionAnalysis } from '../analyze/analysis.ts';
import type { Metadata } from '../catalog/metadata.ts';
import type { PlanNode } from '../../../generated/worker/types.ts';
import type { PlanContext } from './plan-context.ts';
import type { Translation } from './translation.ts';

/** What the parts of the logical planner share while they plan one statement. */
export interface PlanSession {
  readonly context: PlanContext;
  readonly metadata: Metadata;
  /** Subqueries of expressions by the id that stands for their value. */
  readonly subqueries: ReadonlyMap<string, SubqueryExpressionAnalysis>;
  /**
   * Plans a nested query.
   * @param outer what the enclosing query knows: the query's translation asks it
   */
  readonly planQuery: (query: QueryAnalysis, outer: Translation) => PlannedRelation;
  /**
   * Plans a relation of FROM and lets the translation know its fields.
   * @param translation may know fields of relations to the left, which LATERAL and UNNEST read
   */
  readonly planRelation: (relation: RelationAnalysis, translation: Translation) => PlannedRelation;
  /** What stands where a recursion names itself, by the id of that place: the step before, planned anew each time. */
  readonly recursions: Map<string, () => PlannedRelation>;
}

/** A planned relation: its node, and the symbol of each of its fields. */
export interface PlannedRelation {
  readonly node: PlanNode;
  /** Symbols of the relation's fields, one for one; they may repeat. */
  readonly symbols: readonly string[];
}
