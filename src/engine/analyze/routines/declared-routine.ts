import type { ResolvedFunction } from '../../expressions/expression.ts';
import type { Routine } from '../../routines/routine.ts';
import type { Type } from '../../types/type.ts';

/** A schema that may keep functions; lower case. */
export interface FunctionSchema {
  readonly catalog: string;
  readonly schema: string;
}

/** A SQL function that calls can mean. */
export interface DeclaredRoutine {
  /** Lower case, without schema. */
  readonly name: string;
  readonly parameters: readonly Type[];
  function: ResolvedFunction;
  /** Absent until its body is analysed. */
  routine?: Routine;
}
