import { TrinoError } from '../errors/trino-error.ts';
import type { StartTransaction, TransactionMode } from '../parse/tree/session-statement.ts';
import { defaultIsolationLevel } from '../transaction/isolation-level.ts';
import type { Command, CommandContext } from './command.ts';

/**
 * START TRANSACTION: the client names the transaction in the statements that follow (recordings statement-start-transaction-*).
 * @throws TrinoError INCOMPATIBLE_CLIENT, NOT_SUPPORTED, SYNTAX_ERROR
 */
export function startTransaction(
  { modes }: StartTransaction,
  { session, transactions }: CommandContext,
): Command {
  return {
    updateType: 'START TRANSACTION',
    execute({ changes }) {
      if (!session.clientTransactionSupport)
        throw new TrinoError('INCOMPATIBLE_CLIENT', 'Client does not support transactions');
      if (session.explicitTransaction === true)
        throw new TrinoError('NOT_SUPPORTED', 'Nested transactions not supported');
      const isolation = only(modes, 'isolation', 'Multiple transaction isolation levels specified');
      const access = only(modes, 'transactionAccessMode', 'Multiple transaction read modes specified');
      const { id } = transactions.begin({
        isolationLevel: isolation?.level ?? defaultIsolationLevel,
        readOnly: access?.readOnly ?? false,
      });
      changes.startedTransactionId = id;
    },
  };
}

/** COMMIT. @throws TrinoError NOT_IN_TRANSACTION, UNKNOWN_TRANSACTION, TRANSACTION_ALREADY_ABORTED: then it is over all the same */
export function commit({ session, transactions }: CommandContext): Command {
  return {
    updateType: 'COMMIT',
    execute({ changes }) {
      const transaction = transactions.get(transactionOf(session));
      changes.clearTransactionId = true;
      transactions.end(transaction);
      if (transaction.aborted)
        throw new TrinoError('TRANSACTION_ALREADY_ABORTED', 'Current transaction has already been aborted');
    },
  };
}

/** ROLLBACK; of a transaction that is no more, too: the client gets rid of its id. @throws TrinoError NOT_IN_TRANSACTION */
export function rollback({ session, transactions }: CommandContext): Command {
  return {
    updateType: 'ROLLBACK',
    execute({ changes }) {
      const id = transactionOf(session);
      changes.clearTransactionId = true;
      const transaction = transactions.find(id);
      if (transaction !== undefined) transactions.end(transaction);
    },
  };
}

function transactionOf({ explicitTransaction, transactionId }: CommandContext['session']): string {
  if (explicitTransaction !== true || transactionId === undefined)
    throw new TrinoError('NOT_IN_TRANSACTION', 'No transaction in progress');
  return transactionId;
}

/** The mode of a kind, of which there may be one. @throws TrinoError SYNTAX_ERROR */
function only<K extends TransactionMode['kind']>(
  modes: readonly TransactionMode[],
  kind: K,
  message: string,
): Extract<TransactionMode, { kind: K }> | undefined {
  const ofKind = modes.filter((mode): mode is Extract<TransactionMode, { kind: K }> => mode.kind === kind);
  if (ofKind.length > 1) throw new TrinoError('SYNTAX_ERROR', message);
  return ofKind[0];
}
