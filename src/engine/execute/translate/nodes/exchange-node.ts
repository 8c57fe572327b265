import type { ExchangeNode, OrderingScheme, UnionNode } from '../../../../../generated/worker/types.ts';
import { TrinoError } from '../../../errors/trino-error.ts';
import type { FragmentContext } from '../fragment-context.ts';
import { closed, columnOf, columnsOf, from, openParts, select } from '../relation.ts';
import type { Relation } from '../relation.ts';

/**
 * Rows of several sources under one set of symbols. How a stock worker spreads them over its drivers is of no use here:
 * DuckDB spreads its own work.
 */
export function translateExchange(
  node: ExchangeNode,
  sources: readonly Relation[],
  context: FragmentContext,
): Relation {
  if (node.scope !== 'LOCAL')
    throw new TrinoError('GENERIC_INTERNAL_ERROR', 'Remote exchange inside of a fragment');
  const symbols = node.partitioningScheme.outputLayout;
  const rows = unite(
    symbols,
    sources.map((source, index) => ({ source, inputs: node.inputs[index] ?? [] })),
    context,
  );
  return node.orderingScheme === undefined ? rows : sorted(rows, node.orderingScheme, context);
}

/** UNION ALL. */
export function translateUnion(
  node: UnionNode,
  sources: readonly Relation[],
  context: FragmentContext,
): Relation {
  return unite(
    node.outputs,
    sources.map((source, index) => ({
      source,
      inputs: node.outputs.map((symbol) => node.outputToInputs[symbol]?.[index] ?? symbol),
    })),
    context,
  );
}

/** All rows in an order. */
export function sorted(source: Relation, scheme: OrderingScheme, context: FragmentContext): Relation {
  const { names } = context;
  return closed(
    select(columnsOf(source.symbols, names), {
      from: from(source, names),
      orderBy: context.orderings(scheme),
    }),
    source.symbols,
    names,
  );
}

/** @param sources each with its symbols for `symbols`, in order */
function unite(
  symbols: readonly string[],
  sources: readonly { readonly source: Relation; readonly inputs: readonly string[] }[],
  context: FragmentContext,
): Relation {
  const { names } = context;
  const renamed = sources.map(
    ({ source, inputs }): Relation => ({
      ...source,
      symbols,
      columns: new Map(
        symbols.map((symbol, position) => [
          names.of(symbol),
          columnOf(source, names.of(inputs[position] ?? symbol)),
        ]),
      ),
    }),
  );
  if (renamed.length === 1) return renamed[0] as Relation;
  const queries = renamed.map((source) =>
    select(
      symbols.map((symbol) => ({
        name: names.of(symbol),
        value: columnOf(source, names.of(symbol)).sql,
      })),
      openParts(source),
    ),
  );
  return closed({ kind: 'unionAll', queries }, symbols, names);
}
