import type { ConstantValue } from '../expressions/expression.ts';
import type { Session } from '../session/session.ts';
import type { Type } from '../types/type.ts';

/** What CALL runs: a connector's own statement, `system.runtime.kill_query`. */
export interface Procedure {
  /** Lower case, as the name. */
  readonly schema: string;
  readonly name: string;
  /** In the order of positional arguments. Optional ones come after the required ones. */
  readonly arguments: readonly ProcedureArgument[];
  /**
   * Does it.
   * @param values by argument's name; each has the argument's type (see ConstantValue), or is null
   * @throws TrinoError
   */
  call(values: ReadonlyMap<string, ConstantValue>, call: ProcedureCall): void | Promise<void>;
}

export interface ProcedureArgument {
  /** Upper case, as Trino names them: `QUERY_ID`. */
  readonly name: string;
  readonly type: Type;
  /** Absent: the argument must be given. */
  readonly default?: ConstantValue;
}

/** Who calls. */
export interface ProcedureCall {
  readonly session: Session;
  /** Aborted when the query that calls is canceled or fails. */
  readonly signal: AbortSignal;
}
