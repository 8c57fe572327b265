import { TrinoError } from '../../../errors/trino-error.ts';
import type { CallExpression } from '../../../expressions/expression.ts';
import type { Type } from '../../../types/type.ts';
import type { QuerySession } from '../../translate/query-session.ts';
import type { Value } from '../value.ts';

/**
 * A function of ours over Trino's values. It's made once a call in a statement, so that what its types decide is decided once; rows
 * with a NULL argument don't reach it unless `takesNull`.
 */
export interface FunctionBody {
  readonly make: (call: CallExpression, session: QuerySession) => (...values: never[]) => Value;
  readonly takesNull?: boolean;
  readonly volatile?: boolean;
  /** Its time may grow beyond measure with what users write: it is stopped then. */
  readonly bounded?: boolean;
}

/** Bodies by function name; a name stands for all its overloads. */
export type FunctionBodies = Readonly<Record<string, FunctionBody>>;

/** A body that doesn't ask for types. */
export function body(compute: (...values: never[]) => Value): FunctionBody {
  return { make: () => compute };
}

/** The type of an argument. @param index from 0 */
export function argumentType(call: CallExpression, index: number): Type {
  const argument = call.arguments[index];
  if (argument === undefined) throw new Error(`Argument ${index + 1} is missing`);
  return argument.type;
}

/** The type of the elements of an array. */
export function elementType(type: Type): Type {
  if (type.kind !== 'array') throw new Error('Not an array');
  return type.element;
}

/** What most functions fail with. */
export function invalidArgument(message: string): TrinoError {
  return new TrinoError('INVALID_FUNCTION_ARGUMENT', message);
}
