import type { JoinNode } from '../../../../../generated/worker/types.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import type { SqlFrom } from '../../duckdb/sql/sql-query.ts';
import { joinKeys } from '../comparison.ts';
import type { FragmentContext } from '../fragment-context.ts';
import { close, columnOf, inline } from '../relation.ts';
import type { Relation } from '../relation.ts';
import { and } from '../sql-shorthand.ts';
import type { SymbolNames } from '../symbol-names.ts';
import { translatePredicate } from '../translate-expression.ts';

/**
 * Pairs of rows for which the criteria and the filter are true, and in an outer join the rows of a side that have none. Hashes
 * that stock computes ahead and its dynamic filters are of no use here.
 */
export function translateJoin(
  node: JoinNode,
  left: Relation,
  right: Relation,
  context: FragmentContext,
): Relation {
  const { names } = context;
  const conditions = node.criteria.flatMap((clause) =>
    joinKeys(
      context.column(clause.left),
      context.column(clause.right),
      context.typeOf(clause.left),
      node.type === 'INNER',
    ),
  );
  if (node.filter !== undefined) conditions.push(translatePredicate(context.read(node.filter), names));
  let sides = {
    left: node.type === 'RIGHT' || node.type === 'FULL' ? nullable(left, names) : preserved(left, names),
    right: node.type === 'LEFT' || node.type === 'FULL' ? nullable(right, names) : preserved(right, names),
  };
  let { source, parts } = inline(joined(sides.left, sides.right), conditions, names);
  if (source.from !== undefined) {
    // The conditions read a computed column twice: it is computed before.
    sides = { left: close(sides.left, names), right: close(sides.right, names) };
    ({ source, parts } = inline(joined(sides.left, sides.right), conditions, names));
  }
  const symbols = [...node.leftOutputSymbols, ...node.rightOutputSymbols];
  return {
    symbols,
    columns: new Map(symbols.map((symbol) => [names.of(symbol), columnOf(source, names.of(symbol))])),
    from: joinOf(node.type, fromOf(sides.left), fromOf(sides.right), parts),
    where: source.where,
  };
}

/** A side whose rows all come out: its filters may wait until rows are joined, and what can't fail may be computed then. */
function preserved(side: Relation, names: SymbolNames): Relation {
  const waits =
    side.from !== undefined && side.symbols.every((symbol) => !columnOf(side, names.of(symbol)).pinned);
  return waits ? side : close(side, names);
}

/** A side that rows of NULLs may stand for: what is computed or left out there is so before rows are joined. */
function nullable(side: Relation, names: SymbolNames): Relation {
  const bare =
    side.from !== undefined &&
    side.where.length === 0 &&
    side.symbols.every((symbol) => columnOf(side, names.of(symbol)).sql.kind === 'column');
  return bare ? side : close(side, names);
}

/** Both sides' columns and filters; not yet a relation, for want of a condition to join by. */
function joined(left: Relation, right: Relation): Relation {
  return {
    symbols: [...left.symbols, ...right.symbols],
    columns: new Map([...left.columns, ...right.columns]),
    from: undefined,
    where: [...left.where, ...right.where],
  };
}

function fromOf({ from }: Relation): SqlFrom {
  if (from === undefined) throw new Error('A side of a join is no finished relation');
  return from;
}

function joinOf(
  type: JoinNode['type'],
  left: SqlFrom,
  right: SqlFrom,
  conditions: readonly SqlExpression[],
): SqlFrom {
  if (conditions.length > 0) return { kind: 'join', type, left, right, on: and(...conditions) };
  if (type === 'INNER') return { kind: 'join', type: 'CROSS', left, right };
  return { kind: 'join', type, left, right, on: { kind: 'boolean', value: true } };
}
