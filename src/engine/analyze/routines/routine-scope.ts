import type { FunctionBinding } from '../../functions/resolve-function.ts';
import type { ResolvedFunction } from '../../expressions/expression.ts';
import { TrinoError } from '../../errors/trino-error.ts';
import { inlineSchema } from '../../routines/routine.ts';
import type { Routine } from '../../routines/routine.ts';
import { canCoerce } from '../../types/coercion.ts';
import { parseType } from '../../types/parse-type.ts';
import { sameType } from '../../types/same-type.ts';
import type { Type } from '../../types/type.ts';
import type { FunctionCallNode } from '../../parse/tree/function-call.ts';
import { semanticError } from '../semantic-error.ts';

interface Declared {
  readonly name: string;
  readonly parameters: readonly Type[];
  readonly function: ResolvedFunction;
  /** Absent while its own body is analysed. */
  routine?: Routine;
}

/** The functions that a statement brings along, those before each also for its own body. */
export class RoutineScope {
  readonly #declared: Declared[] = [];

  /** Those whose bodies are known, in the order of declaration. */
  get routines(): readonly Routine[] {
    return this.#declared.flatMap(({ routine }) => routine ?? []);
  }

  /** Makes a function known; one of the same name and parameters before it is hidden. */
  declare(fn: ResolvedFunction): (routine: Routine) => void {
    const name = fn.signature.name.functionName.toLowerCase();
    const { argumentTypes } = fn.signature;
    const declared: Declared = { name, function: fn, parameters: argumentTypes.map(parseType) };
    const same = this.#declared.findIndex(
      (other) =>
        other.name === name && String(other.function.signature.argumentTypes) === String(argumentTypes),
    );
    if (same >= 0) this.#declared.splice(same, 1);
    this.#declared.push(declared);
    return (routine) => {
      declared.routine = routine;
    };
  }

  /** Whether a call may mean one of them: `f` or `system."$query".f`. */
  has(node: FunctionCallNode): boolean {
    const name = localName(node);
    return name !== undefined && this.#declared.some((each) => each.name === name);
  }

  /**
   * The function of a call.
   * @returns undefined when none takes such arguments
   * @throws TrinoError NOT_SUPPORTED within its own body, AMBIGUOUS_FUNCTION_CALL
   */
  resolve(node: FunctionCallNode, argumentTypes: readonly Type[]): FunctionBinding | undefined {
    const name = localName(node) ?? '';
    const declared = best(
      this.#declared.filter((each) => each.name === name),
      argumentTypes,
    );
    if (declared === undefined) return undefined;
    if (declared.routine === undefined) {
      const { returnType, argumentTypes: parameters } = declared.function.signature;
      throw semanticError(
        'NOT_SUPPORTED',
        node,
        `Recursive language functions are not supported: ${name}(${parameters.join(',')}):${returnType}`,
      );
    }
    const returnType = parseType(declared.function.signature.returnType);
    return { function: declared.function, argumentTypes: declared.parameters, returnType };
  }

  /** What FUNCTION_NOT_FOUND lists for a name: `f(bigint)`. */
  expected(node: FunctionCallNode): readonly string[] {
    const name = localName(node);
    return this.#declared
      .filter((each) => each.name === name)
      .map((each) => `${each.name}(${each.function.signature.argumentTypes.join(', ')})`);
  }
}

/** The function that takes the arguments as they are; else the most specific of those that take them after implicit casts. */
function best(functions: readonly Declared[], argumentTypes: readonly Type[]): Declared | undefined {
  const fitting = (fits: (from: Type, to: Type) => boolean, types: readonly Type[]): readonly Declared[] =>
    functions.filter(
      ({ parameters }) =>
        parameters.length === types.length &&
        parameters.every((parameter, i) => fits(types[i] ?? parameter, parameter)),
    );
  const [exact] = fitting(sameType, argumentTypes);
  if (exact !== undefined) return exact;
  const coerced = fitting(canCoerce, argumentTypes);
  const specific = coerced.filter((each) => {
    const others = fitting(canCoerce, each.parameters);
    return coerced.every((other) => others.includes(other));
  });
  const [first] = specific;
  if (first === undefined && coerced.length > 0) {
    const list = coerced.map(
      ({ function: { signature } }) =>
        `\t * (${signature.argumentTypes.join(',')}):${signature.returnType}\n`,
    );
    throw new TrinoError(
      'AMBIGUOUS_FUNCTION_CALL',
      `Could not choose a best candidate operator. Explicit type casts must be added.\nCandidates are:\n${list.join('')}`,
    );
  }
  return first;
}

/** The name without its schema; undefined when it is of another one. */
function localName({ name }: FunctionCallNode): string | undefined {
  const parts = name.parts.map(({ value }) => value.toLowerCase());
  const isInline = parts.length === 3 && parts[0] === 'system' && parts[1] === inlineSchema;
  return parts.length === 1 || isInline ? parts.at(-1) : undefined;
}
