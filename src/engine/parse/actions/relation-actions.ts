import type { SqlActions } from '../../../../generated/sql/actions.ts';
import type { ParseContext } from '../parse-context.ts';
import type { RelationNode } from '../tree/relation.ts';
import { given } from './given.ts';
import type { Alias } from './rule-results.ts';

/** FROM: joins, aliases, samples and everything that can stand for a table. */
export const relationActions = {
  Relation: (_c, at, first, joins) => {
    let left = first;
    for (const join of joins) left = join(left, at);
    return left;
  },
  JoinTail_cross: (c, _at, right) => (left, at) => ({
    kind: 'join',
    type: 'CROSS',
    left,
    right,
    location: c.location(at),
  }),
  JoinTail_qualified: (c, _at, type, right, criteria) => (left, at) => ({
    kind: 'join',
    type,
    left,
    right,
    criteria,
    location: c.location(at),
  }),
  JoinTail_natural: (c, _at, type, right) => (left, at) => ({
    kind: 'join',
    type,
    left,
    right,
    criteria: { kind: 'natural' },
    location: c.location(at),
  }),
  JoinType_inner: () => 'INNER',
  JoinType_left: () => 'LEFT',
  JoinType_right: () => 'RIGHT',
  JoinType_full: () => 'FULL',
  JoinCriteria_on: (_c, _at, expression) => ({ kind: 'on', expression }),
  JoinCriteria_using: (_c, _at, columns) => ({ kind: 'using', columns }),
  SampledRelation: (_c, at, relation, sample) => (sample === undefined ? relation : sample(relation, at)),
  Sample: (c, _at, type, percentage) => (relation, at) => ({
    kind: 'sampledRelation',
    relation,
    type: c.word(type) === 'BERNOULLI' ? 'BERNOULLI' : 'SYSTEM',
    percentage,
    location: c.location(at),
  }),
  PatternRecognition: (_c, at, relation, match) => (match === undefined ? relation : match(relation, at)),
  AliasedRelation: (c, at, relation, alias) => aliased(c, at, relation, alias),
  TableAlias: (_c, at, name, columns) => ({ at, name, columns }),
  RelationPrimary_subquery: (c, at, query) => ({ kind: 'tableSubquery', query, location: c.location(at) }),
  RelationPrimary_parenthesized: (_c, _at, relation) => relation,
  RelationPrimary_unnest: (c, at, expressions, ordinality) => ({
    kind: 'unnest',
    expressions,
    withOrdinality: ordinality !== undefined,
    location: c.location(at),
  }),
  RelationPrimary_lateral: (c, at, query) => ({ kind: 'lateral', query, location: c.location(at) }),
  RelationPrimary_tableFunction: (c, at, call) => ({ ...call, location: c.location(at) }),
  RelationPrimary_table: (c, at, name, version) => ({
    kind: 'table',
    name,
    ...given({ version }),
    location: c.location(at),
  }),
  QueryPeriod: (c, at, type, end) => ({
    kind: 'queryPeriod',
    type: c.word(type) === 'VERSION' ? 'VERSION' : 'TIMESTAMP',
    end,
    location: c.location(at),
  }),

  TableFunctionCall: (c, at, name, args, copartitioning) => ({
    kind: 'tableFunctionInvocation',
    name,
    arguments: args,
    copartitioning: copartitioning ?? [],
    location: c.location(at),
  }),
  CopartitionTables: (_c, _at, first, others) => [first, ...others],
  TableFunctionArgument_named: (c, at, name, value) => ({
    kind: 'tableFunctionArgument',
    name,
    value,
    location: c.location(at),
  }),
  TableFunctionArgument_positional: (c, at, value) => ({
    kind: 'tableFunctionArgument',
    value,
    location: c.location(at),
  }),
  TableArgument: (c, at, table, partitionBy, whenEmpty, orderBy) => ({
    kind: 'tableArgument',
    table,
    ...given({
      partitionBy,
      orderBy,
      whenEmpty:
        whenEmpty === undefined
          ? undefined
          : c.word(whenEmpty) === 'PRUNE'
            ? ('PRUNE' as const)
            : ('KEEP' as const),
      whenEmptyLocation: whenEmpty === undefined ? undefined : c.location(whenEmpty),
    }),
    location: c.location(at),
  }),
  TableArgumentRelation_table: (c, at, name, alias) =>
    aliased(c, at, { kind: 'table', name, location: c.location(at) }, alias),
  TableArgumentRelation_query: (c, at, query, alias) =>
    aliased(c, at, { kind: 'tableSubquery', query, location: c.location(at) }, alias),
  TableArgumentAlias: (c, at, name, columns) => {
    if (c.word(at) === 'COPARTITION') c.reject(at, ambiguousCopartition);
    return { at, name, columns };
  },
  TableArgumentPartition_several: (_c, _at, expressions) => expressions,
  TableArgumentPartition_one: (_c, _at, expression) => [expression],
  TableArgumentOrder_several: (c, at, items) => ({ kind: 'orderBy', items, location: c.location(at) }),
  TableArgumentOrder_one: (c, at, item) => ({ kind: 'orderBy', items: [item], location: c.location(at) }),
  DescriptorArgument_fields: (c, at, fields) => ({
    kind: 'descriptorArgument',
    fields,
    location: c.location(at),
  }),
  DescriptorArgument_null: (c, at) => ({ kind: 'descriptorArgument', location: c.location(at) }),
  DescriptorField: (c, at, name, type) => ({
    kind: 'descriptorField',
    name,
    ...given({ type }),
    location: c.location(at),
  }),
} satisfies Partial<SqlActions<ParseContext>>;

const ambiguousCopartition =
  'The word "COPARTITION" is ambiguous in this context. To alias an argument, precede the alias with "AS". To specify co-partitioning, change the argument order so that the last argument cannot be aliased.';

/** The relation under its alias, when there is one. */
export function aliased(
  c: ParseContext,
  at: number,
  relation: RelationNode,
  alias: Alias | undefined,
): RelationNode {
  if (alias === undefined) return relation;
  const { name, columns } = alias;
  return {
    kind: 'aliasedRelation',
    relation,
    alias: name,
    ...given({ columnNames: columns }),
    location: c.location(at),
  };
}
