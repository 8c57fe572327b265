import type { PlanNode, ProjectNode } from '../../../../generated/worker/types.ts';
import { isDeterministic, some, substitute, symbolsOf } from '../../expressions/expression-tree.ts';
import type { Expression } from '../../expressions/expression.ts';
import { simplify } from '../../expressions/simplify.ts';
import type { PlanContext } from '../plan-context.ts';
import { assignmentsOf, outputsOf, project, rewritePlan, rowsOf, values } from '../plan-nodes.ts';
import type { Rule } from './rule.ts';

/**
 * One projection for several in a row, none where it changes nothing; over VALUES it is computed at once.
 */
export const mergeProjections: Rule = {
  name: 'merge projections',
  apply: (root, context) =>
    rewritePlan(root, (node) => (node['@type'] === 'project' ? mergeInto(node, context) : node)),
};

function mergeInto(node: ProjectNode, context: PlanContext): PlanNode {
  const { source } = node;
  if (isIdentity(node, context)) {
    return source;
  }
  if (source['@type'] === 'project') {
    const merged = inline(node, source, context);
    return merged === undefined ? node : mergeInto(merged, context);
  }
  if (source['@type'] === 'values') {
    return compute(node, context) ?? node;
  }
  return node;
}

/** Whether the projection gives just what its source gives, in any order. */
function isIdentity(node: ProjectNode, context: PlanContext): boolean {
  const assignments = assignmentsOf(node, context);
  return (
    assignments.size === outputsOf(node.source).length &&
    [...assignments].every(
      ([symbol, expression]) => expression.kind === 'symbol' && expression.name === symbol,
    )
  );
}

/** The upper projection over the lower one's source; undefined when that would compute something twice. */
function inline(upper: ProjectNode, lower: ProjectNode, context: PlanContext): ProjectNode | undefined {
  const inner = assignmentsOf(lower, context);
  const outer = assignmentsOf(upper, context);
  const uses = new Map<string, number>();
  for (const expression of outer.values()) {
    countUses(expression, uses);
  }
  const inlined = [...symbolsOfAll(outer.values())].every((symbol) => {
    const value = inner.get(symbol);
    return (
      value !== undefined &&
      (value.kind === 'symbol' ||
        value.kind === 'constant' ||
        ((uses.get(symbol) ?? 0) <= 1 && isDeterministic(value)))
    );
  });
  if (!inlined) {
    return undefined;
  }
  const assignments = new Map<string, Expression>();
  for (const [symbol, expression] of outer) {
    assignments.set(symbol, simplify(substitute(expression, inner)));
  }
  return project(context, lower.source, assignments, upper.id);
}

function countUses(expression: Expression, uses: Map<string, number>): void {
  some(expression, (part) => {
    if (part.kind === 'symbol') {
      uses.set(part.name, (uses.get(part.name) ?? 0) + 1);
    }
    return false;
  });
}

function symbolsOfAll(expressions: Iterable<Expression>): ReadonlySet<string> {
  const all = new Set<string>();
  for (const expression of expressions) {
    symbolsOf(expression, all);
  }
  return all;
}

/** A projection over VALUES as VALUES; undefined when a value has to be computed once and is used twice. */
function compute(node: ProjectNode, context: PlanContext): PlanNode | undefined {
  const { source } = node;
  const rows = source['@type'] === 'values' ? rowsOf(source, context) : undefined;
  if (source['@type'] !== 'values' || rows === undefined) {
    return undefined;
  }
  const assignments = assignmentsOf(node, context);
  const deterministic = (expression: Expression): boolean => isDeterministic(expression);
  if (![...assignments.values()].every(deterministic) || !rows.flat().every(deterministic)) {
    return undefined;
  }
  const computed = rows.map((row) => {
    const bindings = new Map(source.outputSymbols.map((symbol, i) => [symbol, row[i] as Expression]));
    return [...assignments.values()].map((expression) => simplify(substitute(expression, bindings)));
  });
  return values(context, [...assignments.keys()], computed, source.id);
}
