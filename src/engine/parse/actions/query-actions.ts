import type { SqlActions } from '../../../../generated/sql/actions.ts';
import type { ParseContext } from '../parse-context.ts';
import type { GroupingSets, QueryBody, SetOperation } from '../tree/query.ts';
import { given } from './given.ts';
import type { SetTail } from './rule-results.ts';

/** Queries. */
export const queryActions = {
  RootQuery: (c, at, functions, query) =>
    functions === undefined ? query : { ...query, functions, location: c.location(at) },
  Query: (c, at, clause, query) =>
    clause === undefined ? query : { ...query, with: clause, location: c.location(at) },
  With: (c, at, recursive, queries) => ({
    kind: 'with',
    recursive: recursive !== undefined,
    queries,
    location: c.location(at),
  }),
  NamedQuery: (c, at, name, columnNames, query) => ({
    kind: 'namedQuery',
    name,
    query,
    ...given({ columnNames }),
    location: c.location(at),
  }),
  QueryNoWith: (c, at, body, orderBy, offset, limit) => {
    const location = c.location(at);
    const clauses = given({ orderBy, offset, limit });
    // The clauses of a plain SELECT see its FROM: they belong to it.
    if (body.kind === 'querySpecification') return { kind: 'query', body: { ...body, ...clauses }, location };
    return { kind: 'query', body, ...clauses, location };
  },
  OrderBy_items: (c, at, items) => ({ kind: 'orderBy', items, location: c.location(at) }),
  SortItem: (c, at, key, direction, nulls) => ({
    kind: 'sortItem',
    key,
    descending: direction !== undefined && c.word(direction) === 'DESC',
    ...given({
      nulls:
        nulls === undefined ? undefined : c.word(nulls) === 'FIRST' ? ('FIRST' as const) : ('LAST' as const),
    }),
    location: c.location(at),
  }),
  Offset: (c, at, rowCount) => ({ kind: 'offset', rowCount, location: c.location(at) }),
  Limit_limit: (c, at, rowCount) => ({ kind: 'limit', ...given({ rowCount }), location: c.location(at) }),
  LimitRowCount_all: () => undefined,
  Fetch: (c, at, _first, rowCount, _rows, withTies) => ({
    kind: 'fetchFirst',
    withTies,
    ...given({ rowCount }),
    location: c.location(at),
  }),
  FetchTies_only: () => false,
  FetchTies_ties: () => true,
  RowCount_number: (c, at) => wholeNumber(c, at, c.text(at)),

  QueryTerm: (c, _at, first, tails) => setOperations(c, first, tails),
  UnionTail: (c, _at, operator, quantifier, right) => ({
    operator,
    distinct: isDistinct(c, quantifier),
    right,
  }),
  IntersectTerm: (c, _at, first, tails) => setOperations(c, first, tails),
  IntersectTail: (c, at, quantifier, right) => ({ operator: at, distinct: isDistinct(c, quantifier), right }),
  QueryPrimary_table: (c, at, name) => ({ kind: 'table', name, location: c.location(at) }),
  QueryPrimary_values: (c, at, rows) => ({ kind: 'values', rows, location: c.location(at) }),
  QueryPrimary_subquery: (c, at, query) => ({ kind: 'tableSubquery', query, location: c.location(at) }),

  QuerySpecification: (c, at, quantifier, items, relations, where, groupBy, having, windows) => {
    let from = relations?.[0];
    for (const right of relations?.slice(1) ?? []) {
      if (from !== undefined)
        from = { kind: 'join', type: 'IMPLICIT', left: from, right, location: c.location(at) };
    }
    return {
      kind: 'querySpecification',
      distinct: quantifier !== undefined && c.word(quantifier) === 'DISTINCT',
      items,
      windows: windows ?? [],
      ...given({ from, where, groupBy, having }),
      location: c.location(at),
    };
  },
  GroupBy: (c, at, quantifier, elements) => ({
    kind: 'groupBy',
    distinct: quantifier !== undefined && c.word(quantifier) === 'DISTINCT',
    elements,
    // Behind the two words, as in Trino's grammar.
    location: c.location(at + 2),
  }),
  WindowDefinition: (c, at, name, window) => ({
    kind: 'windowDefinition',
    name,
    window,
    location: c.location(at),
  }),
  SelectItem_all: (c, at) => ({ kind: 'allColumns', aliases: [], location: c.location(at) }),
  SelectItem_expression: (c, at, expression, alias) =>
    alias === undefined
      ? { kind: 'singleColumn', expression, location: c.location(at) }
      : { kind: 'singleColumn', expression, alias, location: c.location(at) },
  SelectItem_allOf: (c, at, target, aliases) => ({
    kind: 'allColumns',
    target,
    aliases: aliases ?? [],
    location: c.location(at),
  }),
  GroupingElement_rollup: (c, at, sets) => groupingSets(c, at, 'ROLLUP', sets),
  GroupingElement_cube: (c, at, sets) => groupingSets(c, at, 'CUBE', sets),
  GroupingElement_sets: (c, at, sets) => groupingSets(c, at, 'EXPLICIT', sets),
  GroupingElement_single: (c, at, columns) => ({ kind: 'simpleGroupBy', columns, location: c.location(at) }),
  GroupingSet_several: (_c, _at, columns) => columns,
  GroupingSet_one: (_c, _at, column) => [column],
} satisfies Partial<SqlActions<ParseContext>>;

function groupingSets(
  c: ParseContext,
  at: number,
  type: GroupingSets['type'],
  sets: GroupingSets['sets'],
): GroupingSets {
  return { kind: 'groupingSets', type, sets, location: c.location(at) };
}

function setOperations(c: ParseContext, first: QueryBody, tails: readonly SetTail[]): QueryBody {
  let left = first;
  for (const { operator, distinct, right } of tails) {
    const word = c.word(operator) as SetOperation['operator'];
    left = { kind: 'setOperation', operator: word, distinct, left, right, location: c.location(operator) };
  }
  return left;
}

/** DISTINCT is what a set operation does without a word. */
function isDistinct(c: ParseContext, quantifier: number | undefined): boolean {
  return quantifier === undefined || c.word(quantifier) === 'DISTINCT';
}

const maxLong = 2n ** 63n - 1n;

/** A whole number as a literal; noted as an error when it doesn't fit 64 bits. */
export function wholeNumber(c: ParseContext, at: number, text: string) {
  const negative = text.startsWith('-');
  const digits = (negative ? text.slice(1) : text).replaceAll('_', '');
  let value = BigInt(digits);
  if (negative) value = -value;
  // Stock reads the sign as one of the digits: a number in another base has none.
  if (value > maxLong || value < -maxLong - 1n || (negative && /^0[a-z]/i.test(digits))) {
    c.reject(at, `Invalid numeric literal: ${text}`, { unlocated: true });
    value = 0n;
  }
  return { kind: 'longLiteral', value, text, location: c.location(at) } as const;
}
