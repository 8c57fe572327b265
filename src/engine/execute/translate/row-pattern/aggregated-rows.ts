import type { Expression } from '../../../expressions/expression.ts';
import { childrenOf, symbolsOf } from '../../../expressions/expression-tree.ts';
import { parseType } from '../../../types/parse-type.ts';
import type { Type } from '../../../types/type.ts';
import { fieldName } from '../../duckdb/carrier.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import type { SqlColumn } from '../../duckdb/sql/sql-query.ts';
import { labelSet } from '../../row-pattern/locate.ts';
import type { AggregatedSet } from '../../row-pattern/match-partition.ts';
import { aggregateTranslation } from '../aggregates/aggregate-translations.ts';
import type { FragmentContext } from '../fragment-context.ts';
import { translateArguments } from '../nodes/aggregate-arguments.ts';
import { select } from '../relation.ts';
import { field, fn, when, windowCall } from '../sql-shorthand.ts';
import type { PartitionRows } from './partition-rows.ts';
import type { AggregationPointer } from './value-pointers.ts';

const varchar: Type = { kind: 'varchar' };
const bigint: Type = { kind: 'bigint' };

/** How measures' aggregates are computed: each output row carries the rows that they take, which are grouped by output row. */
export function aggregatedRows(
  aggregations: readonly { readonly symbol: string; readonly pointer: AggregationPointer }[],
  rows: PartitionRows,
  context: FragmentContext,
) {
  const { names } = context;
  const sets = aggregations.map(
    ({ pointer: { setDescriptor } }): AggregatedSet => ({
      labels: labelSet(setDescriptor.labels),
      running: setDescriptor.running,
    }),
  );
  const inputs = new Set<string>();
  for (const { pointer } of aggregations) {
    for (const text of pointer.arguments) {
      for (const part of [context.read(text)].flatMap(withParts)) {
        if (part.kind !== 'symbol') continue;
        if (part.name !== pointer.classifierSymbol && part.name !== pointer.matchNumberSymbol)
          inputs.add(part.name);
      }
    }
  }
  const fields = [...inputs].map((symbol) => ({ symbol, ...rows.symbol(symbol) }));
  const element: Type = {
    kind: 'row',
    fields: [
      ...sets.map(() => ({ type: { kind: 'boolean' } as const })),
      ...fields.map(({ type }) => ({ type })),
      { type: varchar },
      { type: bigint },
    ],
  };
  /** What is computed of a row isn't computed of one that doesn't count, which has no values. */
  const ofTaken = (value: SqlExpression, written: string | undefined, flag: string): SqlExpression => {
    const expression = written === undefined ? undefined : context.read(written);
    const isComputed =
      expression !== undefined && expression.kind !== 'symbol' && symbolsOf(expression).size > 0;
    return isComputed ? when([[{ kind: 'column', name: flag }, value]]) : value;
  };
  const query = (
    columns: readonly SqlColumn[],
    list: SqlExpression,
    source: Parameters<typeof select>[1]['from'],
  ) => {
    const [id, item, lists] = [names.fresh(), names.fresh(), names.fresh()];
    const carried = columns.map(({ name, value }) => ({ name: names.fresh(), as: name, value }));
    const numbered = select(
      [
        { name: id, value: windowCall('row_number', [], {}) },
        ...carried.map(({ name, value }) => ({ name, value })),
        { name: lists, value: list },
      ],
      source === undefined ? {} : { from: source },
    );
    const unnested = select(
      [
        ...[id, ...carried.map(({ name }) => name)].map(
          (name): SqlColumn => ({ name, value: { kind: 'column', name } }),
        ),
        { name: item, value: fn('unnest', { kind: 'column', name: lists }) },
      ],
      { from: { kind: 'query', query: numbered, alias: names.fresh() } },
    );
    const part = (index: number): SqlExpression => field({ kind: 'column', name: item }, fieldName(index));
    const flags = sets.map(() => names.fresh());
    const position = sets.length + fields.length;
    const opened = select(
      [
        ...[id, ...carried.map(({ name }) => name)].map(
          (name): SqlColumn => ({ name, value: { kind: 'column', name } }),
        ),
        ...flags.map((name, index) => ({ name, value: part(index) })),
        ...fields.map(({ symbol }, index) => ({ name: names.of(symbol), value: part(sets.length + index) })),
        ...aggregations.flatMap(({ pointer }) => [
          { name: names.of(pointer.classifierSymbol), value: part(position) },
          { name: names.of(pointer.matchNumberSymbol), value: part(position + 1) },
        ]),
      ],
      { from: { kind: 'query', query: unnested, alias: names.fresh() } },
    );
    const any = (name: string): SqlExpression => ({
      kind: 'aggregate',
      name: 'first',
      arguments: [{ kind: 'column', name }],
      distinct: false,
      orderBy: [],
    });
    return select(
      [
        ...carried.map(({ name, as }) => ({ name: as, value: any(name) })),
        ...aggregations.map(({ symbol, pointer }, index) => {
          const { signature } = pointer.function;
          const types = signature.argumentTypes.map(parseType);
          const { values, lambdas = [] } = translateArguments(
            pointer.arguments,
            signature.argumentTypes,
            context,
          );
          return {
            name: names.of(symbol),
            value: aggregateTranslation(pointer.function, types).single({
              values: values.map((value, i) => ofTaken(value, pointer.arguments[i], flags[index] as string)),
              lambdas,
              types,
              resultType: parseType(signature.returnType),
              distinct: false,
              filter: { kind: 'column', name: flags[index] as string },
              orderBy: [],
            }),
          };
        }),
      ],
      {
        from: { kind: 'query', query: opened, alias: names.fresh() },
        groupBy: [{ kind: 'column', name: id }],
      },
    );
  };
  return { recognized: { sets, fields: fields.map(({ index }) => index) }, element, query };
}

function withParts(expression: Expression): Expression[] {
  return [expression, ...childrenOf(expression).flatMap(withParts)];
}
