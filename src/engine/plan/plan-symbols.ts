import type {
  Aggregation,
  ExpressionAndValuePointers,
  OrderingScheme,
  PatternRecognitionNode,
  PlanNode,
} from '../../../generated/worker/types.ts';
import { symbolsOf } from '../expressions/expression-tree.ts';
import type { PlanContext } from './plan-context.ts';
import { outputsOf, sourcesOf } from './plan-nodes.ts';

/**
 * The symbols that a node itself reads of its sources, whatever it passes on. A symbol that no source gives is one of an enclosing
 * query.
 * @throws TypeError for nodes that the logical planner doesn't make
 */
export function symbolsReadBy(node: PlanNode, context: PlanContext): ReadonlySet<string> {
  const found = new Set<string>();
  const expressions = (texts: readonly (string | undefined)[]): void => {
    for (const text of texts) {
      if (text !== undefined) {
        symbolsOf(context.read(text), found);
      }
    }
  };
  const symbols = (names: Iterable<string>): void => {
    for (const name of names) {
      found.add(name);
    }
  };
  switch (node['@type']) {
    case 'tablescan':
    case 'limit':
    case 'scalar':
    case 'sample':
    case 'assignUniqueId':
      break;
    case 'values':
      expressions(node.rows ?? []);
      break;
    case 'output':
      symbols(node.outputs);
      break;
    case 'project':
      expressions(Object.values(node.assignments.assignments));
      break;
    case 'filter':
      expressions([node.predicate]);
      break;
    case 'aggregation':
      symbols(node.groupingSets.groupingKeys);
      for (const call of Object.values(node.aggregations)) {
        expressions(call.arguments);
        symbols(otherSymbolsOf(call));
      }
      break;
    case 'groupid':
      symbols(Object.values(node.groupingColumns));
      symbols(node.aggregationArguments);
      break;
    case 'markDistinct':
      symbols(node.distinctSymbols);
      break;
    case 'distinctlimit':
      symbols(node.distinctSymbols);
      break;
    case 'sort':
    case 'topn':
      symbols(node.orderingScheme.orderBy);
      break;
    case 'topnRanking':
      symbols(node.specification.partitionBy);
      symbols(orderOf(node.specification.orderingScheme));
      break;
    case 'rowNumber':
      symbols(node.partitionBy);
      break;
    case 'window':
      symbols(node.specification.partitionBy);
      symbols(orderOf(node.specification.orderingScheme));
      for (const { arguments: args } of Object.values(node.windowFunctions)) {
        expressions(args);
      }
      break;
    case 'patternRecognition':
      symbols(node.specification.partitionBy);
      symbols(orderOf(node.specification.orderingScheme));
      for (const { arguments: args } of Object.values(node.windowFunctions)) expressions(args);
      if (node.commonBaseFrame?.endValue !== undefined) symbols([node.commonBaseFrame.endValue]);
      for (const parts of patternExpressionsOf(node)) {
        for (const symbol of symbolsOfPattern(parts, context)) found.add(symbol);
      }
      break;
    case 'join':
      symbols(node.criteria.flatMap(({ left, right }) => [left, right]));
      expressions([node.filter]);
      break;
    case 'correlatedJoin':
      expressions([node.filter]);
      break;
    case 'semijoin':
      symbols([node.sourceJoinSymbol, node.filteringSourceJoinSymbol]);
      break;
    case 'tableFunctionProcessor':
      symbols(node.requiredSymbols.flat());
      symbols(node.passThroughSpecifications.flatMap(({ columns }) => columns.map(({ symbol }) => symbol)));
      symbols(Object.values(node.markerSymbols ?? {}));
      symbols(node.specification?.partitionBy ?? []);
      symbols(orderOf(node.specification?.orderingScheme));
      break;
    case 'union':
      symbols(Object.values(node.outputToInputs).flat());
      break;
    case 'unnest':
      symbols(node.mappings.map(({ input }) => input));
      expressions([node.filter]);
      break;
    default:
      throw new TypeError(`Unexpected plan node ${node['@type']}`);
  }
  return found;
}

function otherSymbolsOf({ filter, mask, orderingScheme }: Aggregation): readonly string[] {
  return [filter, mask, ...orderOf(orderingScheme)].filter((symbol) => symbol !== undefined);
}

function patternExpressionsOf(node: PatternRecognitionNode): readonly ExpressionAndValuePointers[] {
  return [
    ...Object.values(node.measures).map((measure) => measure.expressionAndValuePointers),
    ...Object.values(node.variableDefinitions),
  ];
}

/** What an expression over a match reads of the source, and of enclosing queries: not its placeholders. */
function symbolsOfPattern(
  { expression, layout, valuePointers, classifierSymbols, matchNumberSymbols }: ExpressionAndValuePointers,
  context: PlanContext,
): ReadonlySet<string> {
  const found = symbolsOf(context.read(expression));
  for (const placeholder of layout) found.delete(placeholder);
  for (const pointer of valuePointers) {
    if (pointer['@type'] === 'scalar') {
      const { inputSymbol } = pointer;
      if (!classifierSymbols.includes(inputSymbol) && !matchNumberSymbols.includes(inputSymbol))
        found.add(inputSymbol);
      continue;
    }
    for (const argument of pointer.arguments) {
      for (const symbol of symbolsOf(context.read(argument))) {
        if (symbol !== pointer.classifierSymbol && symbol !== pointer.matchNumberSymbol) found.add(symbol);
      }
    }
  }
  return found;
}

function orderOf(scheme: OrderingScheme | undefined): readonly string[] {
  return scheme?.orderBy ?? [];
}

/** The symbols that a plan reads and doesn't make: those of enclosing queries. */
export function freeSymbols(plan: PlanNode, context: PlanContext): ReadonlySet<string> {
  const read = new Set<string>();
  const made = new Set<string>();
  const visit = (node: PlanNode): void => {
    for (const symbol of symbolsReadBy(node, context)) {
      read.add(symbol);
    }
    for (const symbol of outputsOf(node)) {
      made.add(symbol);
    }
    sourcesOf(node).forEach(visit);
  };
  visit(plan);
  for (const symbol of made) {
    read.delete(symbol);
  }
  return read;
}
