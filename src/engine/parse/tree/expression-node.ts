import type { CaseNode, CoalesceNode, IfNode, NullIfNode, TryNode } from './conditional.ts';
import type {
  BetweenNode,
  ComparisonNode,
  ExistsNode,
  InListNode,
  InNode,
  IsNotNullNode,
  IsNullNode,
  LikeNode,
  LogicalNode,
  NotNode,
  QuantifiedComparisonNode,
} from './predicate.ts';
import type { FunctionCallNode, GroupingOperationNode, WindowOperationNode } from './function-call.ts';
import type { IdentifierNode } from './identifier.ts';
import type {
  JsonArrayNode,
  JsonExistsNode,
  JsonObjectNode,
  JsonQueryNode,
  JsonValueNode,
} from './json-function.ts';
import type { LiteralNode } from './literal.ts';
import type {
  ArithmeticBinaryNode,
  ArithmeticUnaryNode,
  ArrayNode,
  AtTimeZoneNode,
  BindNode,
  CastNode,
  CurrentNode,
  CurrentTimeNode,
  DereferenceNode,
  ExtractNode,
  FormatNode,
  LabelDereferenceNode,
  LambdaNode,
  ParameterNode,
  RowNode,
  SubqueryNode,
  SubscriptNode,
  TrimNode,
} from './scalar.ts';

/** A node of a scalar expression, as written: no names resolved, no types. */
export type ExpressionNode =
  | IdentifierNode
  | LiteralNode
  | DereferenceNode
  | LabelDereferenceNode
  | SubscriptNode
  | ArithmeticUnaryNode
  | ArithmeticBinaryNode
  | ComparisonNode
  | QuantifiedComparisonNode
  | LogicalNode
  | NotNode
  | IsNullNode
  | IsNotNullNode
  | BetweenNode
  | InNode
  | InListNode
  | LikeNode
  | ExistsNode
  | SubqueryNode
  | CaseNode
  | IfNode
  | CoalesceNode
  | NullIfNode
  | TryNode
  | CastNode
  | ExtractNode
  | TrimNode
  | FormatNode
  | AtTimeZoneNode
  | CurrentTimeNode
  | CurrentNode
  | RowNode
  | ArrayNode
  | LambdaNode
  | BindNode
  | ParameterNode
  | FunctionCallNode
  | WindowOperationNode
  | GroupingOperationNode
  | JsonExistsNode
  | JsonValueNode
  | JsonQueryNode
  | JsonObjectNode
  | JsonArrayNode;
