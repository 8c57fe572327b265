import type { ProjectNode } from '../../../../../generated/worker/types.ts';
import { isPinned } from '../may-fail.ts';
import type { FragmentContext } from '../fragment-context.ts';
import { inline } from '../relation.ts';
import type { Column, Relation } from '../relation.ts';
import { translateExpression } from '../translate-expression.ts';

/** Computes a column for each assignment. */
export function translateProject(node: ProjectNode, source: Relation, context: FragmentContext): Relation {
  const assignments = Object.entries(node.assignments.assignments).map(([symbol, text]) => {
    const expression = context.read(text);
    return {
      symbol,
      value: translateExpression(expression, context.names),
      pinned: isPinned(expression),
    };
  });
  const {
    source: base,
    parts,
    pinned,
  } = inline(
    source,
    assignments.map(({ value }) => value),
    context.names,
  );
  const columns = assignments.map((assignment, index): [string, Column] => [
    context.names.of(assignment.symbol),
    {
      sql: parts[index] as Column['sql'],
      pinned: (pinned[index] as boolean) || assignment.pinned,
    },
  ]);
  return { ...base, symbols: assignments.map(({ symbol }) => symbol), columns: new Map(columns) };
}
