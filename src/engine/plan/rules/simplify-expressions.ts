import type { Expression } from '../../expressions/expression.ts';
import type { PlanContext } from '../plan-context.ts';
import { assignmentsOf, project, rewritePlan, rowsOf, values } from '../plan-nodes.ts';
import { simplify } from '../../expressions/simplify.ts';
import type { Rule } from './rule.ts';

/** Folds constants and brings conditions into the form that later rules and connectors look for. */
export const simplifyExpressions: Rule = {
  name: 'simplify expressions',
  apply: (root, context) =>
    rewritePlan(root, (node) => {
      switch (node['@type']) {
        case 'filter': {
          const predicate = simplified(node.predicate, context);
          return predicate === node.predicate ? node : { ...node, predicate };
        }
        case 'project': {
          const assignments = new Map<string, Expression>(
            [...assignmentsOf(node, context)].map(([symbol, expression]) => [symbol, simplify(expression)]),
          );
          return project(context, node.source, assignments, node.id);
        }
        case 'values': {
          const rows = rowsOf(node, context);
          return rows === undefined
            ? node
            : values(
                context,
                node.outputSymbols,
                rows.map((row) => row.map(simplify)),
                node.id,
              );
        }
        default:
          return node;
      }
    }),
};

function simplified(text: string, context: PlanContext): string {
  const expression = context.read(text);
  const result = simplify(expression);
  return result === expression ? text : context.write(result);
}
