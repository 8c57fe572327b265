import { TrinoError } from '../errors/trino-error.ts';
import { canCoerce, commonSuperType } from '../types/coercion.ts';
import { sameType } from '../types/same-type.ts';
import type { TemporalType, Type } from '../types/type.ts';
import { calculateNumber } from './calculate-number.ts';
import type { Signature, TypePattern } from './signature.ts';
import { isComparable, isOrderable } from './type-traits.ts';

/** A signature with every variable decided. */
export interface BoundSignature {
  readonly argumentTypes: readonly Type[];
  readonly returnType: Type;
  readonly variables: BoundVariables;
}

export interface BoundVariables {
  readonly types: ReadonlyMap<string, Type>;
  readonly numbers: ReadonlyMap<string, number>;
}

/** What a call passes: a value of a type, or a lambda, whose types depend on what the function expects. */
export type ArgumentType = Type | LambdaArgument;

/** A lambda as an argument, before its types are known. */
export interface LambdaArgument {
  readonly kind: 'lambda';
  /** Type of its body when its parameters have these types. Throws TrinoError on a body that can't be analysed with them. */
  readonly resultType: (parameters: readonly Type[]) => Type;
}

/** As often Trino asks lambdas for their types before it gives up. */
const maxRounds = 4;

/** Length that Trino gives an unbounded varchar when a signature counts with it. */
const unboundedLength = 2147483647;

/**
 * Decides a signature's variables from the types of a call's arguments.
 * @param coerce whether arguments may be cast implicitly; without, their types have to fit as they are
 * @returns undefined when the arguments don't fit
 * @throws TrinoError GENERIC_INTERNAL_ERROR when types of lambdas depend on each other without end
 */
export function bindSignature(
  signature: Signature,
  variadic: boolean,
  actual: readonly ArgumentType[],
  coerce: boolean,
): BoundSignature | undefined {
  const patterns = expandArguments(signature.arguments, variadic, actual.length);
  if (patterns === undefined) {
    return undefined;
  }
  const binder = new Binder(coerce);
  const values = patterns.filter((_, i) => actual[i]?.kind !== 'lambda');
  const types = actual.filter((argument) => argument.kind !== 'lambda');
  if (!values.every((pattern, i) => binder.accept(pattern, types[i] as Type))) {
    return undefined;
  }
  binder.decideRest();
  const lambdas = patterns.flatMap((pattern, i) => {
    const argument = actual[i];
    return argument?.kind === 'lambda' ? [{ pattern, argument }] : [];
  });
  if (!binder.acceptLambdas(lambdas)) {
    return undefined;
  }
  for (const variable of signature.typeVariables) {
    const type = binder.types.get(variable.name.toLowerCase());
    if (
      type === undefined ||
      (variable.constraint === 'orderable' && !isOrderable(type)) ||
      (variable.constraint === 'comparable' && !isComparable(type))
    ) {
      return undefined;
    }
  }
  for (const { name, formula } of signature.calculatedNumbers) {
    binder.numbers.set(name.toLowerCase(), calculateNumber(formula, binder.numbers));
  }
  const argumentTypes = patterns.map((pattern) => applyVariables(pattern, binder));
  const fits = (type: Type, argument: ArgumentType | undefined): boolean =>
    argument !== undefined && (argument.kind === 'lambda' || canCoerce(argument, type));
  if (coerce && !argumentTypes.every((type, i) => fits(type, actual[i]))) {
    return undefined;
  }
  return { argumentTypes, returnType: applyVariables(signature.result, binder), variables: binder };
}

/** Repeats the last pattern of a variadic signature; undefined when the counts don't fit. */
function expandArguments(
  patterns: readonly TypePattern[],
  variadic: boolean,
  count: number,
): readonly TypePattern[] | undefined {
  const last = patterns.at(-1);
  if (variadic && last !== undefined && count >= patterns.length - 1) {
    return Array.from({ length: count }, (_, i) => patterns[i] ?? last);
  }
  return count === patterns.length ? patterns : undefined;
}

/** Digits of a point in time that is NULL, where no other argument tells them. */
const unknownPrecision = 3;

class Binder implements BoundVariables {
  readonly types = new Map<string, Type>();
  readonly numbers = new Map<string, number>();
  readonly #coerce: boolean;
  /** What NULLs are passed for: they tell no precision. */
  readonly #undecided: TypePattern[] = [];

  constructor(coerce: boolean) {
    this.#coerce = coerce;
  }

  accept(pattern: TypePattern, actual: Type): boolean {
    if (pattern.isVariable) {
      return this.#bindType(pattern.base, actual);
    }
    if (pattern.parameters.length === 0) {
      const declared = applyVariables(pattern, this);
      return sameType(declared, actual) || (this.#coerce && canCoerce(actual, declared));
    }
    if (this.#coerce && actual.kind === 'unknown' && isTemporal(pattern)) {
      this.#undecided.push(pattern);
      return true;
    }
    const fitting =
      baseOf(actual) === pattern.base + pattern.suffix
        ? actual
        : this.#coerce
          ? coerceToBase(actual, pattern.base + pattern.suffix, pattern.parameters.length)
          : undefined;
    if (fitting === undefined) {
      return false;
    }
    const parameters = parametersOf(fitting);
    return (
      (parameters.length === pattern.parameters.length || pattern.base === 'row') &&
      pattern.parameters.every((parameter, i) => {
        const given = parameters[i];
        switch (parameter.kind) {
          case 'type':
            return typeof given === 'object' && this.accept(parameter.type, given);
          case 'number':
            return (
              parameter.value === given ||
              (this.#coerce && typeof given === 'number' && given <= parameter.value)
            );
          case 'numberVariable':
            return typeof given === 'number' && this.#bindNumber(parameter.name, given);
        }
      })
    );
  }

  /** Gives precisions that only NULLs would tell. */
  decideRest(): void {
    for (const { parameters } of this.#undecided) {
      for (const parameter of parameters) {
        if (parameter.kind !== 'numberVariable' || this.numbers.has(parameter.name)) continue;
        this.#bindNumber(parameter.name, unknownPrecision);
      }
    }
  }

  /** Types of lambdas may widen variables that other lambdas read: they are asked again until nothing changes. */
  acceptLambdas(
    lambdas: readonly { readonly pattern: TypePattern; readonly argument: LambdaArgument }[],
  ): boolean {
    for (let round = 0; round < maxRounds; round++) {
      const before = new Map(this.types);
      if (!lambdas.every(({ pattern, argument }) => this.#acceptLambda(pattern, argument))) return false;
      if ([...this.types].every(([name, type]) => sameAs(before.get(name), type))) return true;
    }
    throw new TrinoError(
      'GENERIC_INTERNAL_ERROR',
      `SignatureBinder.iterativeSolve does not converge after ${maxRounds} iterations.`,
    );
  }

  #acceptLambda(pattern: TypePattern, lambda: LambdaArgument): boolean {
    const parts = pattern.base === 'function' ? pattern.parameters : [];
    const result = parts.at(-1);
    if (result?.kind !== 'type') return false;
    const parameters: Type[] = [];
    for (const part of parts.slice(0, -1)) {
      if (part.kind !== 'type') return false;
      if (part.type.isVariable && !this.types.has(part.type.base)) return false;
      parameters.push(applyVariables(part.type, this));
    }
    const type = lambda.resultType(parameters);
    // A body isn't cast: it may widen what is known of a variable, not the other way round.
    if (result.type.isVariable && !this.#bindType(result.type.base, type)) return false;
    return result.type.parameters.length > 0
      ? this.accept(result.type, type)
      : sameType(applyVariables(result.type, this), type);
  }

  #bindType(name: string, actual: Type): boolean {
    const bound = this.types.get(name);
    if (bound === undefined || sameType(bound, actual)) {
      this.types.set(name, actual);
      return true;
    }
    const common = this.#coerce ? commonSuperType(bound, actual) : undefined;
    if (common === undefined) {
      return false;
    }
    this.types.set(name, common);
    return true;
  }

  #bindNumber(name: string, value: number): boolean {
    const bound = this.numbers.get(name);
    if (bound === undefined || bound === value || this.#coerce) {
      this.numbers.set(name, Math.max(bound ?? value, value));
      return true;
    }
    return false;
  }
}

function sameAs(before: Type | undefined, type: Type): boolean {
  return before !== undefined && sameType(before, type);
}

/** The type that a pattern stands for once its variables are bound. Throws SyntaxError on an unbound variable. */
export function applyVariables(pattern: TypePattern, variables: BoundVariables): Type {
  if (pattern.isVariable) {
    const type = variables.types.get(pattern.base);
    if (type === undefined) {
      throw new SyntaxError(`Unbound type variable ${pattern.base}`);
    }
    return type;
  }
  const parameters = pattern.parameters.map((parameter) => {
    switch (parameter.kind) {
      case 'type':
        return applyVariables(parameter.type, variables);
      case 'number':
        return parameter.value;
      case 'numberVariable':
        return calculateNumber(parameter.name, variables.numbers);
    }
  });
  const number = (i: number): number => parameters[i] as number;
  const type = (i: number): Type => parameters[i] as Type;
  const kind = pattern.base + pattern.suffix;
  switch (kind) {
    case 'varchar':
      return parameters.length === 0 || number(0) >= unboundedLength ? { kind } : { kind, length: number(0) };
    case 'char':
      return { kind, length: parameters.length === 0 ? 1 : number(0) };
    case 'decimal':
      return decimalType(number(0), parameters.length < 2 ? 0 : number(1));
    case 'time':
    case 'timestamp':
    case 'time with time zone':
    case 'timestamp with time zone':
      return { kind, precision: parameters.length === 0 ? 3 : number(0) };
    case 'array':
      return { kind, element: type(0) };
    case 'qdigest':
      return { kind, element: type(0) };
    case 'map':
      return { kind, key: type(0), value: type(1) };
    case 'row':
      return { kind, fields: parameters.map((_, i) => ({ type: type(i) })) };
    case 'function':
      return { kind, arguments: parameters.slice(0, -1) as Type[], result: type(parameters.length - 1) };
    default:
      return { kind: simpleKind(kind) };
  }
}

/** @throws TrinoError INVALID_FUNCTION_ARGUMENT, without a position as on stock: a product may have more decimals than there are digits */
function decimalType(precision: number, scale: number): Type {
  if (scale > precision) {
    const message = `DECIMAL scale must be in range [0, precision (${precision})]: ${scale}`;
    throw new TrinoError('INVALID_FUNCTION_ARGUMENT', message);
  }
  return { kind: 'decimal', precision, scale };
}

const mixedCaseKinds = [
  'HyperLogLog',
  'P4HyperLogLog',
  'SetDigest',
  'LikePattern',
  'JoniRegExp',
  'JsonPath',
  'JsonPath2016',
  'CodePoints',
];

/** Names of simple types as `Type` spells them. */
function simpleKind(name: string): (Type & { readonly kind: 'bigint' })['kind'] {
  const lower = name.toLowerCase();
  // Signatures in the registry name types of the union only: `functions.test.ts` binds every one of them.
  return (mixedCaseKinds.find((kind) => kind.toLowerCase() === lower) ?? lower) as 'bigint';
}

function baseOf(type: Type): string {
  return type.kind;
}

function parametersOf(type: Type): readonly (Type | number)[] {
  switch (type.kind) {
    case 'varchar':
      return [type.length ?? unboundedLength];
    case 'char':
      return [type.length];
    case 'decimal':
      return [type.precision, type.scale];
    case 'time':
    case 'timestamp':
    case 'time with time zone':
    case 'timestamp with time zone':
      return [type.precision];
    case 'array':
    case 'qdigest':
      return [type.element];
    case 'map':
      return [type.key, type.value];
    case 'row':
      return type.fields.map((field) => field.type);
    case 'function':
      return [...type.arguments, type.result];
    default:
      return [];
  }
}

/** The type of a family that a value of another one is cast to implicitly: bigint as decimal is decimal(19,0). */
function coerceToBase(type: Type, base: string, parameters: number): Type | undefined {
  switch (base) {
    case 'decimal':
      switch (type.kind) {
        case 'unknown':
          return { kind: 'decimal', precision: 1, scale: 0 };
        case 'tinyint':
          return { kind: 'decimal', precision: 3, scale: 0 };
        case 'smallint':
          return { kind: 'decimal', precision: 5, scale: 0 };
        case 'integer':
          return { kind: 'decimal', precision: 10, scale: 0 };
        case 'bigint':
          return { kind: 'decimal', precision: 19, scale: 0 };
        default:
          return undefined;
      }
    case 'varchar':
      return type.kind === 'unknown' ? { kind: 'varchar', length: 0 } : undefined;
    case 'char':
      return type.kind === 'unknown'
        ? { kind: 'char', length: 0 }
        : type.kind === 'varchar'
          ? { kind: 'char', length: Math.min(type.length ?? 65536, 65536) }
          : undefined;
    case 'time':
    case 'timestamp':
    case 'time with time zone':
    case 'timestamp with time zone':
      return coerceToTemporal(type, base);
    case 'array':
      return type.kind === 'unknown' ? { kind: 'array', element: type } : undefined;
    case 'qdigest':
      return type.kind === 'unknown' ? { kind: 'qdigest', element: type } : undefined;
    case 'map':
      return type.kind === 'unknown' ? { kind: 'map', key: type, value: type } : undefined;
    case 'row':
      return type.kind === 'unknown'
        ? { kind: 'row', fields: Array.from({ length: parameters }, () => ({ type })) }
        : undefined;
    default:
      return undefined;
  }
}

function isTemporal({ base, parameters }: TypePattern): boolean {
  return parameters.length > 0 && (base === 'time' || base === 'timestamp');
}

function coerceToTemporal(type: Type, base: TemporalType['kind']): Type | undefined {
  if (type.kind === 'unknown') {
    return { kind: base, precision: unknownPrecision };
  }
  if (type.kind === 'date' && base.startsWith('timestamp')) {
    return { kind: base, precision: 0 };
  }
  return (type.kind === 'time' || type.kind === 'timestamp') && base === `${type.kind} with time zone`
    ? { kind: base, precision: type.precision }
    : undefined;
}
