import type { ProjectNode } from '../../../../../generated/worker/types.ts';
import type { FragmentContext } from '../fragment-context.ts';
import { from, select } from '../relation.ts';
import type { Relation } from '../relation.ts';
import { translateExpression } from '../translate-expression.ts';

/** Computes a column for each assignment. */
export function translateProject(node: ProjectNode, source: Relation, context: FragmentContext): Relation {
  const assignments = Object.entries(node.assignments.assignments);
  const columns = assignments.map(([symbol, expression]) => ({
    name: context.names.of(symbol),
    value: translateExpression(context.read(expression), context.names),
  }));
  return { query: select(columns, { from: from(source) }), symbols: assignments.map(([symbol]) => symbol) };
}
