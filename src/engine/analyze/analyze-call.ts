import { codePointsConstant, emptyArrayConstant } from '../expressions/internal-constants.ts';
import type { Expression } from '../expressions/expression.ts';
import { isBuiltinName } from '../functions/builtin-names.ts';
import { functionsNamed } from '../functions/function-registry.ts';
import { resolveFunction, resolveInternal } from '../functions/resolve-function.ts';
import type { FunctionBinding } from '../functions/resolve-function.ts';
import { TrinoError } from '../errors/trino-error.ts';
import type { FunctionCallNode } from '../parse/tree/function-call.ts';
import type { ArrayNode, ExtractNode, TrimNode } from '../parse/tree/scalar.ts';
import type { ExpressionNode } from '../parse/tree/expression-node.ts';
import type { SyntaxNode } from '../parse/tree/node.ts';
import type { Type } from '../types/type.ts';
import { coerce, coerceToCommonType, typeText } from './coerce.ts';
import { LambdaAnalysis } from './analyze-lambda.ts';
import type { PrepareLambda } from './analyze-lambda.ts';
import { sessionFunction } from './analyze-session-value.ts';
import { expressionText } from './expression-text.ts';
import type { AnalyzeNested, ExpressionContext } from './expression-context.ts';
import { isAggregateCall } from './is-aggregate-call.ts';
import { analyzeRoutineCall } from './routines/analyze-routine-call.ts';
import { located, notSupported, semanticError } from './semantic-error.ts';

/**
 * A function call: an aggregate goes to the query, any other function is resolved over its arguments' types.
 * @param analyze analyses an expression among other names: the body of a lambda
 */
export function analyzeCall(
  node: FunctionCallNode,
  nested: AnalyzeNested,
  context: ExpressionContext,
  analyze: (node: ExpressionNode, context: ExpressionContext) => Expression,
): Expression {
  const ofPattern = context.rowPattern?.call(node);
  if (ofPattern !== undefined) return ofPattern;
  const routine = analyzeRoutineCall(node, nested, context);
  if (routine !== undefined) return routine;
  const name = functionName(node);
  const label = node.arguments.find(({ kind }) => kind === 'labelDereference');
  if (label !== undefined) {
    throw semanticError(
      'INVALID_FUNCTION_ARGUMENT',
      label,
      'label.* syntax is only supported as the only argument of row pattern count function',
    );
  }
  if (node.processingMode !== undefined) {
    throw semanticError(
      'INVALID_PROCESSING_MODE',
      node,
      `${node.processingMode} semantics is not supported out of pattern recognition context`,
    );
  }
  if (node.window !== undefined) {
    if (context.window === undefined) {
      throw semanticError('EXPRESSION_NOT_SCALAR', node, `A window function can't stand here: ${name}`);
    }
    return context.window(node);
  }
  if (functionsNamed(name).some(({ entry }) => entry.kind === 'WINDOW')) {
    throw semanticError(
      'MISSING_OVER',
      node,
      `Window function system.builtin.${name} requires an OVER clause`,
    );
  }
  if (
    functionsNamed(name).length === 0 &&
    isBuiltinName(name) &&
    sessionFunction(name, node, context.query.session) === undefined
  ) {
    throw notSupported(node, `Function ${name}`);
  }
  if (isAggregateCall(node)) {
    if (context.aggregate === undefined) {
      throw semanticError('EXPRESSION_NOT_SCALAR', node, `An aggregation can't stand here: ${name}`);
    }
    return context.aggregate(node);
  }
  if (node.distinct) {
    throw semanticError(
      'FUNCTION_NOT_AGGREGATE',
      node,
      'DISTINCT is not supported for non-aggregation functions',
    );
  }
  if (node.filter !== undefined) nested(node.filter);
  const ofSession = sessionFunction(name, node, context.query.session);
  const args = node.arguments.map((argument) =>
    argument.kind === 'lambda' ? new LambdaAnalysis(argument, context, analyze) : nested(argument),
  );
  const value = ofSession ?? call(node, name, args);
  if (node.filter !== undefined) {
    throw semanticError('FUNCTION_NOT_AGGREGATE', node, 'Filter is only valid for aggregation functions');
  }
  if (node.orderBy !== undefined) {
    throw semanticError('FUNCTION_NOT_AGGREGATE', node, 'ORDER BY is only valid for aggregation functions');
  }
  return value;
}

/** Chooses the overload of an aggregate and casts its arguments. */
export function resolveAggregate(
  node: FunctionCallNode,
  nested: AnalyzeNested,
  lambda: PrepareLambda,
): {
  readonly name: string;
  readonly binding: FunctionBinding;
  /** As they were written, before casts. */
  readonly given: readonly (Expression | LambdaAnalysis)[];
  readonly arguments: readonly Expression[];
} {
  const name = functionName(node);
  const args = node.arguments.map((argument) =>
    argument.kind === 'lambda' ? lambda(argument) : nested(argument),
  );
  const [listed] = args;
  if (
    name === 'listagg' &&
    listed !== undefined &&
    listed.kind !== 'lambda' &&
    listed.type.kind !== 'varchar'
  ) {
    const [argument] = node.arguments as readonly [ExpressionNode, ...ExpressionNode[]];
    throw semanticError(
      'TYPE_MISMATCH',
      node,
      `Expected expression of varchar, but '${expressionText(argument)}' has ${typeText(listed.type)} type`,
    );
  }
  const binding = resolve(node, name, args);
  return { name, given: args, binding, arguments: coerceArguments(args, binding) };
}

/**
 * The function's name without its schema; names in other schemas than `system.builtin` have no functions.
 * @throws TrinoError FUNCTION_NOT_FOUND
 */
function functionName(node: FunctionCallNode): string {
  const parts = node.name.parts.map((part) => part.value);
  const [first = '', second = '', third = ''] = parts;
  if (parts.length === 1) {
    return first.toLowerCase();
  }
  if (parts.length > 3) {
    throw new TrinoError('FUNCTION_NOT_FOUND', `Invalid function name: ${parts.join('.')}`);
  }
  if (parts.length === 3 && first.toLowerCase() === 'system' && second.toLowerCase() === 'builtin') {
    return third.toLowerCase();
  }
  throw semanticError('FUNCTION_NOT_FOUND', node, `Function '${parts.join('.')}' not registered`);
}

function call(node: SyntaxNode, name: string, args: readonly (Expression | LambdaAnalysis)[]): Expression {
  const binding = resolve(node, name, args);
  return {
    kind: 'call',
    type: binding.returnType,
    function: binding.function,
    arguments: coerceArguments(args, binding),
  };
}

function resolve(
  node: SyntaxNode,
  name: string,
  args: readonly (Expression | LambdaAnalysis)[],
): FunctionBinding {
  return located(node, () =>
    resolveFunction(
      name,
      args.map((argument) => (argument instanceof LambdaAnalysis ? argument : argument.type)),
    ),
  );
}

function coerceArguments(
  args: readonly (Expression | LambdaAnalysis)[],
  binding: FunctionBinding,
): readonly Expression[] {
  return args.map((argument, i) => {
    const type = binding.argumentTypes[i] as Type;
    return argument instanceof LambdaAnalysis ? argument.expression(type) : coerce(argument, type);
  });
}

/** ARRAY[…] is the function `$array` over values of one type. */
export function analyzeArray(node: ArrayNode, nested: AnalyzeNested): Expression {
  if (node.values.length === 0) return emptyArrayConstant;
  const { type, expressions } = coerceToCommonType(
    node.values.map(nested),
    node.values,
    'All ARRAY elements',
  );
  const binding = resolveInternal(
    '$array',
    expressions.map(() => type),
  );
  if (binding === undefined) throw new TypeError('$array is not registered');
  return { kind: 'call', type: binding.returnType, function: binding.function, arguments: expressions };
}

const partFunctions: Readonly<Record<ExtractNode['field'], string>> = {
  YEAR: 'year',
  QUARTER: 'quarter',
  MONTH: 'month',
  WEEK: 'week',
  DAY: 'day',
  DAY_OF_MONTH: 'day',
  DAY_OF_WEEK: 'day_of_week',
  DOW: 'day_of_week',
  DAY_OF_YEAR: 'day_of_year',
  DOY: 'day_of_year',
  YEAR_OF_WEEK: 'year_of_week',
  YOW: 'year_of_week',
  HOUR: 'hour',
  MINUTE: 'minute',
  SECOND: 'second',
  TIMEZONE_MINUTE: 'timezone_minute',
  TIMEZONE_HOUR: 'timezone_hour',
};

/** EXTRACT(part FROM value) is the function of the part. */
export function analyzeExtract(node: ExtractNode, nested: AnalyzeNested): Expression {
  const name = partFunctions[node.field];
  const value = nested(node.value);
  const binding = hasPart(node.field, value.type)
    ? located(node, () => resolveInternal(name, [value.type]))
    : undefined;
  if (binding === undefined) {
    throw semanticError(
      'TYPE_MISMATCH',
      node.value,
      `Cannot extract ${node.field} from ${typeText(value.type)}`,
    );
  }
  return {
    kind: 'call',
    type: binding.returnType,
    function: binding.function,
    arguments: coerceArguments([value], binding),
  };
}

/** EXTRACT casts nothing. `day` of an interval is a part of it, DAY_OF_MONTH isn't. */
function hasPart(field: ExtractNode['field'], { kind }: Type): boolean {
  return (
    functionsNamed(partFunctions[field]).some(({ signature }) => {
      const [pattern] = signature.arguments;
      return pattern !== undefined && pattern.base + pattern.suffix === kind;
    }) && !(field === 'DAY_OF_MONTH' && kind === 'interval day to second')
  );
}

const trimFunctions = { BOTH: 'trim', LEADING: 'ltrim', TRAILING: 'rtrim' } as const;

/** TRIM(…) is one of three functions; the characters to remove are a set of code points. */
export function analyzeTrim(node: TrimNode, nested: AnalyzeNested): Expression {
  const source = nested(node.source);
  const characters = node.characters === undefined ? [] : [nested(node.characters)];
  // Trino makes the call itself, so that its errors have no position.
  const binding = resolveFunction(
    trimFunctions[node.specification],
    [source, ...characters].map(({ type }) => type),
  );
  const args = [source, ...characters.map((each) => codePointsConstant(each) ?? each)];
  return {
    kind: 'call',
    type: binding.returnType,
    function: binding.function,
    arguments: coerceArguments(args, binding),
  };
}
