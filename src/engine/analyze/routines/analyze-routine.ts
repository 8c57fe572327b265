import type { Expression, ResolvedFunction } from '../../expressions/expression.ts';
import { some } from '../../expressions/expression-tree.ts';
import type { FunctionSpecification } from '../../parse/tree/routine.ts';
import type { Routine } from '../../routines/routine.ts';
import { parseType } from '../../types/parse-type.ts';
import type { QueryContext } from '../query-context.ts';
import { semanticError } from '../semantic-error.ts';
import { BodyAnalyzer } from './analyze-body.ts';
import { readSpecification } from './read-specification.ts';
import { inlinePlace, routineHead } from './routine-head.ts';
import type { RoutineScope } from './routine-scope.ts';

/**
 * Analyses the functions of WITH FUNCTION, each with those before it in sight.
 * @throws TrinoError with positions in the function as it is kept: NOT_SUPPORTED, MISSING_RETURN, INVALID_ARGUMENTS, …
 */
export function declareRoutines(
  nodes: readonly FunctionSpecification[],
  scope: RoutineScope,
  context: QueryContext,
): void {
  for (const node of nodes) {
    if (node.name.parts.length > 1) {
      const name = node.name.parts.map(({ value }) => value).join('.');
      throw semanticError('SYNTAX_ERROR', node, `Inline function names cannot be qualified: ${name}`);
    }
    const security = node.characteristics.find(({ kind }) => kind === 'security');
    if (security !== undefined) {
      throw semanticError('NOT_SUPPORTED', security, 'Security mode not supported for inline functions');
    }
    verifyBegin(node);
    declareRoutine(node, scope, context);
  }
}

/** @throws TrinoError SYNTAX_ERROR for a body that is a loop or another statement that stands within bodies */
export function verifyBegin({ statement }: FunctionSpecification): void {
  if (statement.kind !== 'return' && statement.kind !== 'compound') {
    throw semanticError('SYNTAX_ERROR', statement, 'Function body must start with RETURN or BEGIN');
  }
}

function declareRoutine(node: FunctionSpecification, scope: RoutineScope, context: QueryContext): void {
  const { sql, tree } = readSpecification(node);
  const { head } = routineHead(tree, sql, inlinePlace);
  // Known by name while its own body is analysed, so that recursion is found.
  scope.declare(head);
  const routine = analyzeRoutine(tree, head, context);
  scope.declare(routine.function)(routine);
}

/**
 * Types the body of a function.
 * @param head what is known of it by its declaration
 * @throws TrinoError with positions in the text that `tree` was read from: INVALID_ARGUMENTS and what bodies fail with
 */
export function analyzeRoutine(
  tree: FunctionSpecification,
  head: ResolvedFunction,
  context: QueryContext,
): Routine {
  const returnType = parseType(head.signature.returnType);
  const body = new BodyAnalyzer(returnType, context);
  const variables = tree.parameters.map(({ name }, i) =>
    body.declareParameter(
      name?.value.toLowerCase() ?? '',
      parseType(head.signature.argumentTypes[i] ?? 'unknown'),
    ),
  );
  const statement = body.statement(tree.statement);
  const isDeterministic = !body.expressions.some((expression) =>
    some(expression, (part) => part.kind === 'call' && changes(part.function)),
  );
  if (head.deterministic !== isDeterministic) {
    const message = head.deterministic
      ? 'Non-deterministic function declared DETERMINISTIC'
      : 'Deterministic function declared NOT DETERMINISTIC';
    throw semanticError('INVALID_ARGUMENTS', tree, message);
  }
  const fn = { ...head, functionDependencies: calledBy(body.expressions) };
  return { function: fn, returnType, parameters: variables, body: statement };
}

/** TRY isn't moved by the optimizer, as if it changed; what is in it tells whether it does. */
function changes({ deterministic, signature }: ResolvedFunction): boolean {
  return !deterministic && signature.name.functionName !== '$internal$try';
}

/** The functions that a body calls, each once; operators and casts aren't listed. */
function calledBy(expressions: readonly Expression[]): ResolvedFunction[] {
  const found = new Map<string, ResolvedFunction>();
  for (const expression of expressions) {
    some(expression, (part) => {
      if (part.kind === 'call' && !part.function.signature.name.functionName.startsWith('$')) {
        found.set(JSON.stringify(part.function), part.function);
      }
      return false;
    });
  }
  return [...found.values()];
}
