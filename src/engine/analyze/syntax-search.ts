import type { SyntaxNode } from '../parse/tree/node.ts';
import type { QueryNode } from '../parse/tree/query.ts';
import type { TableNode } from '../parse/tree/relation.ts';
import type { PatternRecognition, RowPattern } from '../parse/tree/row-pattern.ts';

/** Any node of a syntax tree. */
export type AnyNode = SyntaxNode & { readonly kind: string };

/** All nodes of a tree that fulfil a condition, whatever they stand in, in the order of the text. */
export function nodesIn(root: SyntaxNode, wanted: (node: AnyNode) => boolean): readonly AnyNode[] {
  const found: AnyNode[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return;
    if (Array.isArray(value)) {
      value.forEach(visit);
      return;
    }
    if (isNode(value) && wanted(value)) found.push(value);
    for (const [key, part] of Object.entries(value)) {
      if (key !== 'location') visit(part);
    }
  };
  visit(root);
  return found.sort(
    (a, b) =>
      a.location.lineNumber - b.location.lineNumber || a.location.columnNumber - b.location.columnNumber,
  );
}

/** MATCH_RECOGNIZE, and the patterns of windows. */
const patternKinds: ReadonlySet<string> = new Set<PatternRecognition['kind'] | RowPattern['kind']>([
  'patternRecognition',
  'patternAlternation',
  'patternConcatenation',
  'quantifiedPattern',
  'patternVariable',
  'emptyPattern',
  'patternPermutation',
  'anchorPattern',
  'excludedPattern',
]);

/** Where a tree recognizes row patterns. */
export function rowPatternsIn(root: SyntaxNode): readonly AnyNode[] {
  return nodesIn(root, ({ kind }) => patternKinds.has(kind));
}

/**
 * Where a tree names a query of WITH. Where a query within it has a WITH of that name, none does: as in stock, which tells uses
 * apart by what they look like.
 */
export function usesOf(name: string, root: SyntaxNode): readonly TableNode[] {
  const isUse = (node: AnyNode): boolean => isTable(node) && isNamed(node, name);
  const shadowed = nodesIn(root, (node) => isQuery(node) && defines(node, name)).some(
    (query) => nodesIn(query, isUse).length > 0,
  );
  return shadowed ? [] : nodesIn(root, isUse).filter(isTable);
}

function defines(query: QueryNode, name: string): boolean {
  return query.with?.queries.some((each) => each.name.value.toLowerCase() === name) ?? false;
}

function isNamed({ name: { parts } }: TableNode, name: string): boolean {
  return parts.length === 1 && parts[0]?.value.toLowerCase() === name;
}

function isTable(node: AnyNode): node is TableNode {
  return node.kind === 'table';
}

function isQuery(node: AnyNode): node is QueryNode {
  return node.kind === 'query';
}

function isNode(value: object): value is AnyNode {
  return 'kind' in value && typeof value.kind === 'string' && 'location' in value;
}
