import { createHash } from 'node:crypto';
import type { Expression, ResolvedFunction } from '../../expressions/expression.ts';
import { some } from '../../expressions/expression-tree.ts';
import type { FunctionSpecification, RoutineCharacteristic } from '../../parse/tree/routine.ts';
import { inlineSchema, routineIdPrefix } from '../../routines/routine.ts';
import { formatType } from '../../types/format-type.ts';
import type { Type } from '../../types/type.ts';
import type { QueryContext } from '../query-context.ts';
import { semanticError } from '../semantic-error.ts';
import { BodyAnalyzer } from './analyze-body.ts';
import { readRoutineType } from './read-routine-type.ts';
import { readSpecification } from './read-specification.ts';
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
    const { statement } = node;
    if (statement.kind !== 'return' && statement.kind !== 'compound') {
      throw semanticError('SYNTAX_ERROR', statement, 'Function body must start with RETURN or BEGIN');
    }
    declareRoutine(node, scope, context);
  }
}

function declareRoutine(node: FunctionSpecification, scope: RoutineScope, context: QueryContext): void {
  const { sql, tree } = readSpecification(node);
  const { language, deterministic, nullInput } = characteristicsOf(tree);
  const parameters = parametersOf(tree);
  const returnType = readRoutineType(tree.returns, { ...tree.returns.location, columnNumber: 1 });
  if (language !== undefined && language.language.value.toUpperCase() !== 'SQL') {
    const name = language.language.value.toUpperCase();
    throw semanticError('NOT_SUPPORTED', tree, `Unsupported language: ${name}`);
  }
  if (!endsInReturn(tree)) {
    throw semanticError('MISSING_RETURN', tree.statement, 'Function must end in a RETURN statement');
  }
  const head: ResolvedFunction = {
    signature: {
      name: {
        catalogName: 'system',
        schemaName: inlineSchema,
        functionName: (tree.name.parts.at(-1)?.value ?? '').toLowerCase(),
      },
      returnType: formatType(returnType),
      argumentTypes: parameters.map(({ type }) => formatType(type)),
    },
    catalogHandle: 'system:normal:system',
    id: routineIdPrefix + createHash('sha256').update(Buffer.from(sql, 'utf16le')).digest('hex'),
    functionKind: 'SCALAR',
    deterministic: deterministic?.deterministic ?? true,
    functionNullability: {
      returnNullable: true,
      argumentNullable: parameters.map(() => nullInput?.calledOnNull ?? true),
    },
    typeDependencies: {},
    functionDependencies: [],
  };
  // Known by name while its own body is analysed, so that recursion is found.
  scope.declare(head);
  const body = new BodyAnalyzer(returnType, context);
  const variables = parameters.map(({ name, type }) => body.declareParameter(name, type));
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
  scope.declare(fn)({ function: fn, returnType, parameters: variables, body: statement });
}

/** @throws TrinoError SYNTAX_ERROR for a clause that is there twice */
function characteristicsOf(tree: FunctionSpecification): {
  readonly language?: RoutineCharacteristic & { readonly kind: 'language' };
  readonly deterministic?: RoutineCharacteristic & { readonly kind: 'deterministic' };
  readonly nullInput?: RoutineCharacteristic & { readonly kind: 'nullInput' };
} {
  const only = <Kind extends RoutineCharacteristic['kind']>(
    kind: Kind,
    name: string,
  ): { readonly [K in Kind]?: RoutineCharacteristic & { readonly kind: Kind } } => {
    const found = tree.characteristics.filter((each) => each.kind === kind);
    if (found.length > 1) throw semanticError('SYNTAX_ERROR', tree, `Multiple ${name} clauses specified`);
    return (found.length === 0 ? {} : { [kind]: found[0] }) as {
      readonly [K in Kind]?: RoutineCharacteristic & { readonly kind: Kind };
    };
  };
  return {
    ...only('language', 'language'),
    ...only('deterministic', 'deterministic'),
    ...only('nullInput', 'null-call'),
    ...only('routineComment', 'comment'),
  };
}

function parametersOf(tree: FunctionSpecification): { readonly name: string; readonly type: Type }[] {
  const names = new Set<string>();
  return tree.parameters.map((parameter) => {
    const name = parameter.name?.value.toLowerCase();
    if (name === undefined) {
      throw semanticError('INVALID_ARGUMENTS', parameter, 'Function parameters must have a name');
    }
    if (names.has(name)) {
      throw semanticError('INVALID_ARGUMENTS', parameter, `Duplicate function parameter name: ${name}`);
    }
    names.add(name);
    return { name, type: readRoutineType(parameter.type, parameter.location) };
  });
}

function endsInReturn({ statement }: FunctionSpecification): boolean {
  return (
    statement.kind === 'return' ||
    (statement.kind === 'compound' && statement.statements.at(-1)?.kind === 'return')
  );
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
