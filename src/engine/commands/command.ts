import type { Metadata } from '../catalog/metadata.ts';
import type { Session } from '../session/session.ts';
import type { SessionChanges } from '../session/session-changes.ts';
import type { TransactionManager } from '../transaction/transaction-manager.ts';

/**
 * A statement that the coordinator carries out by itself, without a plan and without tasks: USE, SET SESSION, CREATE TABLE, … It
 * answers with no rows.
 */
export interface Command {
  /** As the client is told: `USE`, `CREATE TABLE`. */
  readonly updateType: string;
  /**
   * Does it. Runs after dispatch, so that its failures come from the executing resource, as in Trino.
   * @throws TrinoError
   */
  execute(run: CommandRun): void | Promise<void>;
}

/** One execution of a command. */
export interface CommandRun {
  readonly changes: SessionChanges;
  /** Aborted when the query is canceled or fails. */
  readonly signal: AbortSignal;
}

/** What commands are made from. */
export interface CommandContext {
  readonly session: Session;
  /** Within the statement's transaction: `checkWrite` before changes. */
  readonly metadata: Metadata;
  readonly transactions: TransactionManager;
}
