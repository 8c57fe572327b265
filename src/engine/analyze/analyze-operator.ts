import { arithmeticOperators } from '../expressions/arithmetic-operators.ts';
import { likePatternConstant } from '../expressions/internal-constants.ts';
import type { Expression } from '../expressions/expression.ts';
import { resolveInternal } from '../functions/resolve-function.ts';
import { isComparable, isOrderable } from '../functions/type-traits.ts';
import type { ExpressionNode } from '../parse/tree/expression-node.ts';
import type {
  BetweenNode,
  ComparisonNode,
  InNode,
  LikeNode,
  LogicalNode,
  NotNode,
  IsNullNode,
  IsNotNullNode,
} from '../parse/tree/predicate.ts';
import type { ArithmeticBinaryNode, ArithmeticUnaryNode } from '../parse/tree/scalar.ts';
import { commonSuperType } from '../types/coercion.ts';
import type { Type } from '../types/type.ts';
import { booleanType, coerce, coerceToBoolean, coerceToCommonType, typeText } from './coerce.ts';
import type { AnalyzeNested } from './expression-context.ts';
import { notSupported, semanticError } from './semantic-error.ts';

type OperatorNode =
  | ArithmeticUnaryNode
  | ArithmeticBinaryNode
  | ComparisonNode
  | LogicalNode
  | NotNode
  | IsNullNode
  | IsNotNullNode
  | BetweenNode
  | InNode
  | LikeNode;

/** Operators and predicates: operands get the common type the operator works on. */
export function analyzeOperator(node: OperatorNode, nested: AnalyzeNested): Expression {
  switch (node.kind) {
    case 'arithmeticUnary':
      return analyzeSign(node, nested);
    case 'arithmeticBinary':
      return analyzeArithmetic(node, nested);
    case 'comparison':
      return analyzeComparison(node, nested);
    case 'logical': {
      const terms = node.terms.map((term) =>
        coerceToBoolean(
          nested(term),
          term,
          (type) => `Logical expression term must evaluate to a boolean (actual: ${type})`,
        ),
      );
      return { kind: 'logical', type: booleanType, operator: node.operator, terms };
    }
    case 'not':
      return not(
        coerceToBoolean(
          nested(node.value),
          node.value,
          (type) => `Value of logical NOT expression must evaluate to a boolean (actual: ${type})`,
        ),
      );
    case 'isNull':
      return { kind: 'isNull', type: booleanType, value: nested(node.value) };
    case 'isNotNull':
      return not({ kind: 'isNull', type: booleanType, value: nested(node.value) });
    case 'between':
      return analyzeBetween(node, nested);
    case 'in':
      return analyzeIn(node, nested);
    case 'like':
      return analyzeLike(node, nested);
    default: {
      const never: never = node;
      return never;
    }
  }
}

function not(value: Expression): Expression {
  return { kind: 'not', type: booleanType, value };
}

function analyzeSign(node: ArithmeticUnaryNode, nested: AnalyzeNested): Expression {
  const value = nested(node.value);
  if (node.sign === '+') {
    if (!plusTypes.includes(value.type.kind)) {
      throw semanticError(
        'TYPE_MISMATCH',
        node,
        `Unary '+' operator cannot by applied to ${typeText(value.type)} type`,
      );
    }
    return value;
  }
  const binding = resolveInternal(arithmeticOperators.negation, [value.type]);
  if (binding === undefined) {
    throw semanticError('TYPE_MISMATCH', node, `Cannot negate ${typeText(value.type)}`);
  }
  return {
    kind: 'negation',
    type: binding.returnType,
    value: coerce(value, binding.argumentTypes[0] as Type),
  };
}

/** What a plus sign may stand before: no decimals. */
const plusTypes: readonly Type['kind'][] = ['tinyint', 'smallint', 'integer', 'bigint', 'real', 'double'];

function analyzeArithmetic(node: ArithmeticBinaryNode, nested: AnalyzeNested): Expression {
  const left = nested(node.left);
  const right = nested(node.right);
  const binding = resolveInternal(arithmeticOperators[node.operator], [left.type, right.type]);
  if (binding === undefined) {
    throw cannotApply(node, node.operator, left, right);
  }
  const [leftType, rightType] = binding.argumentTypes as [Type, Type];
  return {
    kind: 'arithmetic',
    operator: node.operator,
    type: binding.returnType,
    left: coerce(left, leftType),
    right: coerce(right, rightType),
  };
}

function analyzeComparison(node: ComparisonNode, nested: AnalyzeNested): Expression {
  const left = nested(node.left);
  const right = nested(node.right);
  const common = commonSuperType(left.type, right.type);
  const ordered = node.operator !== '=' && node.operator !== '<>' && node.operator !== 'IS DISTINCT FROM';
  if (common === undefined || !(ordered ? isOrderable(common) : isComparable(common))) {
    throw node.operator === 'IS DISTINCT FROM'
      ? semanticError(
          'TYPE_MISMATCH',
          node,
          `Cannot check if ${typeText(left.type)} is distinct from ${typeText(right.type)}`,
        )
      : cannotApply(node, resolvedAs[node.operator], left, right);
  }
  return {
    kind: 'comparison',
    operator: node.operator,
    type: booleanType,
    left: coerce(left, common),
    right: coerce(right, common),
  };
}

/** Trino looks for the opposite of some operators, and its message names that. */
const resolvedAs = {
  '=': '=',
  '<>': '=',
  '<': '<',
  '<=': '<=',
  '>': '<',
  '>=': '<=',
  'IS DISTINCT FROM': 'IS DISTINCT FROM',
} as const;

function cannotApply(node: ExpressionNode, operator: string, left: Expression, right: Expression): Error {
  return semanticError(
    'TYPE_MISMATCH',
    node,
    `Cannot apply operator: ${typeText(left.type)} ${operator} ${typeText(right.type)}`,
  );
}

function analyzeBetween(node: BetweenNode, nested: AnalyzeNested): Expression {
  const [value, min, max] = [nested(node.value), nested(node.min), nested(node.max)];
  const bounds = commonSuperType(min.type, max.type);
  const common = bounds && commonSuperType(value.type, bounds);
  if (common === undefined || !isOrderable(common)) {
    throw semanticError(
      'TYPE_MISMATCH',
      node,
      `Cannot check if ${typeText(value.type)} is BETWEEN ${typeText(min.type)} and ${typeText(max.type)}`,
    );
  }
  return {
    kind: 'between',
    type: booleanType,
    value: coerce(value, common),
    min: coerce(min, common),
    max: coerce(max, common),
  };
}

function analyzeIn(node: InNode, nested: AnalyzeNested): Expression {
  if (node.list.kind !== 'inList') {
    throw new TypeError(`A ${node.list.kind} stands where the grammar has a list`);
  }
  const nodes = [node.value, ...node.list.values];
  const { expressions } = coerceToCommonType(nodes.map(nested), nodes, 'IN value and list items');
  const [value, ...list] = expressions as [Expression, ...Expression[]];
  return { kind: 'in', type: booleanType, value, list };
}

/** LIKE is the function `$like` over a pattern that is read once when it is constant. */
function analyzeLike(node: LikeNode, nested: AnalyzeNested): Expression {
  const text = (part: ExpressionNode, what: string): Expression => {
    const value = nested(part);
    const { kind } = value.type;
    if (kind !== 'varchar' && kind !== 'unknown' && !(kind === 'char' && part === node.value)) {
      throw semanticError(
        'TYPE_MISMATCH',
        part,
        `${what} LIKE expression must evaluate to a varchar (actual: ${typeText(value.type)})`,
      );
    }
    return kind === 'unknown' ? coerce(value, { kind: 'varchar' }) : value;
  };
  const value = text(node.value, 'Left side of');
  const pattern = text(node.pattern, 'Pattern for');
  const escape = node.escape && text(node.escape, 'Escape for');
  const pieces = escape === undefined ? [pattern] : [pattern, escape];
  const reader = resolveInternal(
    '$like_pattern',
    pieces.map(() => ({ kind: 'varchar' })),
  );
  const subject: Type = value.type.kind === 'char' ? value.type : { kind: 'varchar' };
  const like = resolveInternal('$like', [subject, { kind: 'LikePattern' }]);
  if (reader === undefined || like === undefined) {
    throw notSupported(node, `LIKE on ${typeText(value.type)}`);
  }
  const constant = likePatternConstant(pattern, escape);
  return {
    kind: 'call',
    type: booleanType,
    function: like.function,
    arguments: [
      value,
      constant ?? { kind: 'call', type: reader.returnType, function: reader.function, arguments: pieces },
    ],
  };
}
