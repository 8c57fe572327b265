import { createHash } from 'node:crypto';
import type { ResolvedFunction } from '../../expressions/expression.ts';
import type { FunctionSpecification, RoutineCharacteristic } from '../../parse/tree/routine.ts';
import { inlineSchema, routineIdPrefix } from '../../routines/routine.ts';
import { formatType } from '../../types/format-type.ts';
import type { Type } from '../../types/type.ts';
import { semanticError } from '../semantic-error.ts';
import type { FunctionSchema } from './declared-routine.ts';
import { readRoutineType } from './read-routine-type.ts';

/** The schema of a function, and its catalog's handle on the wire. */
export interface RoutinePlace extends FunctionSchema {
  readonly handle: string;
}

/** The place of functions that a statement brings along. */
export const inlinePlace: RoutinePlace = {
  catalog: 'system',
  schema: inlineSchema,
  handle: 'system:normal:system',
};

/** What a function's declaration says: all but its body. */
export interface RoutineHead {
  readonly head: ResolvedFunction;
  readonly parameters: readonly { readonly name: string; readonly type: Type }[];
  readonly comment?: string;
}

/**
 * Reads a declaration.
 * @param tree read from `sql`, the text as it is kept
 * @throws TrinoError SYNTAX_ERROR, INVALID_ARGUMENTS, TYPE_MISMATCH, NOT_SUPPORTED, MISSING_RETURN
 */
export function routineHead(tree: FunctionSpecification, sql: string, place: RoutinePlace): RoutineHead {
  const { language, deterministic, nullInput, routineComment } = characteristicsOf(tree);
  const parameters = parametersOf(tree);
  const returnType = readRoutineType(tree.returns, { ...tree.returns.location, columnNumber: 1 });
  if (language !== undefined && language.language.value.toUpperCase() !== 'SQL') {
    throw semanticError('NOT_SUPPORTED', tree, `Unsupported language: ${language.language.value}`);
  }
  if (!endsInReturn(tree)) {
    throw semanticError('MISSING_RETURN', tree.statement, 'Function must end in a RETURN statement');
  }
  const head: ResolvedFunction = {
    signature: {
      name: {
        catalogName: place.catalog,
        schemaName: place.schema,
        functionName: (tree.name.parts.at(-1)?.value ?? '').toLowerCase(),
      },
      returnType: formatType(returnType),
      argumentTypes: parameters.map(({ type }) => formatType(type)),
    },
    catalogHandle: place.handle,
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
  return { head, parameters, ...(routineComment !== undefined && { comment: routineComment.comment }) };
}

/** @throws TrinoError SYNTAX_ERROR for a clause that is there twice */
function characteristicsOf(tree: FunctionSpecification): {
  readonly language?: RoutineCharacteristic & { readonly kind: 'language' };
  readonly deterministic?: RoutineCharacteristic & { readonly kind: 'deterministic' };
  readonly nullInput?: RoutineCharacteristic & { readonly kind: 'nullInput' };
  readonly routineComment?: RoutineCharacteristic & { readonly kind: 'routineComment' };
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
    ...only('security', 'security'),
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
