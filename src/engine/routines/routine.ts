import type { Expression, ResolvedFunction } from '../expressions/expression.ts';
import type { Type } from '../types/type.ts';

/**
 * A SQL function (`WITH FUNCTION`) with its names resolved and its types known. Its variables, parameters first, are numbered;
 * expressions read them as symbols (`variableSymbol`).
 */
export interface Routine {
  /** What calls of it carry. */
  readonly function: ResolvedFunction;
  readonly returnType: Type;
  readonly parameters: readonly RoutineVariable[];
  readonly body: RoutineStatement;
}

export interface RoutineVariable {
  readonly field: number;
  readonly type: Type;
  /** What it is when its block begins; NULL for parameters, which come with values. */
  readonly initial: Expression;
}

/** A statement of a body, as it travels: CASE and ELSEIF are IFs within IFs. */
export type RoutineStatement =
  | RoutineBlock
  | { readonly kind: 'set'; readonly target: RoutineVariable; readonly value: Expression }
  | {
      readonly kind: 'if';
      readonly condition: Expression;
      readonly ifTrue: RoutineStatement;
      readonly ifFalse?: RoutineStatement;
    }
  | { readonly kind: 'loop'; readonly label?: string; readonly block: RoutineBlock }
  | {
      readonly kind: 'while';
      readonly label?: string;
      readonly condition: Expression;
      readonly block: RoutineBlock;
    }
  /** Ends when the condition holds; ITERATE goes to its begin, past the condition (seen on a stock server). */
  | {
      readonly kind: 'repeat';
      readonly label?: string;
      readonly condition: Expression;
      readonly block: RoutineBlock;
    }
  | { readonly kind: 'break'; readonly label: string }
  | { readonly kind: 'continue'; readonly label: string }
  | { readonly kind: 'return'; readonly value: Expression };

export interface RoutineBlock {
  readonly kind: 'block';
  readonly label?: string;
  readonly variables: readonly RoutineVariable[];
  readonly statements: readonly RoutineStatement[];
}

/** The symbol by which expressions read a variable. */
export function variableSymbol(field: number): string {
  return `#${field}`;
}

/** Schema of the functions that a statement brings along. */
export const inlineSchema = '$query';

/** Begins the ids of functions that are written in SQL. */
export const routineIdPrefix = '$trino_sql_';

/** Whether a function is written in SQL. */
export function isRoutine(fn: ResolvedFunction): boolean {
  return fn.id.startsWith(routineIdPrefix);
}
