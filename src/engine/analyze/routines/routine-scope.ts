import { resolveAmong } from '../../functions/resolve-function.ts';
import type { FunctionBinding } from '../../functions/resolve-function.ts';
import type { RegisteredFunction } from '../../functions/function-registry.ts';
import { parsePattern } from '../../functions/signature.ts';
import type { ResolvedFunction } from '../../expressions/expression.ts';
import { inlineSchema } from '../../routines/routine.ts';
import type { Routine } from '../../routines/routine.ts';
import type { Type } from '../../types/type.ts';
import type { FunctionCallNode } from '../../parse/tree/function-call.ts';
import { semanticError } from '../semantic-error.ts';

interface Declared {
  readonly name: string;
  readonly registered: RegisteredFunction;
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
    const { argumentTypes, returnType } = fn.signature;
    const notVariable = (): boolean => false;
    const declared: Declared = {
      name,
      function: fn,
      registered: {
        id: fn.id,
        entry: { signature: '', kind: 'SCALAR', description: '' },
        signature: {
          name,
          typeVariables: [],
          calculatedNumbers: [],
          arguments: argumentTypes.map((type) => parsePattern(type, notVariable)),
          result: parsePattern(returnType, notVariable),
        },
      },
    };
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
    const named = this.#declared.filter((each) => each.name === name);
    const found = resolveAmong(
      named.map(({ registered }) => registered),
      argumentTypes,
    );
    const declared = named.find(({ registered }) => registered === found?.registered);
    if (found === undefined || declared === undefined) return undefined;
    if (declared.routine === undefined) {
      const { returnType, argumentTypes: parameters } = declared.function.signature;
      throw semanticError(
        'NOT_SUPPORTED',
        node,
        `Recursive language functions are not supported: ${name}(${parameters.join(',')}):${returnType}`,
      );
    }
    const { argumentTypes: types, returnType } = found;
    return { function: declared.function, argumentTypes: types, returnType };
  }

  /** What FUNCTION_NOT_FOUND lists for a name: `f(bigint)`. */
  expected(node: FunctionCallNode): readonly string[] {
    const name = localName(node);
    return this.#declared
      .filter((each) => each.name === name)
      .map((each) => `${each.name}(${each.function.signature.argumentTypes.join(', ')})`);
  }
}

/** The name without its schema; undefined when it is of another one. */
function localName({ name }: FunctionCallNode): string | undefined {
  const parts = name.parts.map(({ value }) => value.toLowerCase());
  const isInline = parts.length === 3 && parts[0] === 'system' && parts[1] === inlineSchema;
  return parts.length === 1 || isInline ? parts.at(-1) : undefined;
}
