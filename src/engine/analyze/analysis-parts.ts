import type { ConstantExpression } from '../expressions/expression.ts';

/** What the allocator hands out; functions have ids, too. */
export const idPattern = /#\d+$/;

/** Where something stands in the text doesn't count. */
const places: ReadonlySet<string> = new Set(['location', 'queryLocation']);

/**
 * The properties of a part of an analysis that say what it means: not where it stands in the text, and of a table only which it is.
 * Parts of a kind are made in one place, so that their properties have one order.
 */
export function partsOf(value: object): readonly (readonly [string, unknown])[] {
  const parts: [string, unknown][] = [];
  for (const [key, part] of Object.entries(value) as [string, unknown][]) {
    if (part !== undefined && !places.has(key)) {
      parts.push([key, isTable(key, part) ? part.name : part]);
    }
  }
  return parts;
}

export function isConstant(value: object): value is ConstantExpression {
  return 'kind' in value && value.kind === 'constant';
}

function isTable(key: string, part: unknown): part is { readonly name: unknown } {
  return key === 'table' && typeof part === 'object' && part !== null && 'name' in part;
}

/**
 * A text that is the same for parts of analyses that may be the same: to look for them among those that differ.
 * @param ids whether ids count
 */
export function shapeOf(value: unknown, ids: 'with ids' | 'without ids'): string {
  const pieces: string[] = [];
  const visit = (part: unknown): void => {
    if (typeof part === 'string') {
      pieces.push(ids === 'without ids' && idPattern.test(part) ? '#' : JSON.stringify(part));
    } else if (typeof part !== 'object' || part === null) {
      pieces.push(String(part));
    } else {
      pieces.push('{');
      for (const [key, child] of partsOf(part)) {
        pieces.push(key, ':');
        visit(child);
        pieces.push(',');
      }
      pieces.push('}');
    }
  };
  visit(value);
  return pieces.join('');
}
