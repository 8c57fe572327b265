import type { JoinNode, PlanNode, UnionNode } from '../../../../generated/worker/types.ts';
import type { Expression } from '../../expressions/expression.ts';
import type { PlanContext } from '../plan-context.ts';
import { outputsOf, project, rewritePlan, values } from '../plan-nodes.ts';
import type { Rule } from './rule.ts';

/** What works on no rows gives none, and needs no source; what only adds rows of an empty source goes. */
export const removeEmptySources: Rule = {
  name: 'remove empty sources',
  apply: (root, context) => rewritePlan(root, (node) => withoutEmpty(node, context)),
};

function withoutEmpty(node: PlanNode, context: PlanContext): PlanNode {
  switch (node['@type']) {
    case 'filter':
    case 'project':
    case 'limit':
    case 'topn':
    case 'sort':
    case 'distinctlimit':
    case 'assignUniqueId':
    case 'markDistinct':
    case 'rowNumber':
    case 'topnRanking':
    case 'window':
    case 'patternRecognition':
    case 'sample':
    case 'unnest':
      return isEmpty(node.source) ? nothing(node, context) : node;
    case 'semijoin':
      return isEmpty(node.source) ? nothing(node, context) : node;
    case 'aggregation':
      // One group of everything there is even without rows.
      return isEmpty(node.source) &&
        node.groupingSets.groupingKeys.length > 0 &&
        node.groupingSets.globalGroupingSets.length === 0
        ? nothing(node, context)
        : node;
    case 'join':
      return joinWithoutEmpty(node, context);
    case 'union':
      return unionWithoutEmpty(node, context);
    default:
      return node;
  }
}

function joinWithoutEmpty(node: JoinNode, context: PlanContext): PlanNode {
  const left = isEmpty(node.left);
  const right = isEmpty(node.right);
  if (!left && !right) {
    return node;
  }
  const keepsLeft = node.type === 'LEFT' || node.type === 'FULL';
  const keepsRight = node.type === 'RIGHT' || node.type === 'FULL';
  if ((left && right) || (left && !keepsRight) || (right && !keepsLeft)) {
    return nothing(node, context);
  }
  // All rows of the other side are unmatched.
  const kept = left ? node.right : node.left;
  const passed = new Set(outputsOf(kept));
  return project(
    context,
    kept,
    new Map(
      outputsOf(node).map((symbol): [string, Expression] => [
        symbol,
        passed.has(symbol)
          ? context.reference(symbol)
          : { kind: 'constant', type: context.typeOf(symbol), value: null },
      ]),
    ),
  );
}

function unionWithoutEmpty(node: UnionNode, context: PlanContext): PlanNode {
  const kept = node.sources.flatMap((source, i) => (isEmpty(source) ? [] : [i]));
  const [first] = kept;
  if (kept.length === node.sources.length) {
    return node;
  }
  if (first === undefined) {
    return nothing(node, context);
  }
  if (kept.length === 1) {
    return project(
      context,
      node.sources[first] as PlanNode,
      new Map(
        node.outputs.map((output) => [output, context.reference(node.outputToInputs[output]?.[first] ?? '')]),
      ),
    );
  }
  return {
    ...node,
    sources: kept.map((i) => node.sources[i] as PlanNode),
    outputToInputs: Object.fromEntries(
      Object.entries(node.outputToInputs).map(([output, inputs]) => [
        output,
        kept.map((i) => inputs[i] ?? ''),
      ]),
    ),
  };
}

function isEmpty(node: PlanNode): boolean {
  return node['@type'] === 'values' && node.rowCount === 0;
}

function nothing(node: PlanNode, context: PlanContext): PlanNode {
  return values(context, outputsOf(node), []);
}
