import type { PlanNode, ProjectNode } from '../../../../../generated/worker/types.ts';
import type { PlanContext } from '../../plan-context.ts';
import { assignmentsOf, outputsOf, project } from '../../plan-nodes.ts';

/** A plan without the projections at its top, which come from the top down. */
export function splitProjections(plan: PlanNode): {
  readonly projections: readonly ProjectNode[];
  readonly source: PlanNode;
} {
  const projections: ProjectNode[] = [];
  let source = plan;
  while (source['@type'] === 'project') {
    projections.push(source);
    source = source.source;
  }
  return { projections, source };
}

/** Computes a subquery's projections over the joined rows, whose other columns pass. */
export function reapplyProjections(
  projections: readonly ProjectNode[],
  joined: PlanNode,
  context: PlanContext,
): PlanNode {
  return projections.reduceRight<PlanNode>((source, projection) => {
    const assignments = new Map(
      outputsOf(source).map((symbol) => [symbol, context.reference(symbol)] as const),
    );
    for (const [symbol, expression] of assignmentsOf(projection, context)) {
      assignments.set(symbol, expression);
    }
    return project(context, source, assignments);
  }, joined);
}
