import type { PlanNode } from '../../../generated/worker/types.ts';
import { symbolsOf } from '../../../src/engine/expressions/expression-tree.ts';
import { readExpression } from '../../../src/engine/expressions/read-expression.ts';
import type { Type } from '../../../src/engine/types/type.ts';

/** The symbols that a node takes from the nodes below it. Unknown kinds are an error, so that none goes unchecked. */
export function symbolsRead(node: PlanNode, types: ReadonlyMap<string, Type>): readonly string[] {
  const symbolsIn = (text: string): readonly string[] => [...symbolsOf(readExpression(text, types))];
  switch (node['@type']) {
    case 'output':
      return node.outputs;
    case 'project':
      return Object.values(node.assignments.assignments).flatMap((text) => symbolsIn(text));
    case 'filter':
      return symbolsIn(node.predicate);
    case 'aggregation':
      return [
        ...node.groupingSets.groupingKeys,
        ...(node.groupIdSymbol === undefined ? [] : [node.groupIdSymbol]),
        ...Object.values(node.aggregations).flatMap((call) => [
          ...call.arguments.flatMap((text) => symbolsIn(text)),
          ...[call.mask ?? [], call.filter ?? [], call.orderingScheme?.orderBy ?? []].flat(),
        ]),
      ];
    case 'join':
      return [
        ...node.criteria.flatMap(({ left, right }) => [left, right]),
        ...(node.filter === undefined ? [] : symbolsIn(node.filter)),
        ...node.leftOutputSymbols,
        ...node.rightOutputSymbols,
      ];
    case 'semijoin':
      return [node.sourceJoinSymbol, node.filteringSourceJoinSymbol];
    case 'groupid':
      return [...Object.values(node.groupingColumns), ...node.aggregationArguments];
    case 'markDistinct':
    case 'distinctlimit':
      return node.distinctSymbols;
    case 'sort':
    case 'topn':
      return node.orderingScheme.orderBy;
    case 'limit':
      return node.tiesResolvingScheme?.orderBy ?? [];
    case 'rowNumber':
      return node.partitionBy;
    case 'topnRanking':
    case 'window':
      return [...node.specification.partitionBy, ...(node.specification.orderingScheme?.orderBy ?? [])];
    case 'unnest':
      return [...node.replicateSymbols, ...node.mappings.map(({ input }) => input)];
    case 'exchange':
      return [
        ...node.inputs.flat(),
        ...(node.sources.length > 1
          ? []
          : node.partitioningScheme.partitioning.arguments.flatMap(({ expression }) =>
              expression === undefined ? [] : symbolsIn(expression),
            )),
      ];
    case 'values':
    case 'tablescan':
    case 'remoteSource':
    case 'assignUniqueId':
    case 'scalar':
    case 'sample':
      return [];
    default:
      throw new TypeError(`A fragment has a ${node['@type']}`);
  }
}
