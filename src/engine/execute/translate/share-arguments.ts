import type { Expression } from '../../expressions/expression.ts';
import { childrenOf } from '../../expressions/expression-tree.ts';
import type { SqlExpression } from '../duckdb/sql/sql-expression.ts';
import { fn, whole } from './sql-shorthand.ts';

type Translate = (part: Expression) => SqlExpression;

/** A statement's expression of more parts than this is looked at for arguments that stand in it several times. */
const largeSize = 2_000;
/** Arguments of fewer parts may stand in it as often as they like. */
const smallSize = 30;

let shared = 0;

/**
 * Translates an expression so that calls in calls stay as long as they are: many functions read an argument several times, and what stands
 * for it would double with each level. Where that shows, the argument is computed once, as the only element of a list, and a lambda reads it.
 * @param translate of a part
 * @param make of the expression, from what parts become
 */
export function sharingArguments(
  expression: Expression,
  translate: Translate,
  make: (translate: Translate) => SqlExpression,
): SqlExpression {
  const parts = new Map<Expression, SqlExpression>();
  const remembered: Translate = (part) => {
    const known = parts.get(part);
    if (known !== undefined) return known;
    const sql = translate(part);
    parts.set(part, sql);
    return sql;
  };
  const sql = make(remembered);
  if (!evaluatesAll(expression) || sizeOf(sql) <= largeSize) return sql;
  const heavy = childrenOf(expression).filter((part) => sizeOf(parts.get(part)) > smallSize);
  const once = [...parts.values()].reduce((sum, part) => sum + sizeOf(part), 0);
  if (heavy.length === 0 || sizeOf(sql) < 1.5 * once) return sql;
  const names = new Map(heavy.map((part) => [part, `shared${shared++}`]));
  let result = make((part) => {
    const name = names.get(part);
    return name === undefined ? remembered(part) : { kind: 'column', name };
  });
  for (const [part, name] of names) {
    const list: SqlExpression = { kind: 'list', elements: [remembered(part)] };
    const values = fn('list_transform', list, { kind: 'lambda', parameters: [name], body: result });
    result = fn('list_extract', values, whole(1));
  }
  return result;
}

/** Whether all parts are computed whatever the others are: only then one may be computed before. */
function evaluatesAll({ kind }: Expression): boolean {
  return (
    kind === 'call' ||
    kind === 'arithmetic' ||
    kind === 'negation' ||
    kind === 'comparison' ||
    kind === 'between' ||
    kind === 'cast' ||
    kind === 'subscript'
  );
}

const sizes = new WeakMap<object, number>();

/** How many parts a tree is printed with; what it has in several places counts each time. */
function sizeOf(part: unknown): number {
  if (typeof part !== 'object' || part === null || part instanceof Uint8Array) return 0;
  const known = sizes.get(part);
  if (known !== undefined) return known;
  let size = 1;
  for (const value of Object.values(part)) size += sizeOf(value);
  sizes.set(part, size);
  return size;
}
