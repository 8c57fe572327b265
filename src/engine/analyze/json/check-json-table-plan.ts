import type {
  NestedColumns,
  JsonTable,
  JsonTableColumn,
  JsonTablePlan,
} from '../../parse/tree/json-table.ts';
import type { SyntaxNode } from '../../parse/tree/node.ts';
import { semanticError } from '../semantic-error.ts';
import { canonicalName } from './analyze-json-path.ts';

/** The parts of a plan that stand side by side. */
export function siblingsOf(plan: JsonTablePlan): readonly JsonTablePlan[] {
  return plan.kind === 'planSiblings' ? plan.siblings.flatMap(siblingsOf) : [plan];
}

export function nestedColumns(columns: readonly JsonTableColumn[]): readonly NestedColumns[] {
  return columns.filter((column) => column.kind === 'nestedColumns');
}

/** @throws TrinoError DUPLICATE_COLUMN_OR_PATH_NAME at the second use of a name */
export function checkNames({ invocation, columns }: JsonTable): void {
  const seen = new Set<string>();
  const check = (name: Parameters<typeof canonicalName>[0]): void => {
    const canonical = canonicalName(name);
    if (seen.has(canonical)) {
      throw semanticError(
        'DUPLICATE_COLUMN_OR_PATH_NAME',
        name,
        'All column and path names in JSON_TABLE invocation must be unique',
      );
    }
    seen.add(canonical);
  };
  const checkColumns = (each: readonly JsonTableColumn[]): void => {
    for (const column of each) {
      if (column.kind !== 'nestedColumns') check(column.name);
      else {
        if (column.pathName !== undefined) check(column.pathName);
        checkColumns(column.columns);
      }
    }
  };
  if (invocation.pathName !== undefined) check(invocation.pathName);
  checkColumns(columns);
}

/**
 * A specific plan names every path, each at its level.
 * @throws TrinoError MISSING_PATH_NAME, INVALID_PLAN
 */
export function checkPlan({ invocation, columns, plan }: JsonTable): void {
  if (plan === undefined || plan.kind === 'planDefault') return;
  const { pathName } = invocation;
  if (pathName === undefined) throw unnamed(invocation);
  requireNames(columns);
  if (plan.kind === 'planSiblings') {
    throw semanticError(
      'INVALID_PLAN',
      plan,
      'JSON_TABLE plan must either be a single path name or it must be rooted in parent-child relationship (OUTER or INNER)',
    );
  }
  checkLevel(plan, plan, new Map([[canonicalName(pathName), columns]]));
}

function requireNames(columns: readonly JsonTableColumn[]): void {
  for (const column of nestedColumns(columns)) {
    if (column.pathName === undefined) throw unnamed(column.path);
    requireNames(column.columns);
  }
}

function unnamed(node: SyntaxNode): Error {
  return semanticError('MISSING_PATH_NAME', node, 'All JSON paths must be named when specific plan is given');
}

/** @param node where what is wrong with the level as a whole is told */
function checkLevel(
  plan: JsonTablePlan,
  node: SyntaxNode,
  available: ReadonlyMap<string, readonly JsonTableColumn[]>,
): void {
  const names = new Set<string>();
  const siblings = siblingsOf(plan);
  for (const sibling of siblings) {
    if (sibling.kind !== 'planLeaf' && sibling.kind !== 'planParentChild') continue;
    const name = nameOf(sibling);
    if (names.has(name)) {
      throw semanticError(
        'INVALID_PLAN',
        sibling,
        `Duplicate reference to JSON path name in sibling plan: ${name}`,
      );
    }
    names.add(name);
  }
  const missing = [...available.keys()].filter((name) => !names.has(name));
  if (missing.length > 0) {
    throw semanticError(
      'INVALID_PLAN',
      node,
      `JSON_TABLE plan should contain all JSON paths available at each level of nesting. Paths not included: ${missing.join(', ')}`,
    );
  }
  const unknown = [...names].filter((name) => !available.has(name));
  if (unknown.length > 0) {
    throw semanticError(
      'INVALID_PLAN',
      node,
      `JSON_TABLE plan includes unavailable JSON path names: ${unknown.join(', ')}`,
    );
  }
  for (const sibling of siblings) {
    if (sibling.kind !== 'planLeaf' && sibling.kind !== 'planParentChild') continue;
    const below = nestedColumns(available.get(nameOf(sibling)) ?? []);
    const inside = new Map(
      below.flatMap((column) =>
        column.pathName === undefined ? [] : [[canonicalName(column.pathName), column.columns] as const],
      ),
    );
    if (sibling.kind === 'planParentChild') checkLevel(sibling.child, sibling, inside);
    else if (inside.size > 0) {
      throw semanticError(
        'INVALID_PLAN',
        sibling,
        `JSON_TABLE plan should contain all JSON paths available at each level of nesting. Paths not included: ${[...inside.keys()].join(', ')}`,
      );
    }
  }
}

/** The path that a plan begins with. */
export function nameOf(plan: JsonTablePlan & { readonly kind: 'planLeaf' | 'planParentChild' }): string {
  return canonicalName(plan.kind === 'planLeaf' ? plan.name : plan.parent.name);
}
