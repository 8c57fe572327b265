import { TrinoError } from '../errors/trino-error.ts';
import type { ResolvedFunction } from '../expressions/expression.ts';
import { displayType } from '../types/display-type.ts';
import { formatType } from '../types/format-type.ts';
import { sameType } from '../types/same-type.ts';
import type { Type } from '../types/type.ts';
import { applyVariables, bindSignature } from './bind-signature.ts';
import type { ArgumentType, BoundSignature, BoundVariables } from './bind-signature.ts';
import { isBuiltinName } from './builtin-names.ts';
import { canCast } from './can-cast.ts';
import { functionById, functionsNamed } from './function-registry.ts';
import type { RegisteredFunction } from './function-registry.ts';
import { parsePattern } from './signature.ts';
import type { Signature, TypePattern } from './signature.ts';

/** A call's function and the types its arguments are cast to. */
export interface FunctionBinding {
  readonly function: ResolvedFunction;
  readonly argumentTypes: readonly Type[];
  readonly returnType: Type;
}

interface Candidate {
  readonly fn: RegisteredFunction;
  readonly bound: BoundSignature;
}

/** Catalog of the functions that come with the server. */
const builtinCatalogHandle = 'system:normal:system';

/** Resolutions of calls that were seen; emptied when it reaches this many. */
const cacheLimit = 10_000;
const resolved = new Map<string, FunctionBinding>();

/**
 * Chooses the overload for a call, as Trino does: one that takes the arguments as they are, with fixed types before type
 * variables; else the most specific of those that take them after implicit casts.
 * @param name as in SQL, without catalog and schema
 * @throws TrinoError FUNCTION_NOT_FOUND, AMBIGUOUS_FUNCTION_CALL, NOT_SUPPORTED, without location
 */
export function resolveFunction(name: string, argumentTypes: readonly ArgumentType[]): FunctionBinding {
  const overloads = functionsNamed(name).filter((fn) => fn.entry.internal !== true);
  if (overloads.length === 0) {
    throw isBuiltinName(name.toLowerCase())
      ? unsupported(name)
      : new TrinoError('FUNCTION_NOT_FOUND', `Function '${name}' not registered`);
  }
  return chosen(name.toLowerCase(), overloads, argumentTypes);
}

/**
 * Chooses among the functions of a name that expressions of SQL stand for: AT TIME ZONE.
 * @throws TrinoError FUNCTION_NOT_FOUND, AMBIGUOUS_FUNCTION_CALL, without location
 */
export function resolveForExpression(name: string, argumentTypes: readonly Type[]): FunctionBinding {
  return chosen(name, functionsNamed(name), argumentTypes);
}

function chosen(
  name: string,
  overloads: readonly RegisteredFunction[],
  argumentTypes: readonly ArgumentType[],
): FunctionBinding {
  const binding = choose(name, overloads, argumentTypes);
  if (binding === undefined) {
    const expected = overloads.map(({ signature }) => describeSignature(name, signature)).sort();
    throw new TrinoError(
      'FUNCTION_NOT_FOUND',
      `Unexpected parameters (${argumentTypes.map(formatArgument).join(', ')}) for function ${name}. Expected: ${expected.join(', ')}`,
    );
  }
  return binding;
}

/** The overloads of a function of the server as messages list them, sorted; none when there is no such function. */
export function builtinSignatures(name: string): readonly string[] {
  return functionsNamed(name)
    .filter((fn) => fn.entry.internal !== true)
    .map(({ signature }) => describeSignature(name, signature))
    .sort();
}

/**
 * Chooses among the functions of a name that SQL can't call: `$like`, `$literal$`, operators.
 * @returns undefined when none takes such arguments
 */
export function resolveInternal(name: string, argumentTypes: readonly Type[]): FunctionBinding | undefined {
  return choose(name, functionsNamed(name), argumentTypes);
}

/** The function `$literal$` that makes constants of `type` from values of `stored`: its result isn't told by its argument. */
export function literalFunction(stored: Type, type: Type): ResolvedFunction {
  const key = `$literal$(${formatType(stored)}):${formatType(type)}`;
  const known = resolved.get(key);
  if (known !== undefined) {
    return known.function;
  }
  const fn = functionsNamed('$literal$')[0];
  if (fn === undefined) {
    throw new TypeError('$literal$ is not registered');
  }
  const variables: BoundVariables = {
    types: new Map([
      ['f', stored],
      ['t', type],
    ]),
    numbers: new Map(),
  };
  return remember(key, toBinding({ fn, bound: { argumentTypes: [stored], returnType: type, variables } }))
    .function;
}

/**
 * Type of the state that PARTIAL aggregation hands to FINAL.
 * @throws TypeError when the function is no aggregate of the registry
 */
export function intermediateType(fn: ResolvedFunction, argumentTypes: readonly Type[]): Type {
  const registered = functionById(fn.id);
  const intermediate = registered?.entry.intermediate;
  const bound =
    registered &&
    bindSignature(registered.signature, registered.entry.variadic ?? false, argumentTypes, false);
  if (registered === undefined || intermediate === undefined || bound === undefined) {
    throw new TypeError(`No intermediate state known of ${fn.id}`);
  }
  return applyVariables(patternOver(registered.signature, intermediate), bound.variables);
}

/** Whether an aggregation may be begun in one task and ended in another: its state has a type that nodes agree on. */
export function hasIntermediateType(fn: ResolvedFunction): boolean {
  return functionById(fn.id)?.entry.intermediate !== undefined;
}

function choose(
  name: string,
  overloads: readonly RegisteredFunction[],
  argumentTypes: readonly ArgumentType[],
): FunctionBinding | undefined {
  const text = argumentTypes.map(formatArgument).join(',');
  // What a lambda's types are is told by its text, not by how it looks here.
  const key = argumentTypes.some(({ kind }) => kind === 'lambda') ? undefined : `${name}(${text})`;
  const known = key === undefined ? undefined : resolved.get(key);
  if (known !== undefined) {
    return known;
  }
  const candidate = bestCandidate(overloads, argumentTypes);
  if (candidate?.fn.entry.unsupported === true) {
    throw unsupported(`${name}(${argumentTypes.map(formatArgument).join(', ')})`);
  }
  const binding = candidate && toBinding(candidate);
  return key === undefined || binding === undefined ? binding : remember(key, binding);
}

function formatArgument(type: ArgumentType): string {
  return type.kind === 'lambda' ? '<function>' : formatType(type);
}

/** The function of a call, whether or not this version can compute it. @returns undefined when there is none */
export function describeFunction(name: string, argumentTypes: readonly Type[]): FunctionBinding | undefined {
  const candidate = bestCandidate(functionsNamed(name), argumentTypes);
  return candidate && toBinding(candidate);
}

function unsupported(what: string): TrinoError {
  return new TrinoError('NOT_SUPPORTED', `Function ${what} not yet supported`);
}

function remember(key: string, binding: FunctionBinding): FunctionBinding {
  if (resolved.size >= cacheLimit) {
    resolved.clear();
  }
  resolved.set(key, binding);
  return binding;
}

function bestCandidate(
  overloads: readonly RegisteredFunction[],
  argumentTypes: readonly ArgumentType[],
): Candidate | undefined {
  const fixed = overloads.filter(({ signature }) => signature.typeVariables.length === 0);
  const generic = overloads.filter(({ signature }) => signature.typeVariables.length > 0);
  for (const exact of [bindAll(fixed, argumentTypes, false), bindAll(generic, argumentTypes, false)]) {
    if (exact.length > 0) {
      return only(exact);
    }
  }
  const applicable = bindAll(overloads, argumentTypes, true);
  let best = mostSpecific(applicable);
  if (best.length > 1 && argumentTypes.some((type) => type.kind === 'unknown')) {
    const castingOnlyNulls = applicable.filter(({ bound }) => castsOnlyNulls(bound, argumentTypes));
    best = castingOnlyNulls.length > 0 ? castingOnlyNulls : best;
    best = interchangeable(best) ? best.slice(0, 1) : best;
  }
  return best.length === 0 ? undefined : only(best);
}

/** @throws TrinoError AMBIGUOUS_FUNCTION_CALL when there are several */
function only(candidates: readonly Candidate[]): Candidate | undefined {
  if (candidates.length > 1) {
    const list = candidates
      .map(
        ({ bound }) =>
          `\t * (${bound.argumentTypes.map(formatType).join(',').replaceAll('JsonPath', 'jsonpath')}):${formatType(bound.returnType)}\n`,
      )
      .join('');
    throw new TrinoError(
      'AMBIGUOUS_FUNCTION_CALL',
      `Could not choose a best candidate operator. Explicit type casts must be added.\nCandidates are:\n${list}`,
    );
  }
  return candidates[0];
}

function castsOnlyNulls(bound: BoundSignature, argumentTypes: readonly ArgumentType[]): boolean {
  return argumentTypes.every(
    (type, i) =>
      type.kind === 'unknown' || type.kind === 'lambda' || sameType(type, bound.argumentTypes[i] as Type),
  );
}

function bindAll(
  overloads: readonly RegisteredFunction[],
  argumentTypes: readonly ArgumentType[],
  coerce: boolean,
): Candidate[] {
  return overloads.flatMap((fn) => {
    const bound = bindSignature(fn.signature, fn.entry.variadic ?? false, argumentTypes, coerce);
    return bound === undefined ? [] : [{ fn, bound }];
  });
}

/** Those whose parameters fit every other candidate's: `round(bigint)` before `round(double)` for an integer. */
function mostSpecific(candidates: readonly Candidate[]): Candidate[] {
  const best: Candidate[] = [];
  for (const candidate of candidates) {
    const rivals = best.filter((other) => !isMoreSpecific(candidate, other));
    if (rivals.some((other) => isMoreSpecific(other, candidate))) {
      continue;
    }
    best.length = 0;
    best.push(...rivals, candidate);
  }
  return best;
}

function isMoreSpecific(left: Candidate, right: Candidate): boolean {
  return (
    bindSignature(right.fn.signature, right.fn.entry.variadic ?? false, left.bound.argumentTypes, true) !==
    undefined
  );
}

/** Whether the choice between candidates can't be seen: NULL in gives NULL of the same type out. */
function interchangeable(candidates: readonly Candidate[]): boolean {
  const first = candidates[0];
  return (
    first !== undefined &&
    candidates.every(
      ({ fn, bound }) =>
        fn.entry.argumentNullable === undefined &&
        formatType(bound.returnType) === formatType(first.bound.returnType),
    )
  );
}

const maxCharLength = 65_536;

function toBinding({ fn, bound }: Candidate): FunctionBinding {
  const { entry, signature } = fn;
  const { returnType } = bound;
  // Two texts of a length may make one that is longer than the type can be.
  if (returnType.kind === 'char' && returnType.length > maxCharLength) {
    throw new TrinoError('TYPE_NOT_FOUND', `Unknown type: ${formatType(returnType)}`);
  }
  const apply = (pattern: string): Type => applyVariables(patternOver(signature, pattern), bound.variables);
  const nullable = entry.argumentNullable;
  const typeDependencies: Record<string, string> = {};
  for (const dependency of entry.typeDependencies ?? []) {
    const text = formatType(apply(dependency));
    typeDependencies[text] = text;
  }
  return {
    argumentTypes: bound.argumentTypes,
    returnType: bound.returnType,
    function: {
      signature: {
        name: { catalogName: 'system', schemaName: 'builtin', functionName: signature.name },
        returnType: formatType(bound.returnType),
        argumentTypes: bound.argumentTypes.map(formatType),
      },
      catalogHandle: builtinCatalogHandle,
      id: fn.id,
      functionKind: entry.kind,
      deterministic: entry.nondeterministic !== true,
      functionNullability: {
        returnNullable: entry.returnNullable ?? false,
        argumentNullable: bound.argumentTypes.map((_, i) =>
          typeof nullable === 'object' ? (nullable[i] ?? nullable.at(-1) ?? false) : nullable === true,
        ),
      },
      typeDependencies,
      functionDependencies: [
        ...(entry.functionDependencies ?? []).map((dependency) => {
          const found = resolveInternal(dependency.name, dependency.arguments.map(apply));
          if (found === undefined) {
            throw new TypeError(`${fn.id} depends on ${dependency.name}, which is not registered`);
          }
          return found.function;
        }),
        ...(entry.textDependencies ?? []).map((dependency) => castToText(apply(dependency))),
      ],
    },
  };
}

/**
 * The function that casts to varchar, as functions call it; a cast in SQL has a form of its own on the wire.
 * @throws TrinoError OPERATOR_NOT_FOUND for a type that has none
 */
function castToText(from: Type): ResolvedFunction {
  const pattern = castPattern(from);
  if (pattern === undefined) {
    throw new TrinoError('OPERATOR_NOT_FOUND', `Cannot cast ${displayType(from)} to varchar`);
  }
  return {
    signature: {
      name: { catalogName: 'system', schemaName: 'builtin', functionName: '$operator$cast' },
      returnType: 'varchar',
      argumentTypes: [formatType(from)],
    },
    catalogHandle: builtinCatalogHandle,
    id: `$operator$cast${pattern}`,
    functionKind: 'SCALAR',
    deterministic: true,
    functionNullability: { returnNullable: from.kind === 'json', argumentNullable: [false] },
    typeDependencies: {},
    functionDependencies: [],
  };
}

function castPattern(from: Type): string | undefined {
  switch (from.kind) {
    case 'unknown':
      return '<e>(unknown):e';
    case 'varchar':
    case 'char':
      return `(${from.kind}(x)):varchar(y)`;
    case 'decimal':
      return '(decimal(precision,scale)):varchar(x)';
    case 'time':
    case 'timestamp':
      return `(${from.kind}(p)):varchar(x)`;
    case 'time with time zone':
    case 'timestamp with time zone':
      return `(${from.kind.replace(' ', '(p) ')}):varchar(x)`;
    case 'uuid':
    case 'ipaddress':
      return `(${from.kind}):varchar`;
    default:
      return canCast(from, { kind: 'varchar' }) ? `(${from.kind}):varchar(x)` : undefined;
  }
}

function patternOver(signature: Signature, text: string): TypePattern {
  return parsePattern(text, (base) =>
    signature.typeVariables.some((variable) => variable.name.toLowerCase() === base.toLowerCase()),
  );
}

/** `concat(E, array(E)) E`: how Trino lists what it would have taken. */
function describeSignature(name: string, signature: Signature): string {
  const variables = signature.typeVariables.map(({ name: variable, constraint }) =>
    constraint === undefined ? variable : `${variable}:${constraint}`,
  );
  const parameters = signature.arguments.map((pattern) => pattern.text).join(', ');
  return `${name.toLowerCase()}(${parameters})${variables.length > 0 ? ` ${variables.join(', ')}` : ''}`;
}
