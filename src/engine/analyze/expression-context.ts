import type { Expression } from '../expressions/expression.ts';
import type { ExpressionNode } from '../parse/tree/expression-node.ts';
import type {
  FunctionCallNode,
  GroupingOperationNode,
  WindowOperationNode,
} from '../parse/tree/function-call.ts';
import type { RowPatternScope } from './row-pattern/row-pattern-scope.ts';
import type { QueryContext } from './query-context.ts';
import type { Scope } from './scope.ts';
import type { SubqueryCollector } from './subquery-collector.ts';

/** What an expression is analysed in. */
export interface ExpressionContext {
  readonly query: QueryContext;
  readonly scope: Scope;
  readonly subqueries: SubqueryCollector;
  /** What a call of an aggregate is worth here; absent where none may stand (the clause has been checked before). */
  readonly aggregate?: (call: FunctionCallNode) => Expression;
  /** What a function over a window is worth here. */
  readonly window?: (call: FunctionCallNode) => Expression;
  /** What a measure of a window's row pattern is worth here. */
  readonly windowMeasure?: (operation: WindowOperationNode) => Expression;
  /** Within MEASURES and DEFINE: what names and calls mean there. */
  readonly rowPattern?: RowPatternScope;
  /** What GROUPING(…) is worth here. */
  readonly groupingOperation?: (operation: GroupingOperationNode) => Expression;
}

/** Analyses a nested expression: handed to the parts of the analyser, so that they needn't import each other. */
export type AnalyzeNested = (node: ExpressionNode) => Expression;
