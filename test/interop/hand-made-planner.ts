import { TrinoError } from '../../src/engine/errors/trino-error.ts';
import { withBucketToPartition } from '../../src/engine/fragment/bucket-to-partition.ts';
import { outputsOf } from '../../src/engine/plan/plan-nodes.ts';
import type { NodeParts } from '../../src/server/parts.ts';
import { HandMadePlan } from '../engine/fragment/hand-made-plan.ts';
import { planShapes } from '../engine/fragment/plan-shapes.ts';

/** Plans a statement that is the name of a shape: nodes that the language doesn't lead to travel, too. */
export const handMadePlanner: NodeParts['loadPlanning'] = async () => ({
  createPlanner: () => (sql) => {
    const shape = planShapes.find(({ name }) => name === sql);
    if (shape === undefined) throw new TrinoError('SYNTAX_ERROR', `No plan is called ${sql}`);
    const builder = new HandMadePlan();
    const root = shape.plan(builder);
    return {
      columns: outputsOf(root).map((name) => ({ name, type: builder.context.reference(name).type })),
      kind: 'query' as const,
      queryType: 'SELECT',
      warnings: [],
      inputs: [],
      routines: [],
      distribute: ({ workers }) => builder.fragments(root, workers),
    };
  },
  withBucketToPartition,
});
