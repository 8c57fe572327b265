import type { Expression } from '../expressions/expression.ts';
import type { ExpressionNode } from '../parse/tree/expression-node.ts';
import type { FunctionCallNode } from '../parse/tree/function-call.ts';
import type { Session } from '../session/session.ts';
import type { Scope } from './scope.ts';

/** What an expression is analysed in. */
export interface ExpressionContext {
  readonly session: Session;
  readonly scope: Scope;
  /** What a call of an aggregate is worth here; absent where none may stand (the clause has been checked before). */
  readonly aggregate?: (call: FunctionCallNode) => Expression;
}

/** Analyses a nested expression: handed to the parts of the analyser, so that they needn't import each other. */
export type AnalyzeNested = (node: ExpressionNode) => Expression;
