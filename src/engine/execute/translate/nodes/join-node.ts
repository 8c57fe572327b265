import type { JoinNode } from '../../../../../generated/worker/types.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import type { SqlFrom, SqlQuery } from '../../duckdb/sql/sql-query.ts';
import { joinKeys } from '../comparison.ts';
import type { FragmentContext } from '../fragment-context.ts';
import { close, columnOf, inline, openParts, select } from '../relation.ts';
import type { Relation } from '../relation.ts';
import { and } from '../sql-shorthand.ts';
import type { SymbolNames } from '../symbol-names.ts';
import { translatePredicate } from '../translate-expression.ts';
import { semiJoinKey } from './semi-join-node.ts';

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
  let sides: Sides = {
    left: node.type === 'RIGHT' || node.type === 'FULL' ? nullable(left, names) : preserved(left, names),
    right: node.type === 'LEFT' || node.type === 'FULL' ? nullable(right, names) : preserved(right, names),
  };
  sides = restricted(node, sides, context);
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

interface Sides {
  readonly left: Relation;
  readonly right: Relation;
}

/**
 * Groups that are joined with a few rows of a table by one of their keys needn't be made for other keys: the rows to be grouped
 * are limited to the keys that the other side has. That side is read twice for it, so it has to be cheap: tables that are filtered.
 */
function restricted(node: JoinNode, sides: Sides, context: FragmentContext): Sides {
  const { names } = context;
  const limit = (
    groups: Relation,
    other: Relation,
    pairs: readonly (readonly [string, string])[],
  ): Relation => {
    if (groups.restrict === undefined || !isFilteredTable(other)) return groups;
    const keys = pairs.flatMap(([symbol, otherSymbol]) => {
      const key = columnOf(groups, names.of(symbol)).sql;
      const otherKey = columnOf(other, names.of(otherSymbol)).sql;
      return key.kind === 'column' ? [{ key: key.name, otherKey }] : [];
    });
    for (const { key, query } of [
      ...keys.flatMap((pair) => knownValues(pair, other)),
      ...keys.map((pair) => valuesOf(pair, other)),
    ]) {
      const from = groups.restrict(key, query);
      if (from !== undefined) return { ...groups, from };
    }
    return groups;
  };
  const pairs = node.criteria.map(({ left, right }) => [left, right] as const);
  return {
    left: node.type === 'INNER' || node.type === 'RIGHT' ? limit(sides.left, sides.right, pairs) : sides.left,
    right:
      node.type === 'INNER' || node.type === 'LEFT'
        ? limit(
            sides.right,
            sides.left,
            pairs.map(([left, right]) => [right, left] as const),
          )
        : sides.right,
  };
}

interface KeyPair {
  /** Name of a key of the groups. */
  readonly key: string;
  readonly otherKey: SqlExpression;
}

interface KeyValues {
  readonly key: string;
  readonly query: SqlQuery;
}

/** Values that the other side's key is limited to already. */
function knownValues({ key, otherKey }: KeyPair, other: Relation): KeyValues[] {
  return other.where.flatMap((condition) =>
    condition.kind === 'inQuery' &&
    condition.value.kind === 'column' &&
    otherKey.kind === 'column' &&
    condition.value.name === otherKey.name
      ? [{ key, query: condition.query }]
      : [],
  );
}

function valuesOf({ key, otherKey }: KeyPair, other: Relation): KeyValues {
  return { key, query: select([{ name: semiJoinKey, value: otherKey }], openParts(other)) };
}

function isFilteredTable({ from, where }: Relation): boolean {
  return where.length > 0 && from !== undefined && readsTables(from);
}

function readsTables(from: SqlFrom): boolean {
  return from.kind === 'query'
    ? from.query.kind === 'table'
    : readsTables(from.left) && readsTables(from.right);
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
