import { noTransaction } from '../catalog/catalog-transaction.ts';
import type { CatalogTransaction } from '../catalog/catalog-transaction.ts';
import type { TrinoError } from '../errors/trino-error.ts';
import type { Statement } from '../parse/tree/statement.ts';
import type { Session } from '../session/session.ts';
import type { Transaction } from './transaction.ts';
import type { TransactionManager } from './transaction-manager.ts';

/** A statement's stay in its transaction. */
export interface StatementTransaction {
  readonly transaction: CatalogTransaction;
  /**
   * To be called once, when the statement is over. A failure aborts a transaction that the client started; a statement's own
   * transaction ends with it.
   */
  readonly leave: (error: TrinoError | undefined) => void;
}

const outside: StatementTransaction = { transaction: noTransaction, leave: () => undefined };

/** What starts and ends transactions has none of its own and runs in aborted ones, too. */
export function controlsTransactions({ kind }: Statement): boolean {
  return kind === 'startTransaction' || kind === 'commit' || kind === 'rollback';
}

/**
 * Puts a statement into the transaction that the client named, or into one of its own.
 * @throws TrinoError UNKNOWN_TRANSACTION, TRANSACTION_ALREADY_ABORTED
 */
export function enterTransaction(
  statement: Statement,
  { transactionId, explicitTransaction }: Session,
  { manager, now }: { readonly manager: TransactionManager; readonly now: () => number },
): StatementTransaction {
  if (transactionId === undefined) return outside;
  if (controlsTransactions(statement)) {
    const around = explicitTransaction === true ? manager.find(transactionId) : undefined;
    return around === undefined
      ? outside
      : {
          ...outside,
          leave(error) {
            if (error !== undefined) around.abort();
          },
        };
  }
  if (explicitTransaction !== true) {
    const transaction = manager.beginStatement(transactionId);
    transaction.enter();
    return {
      transaction,
      leave() {
        manager.end(transaction);
      },
    };
  }
  const transaction: Transaction = manager.get(transactionId);
  transaction.checkOpen();
  transaction.enter();
  return {
    transaction,
    leave(error) {
      transaction.leave(now());
      if (error !== undefined) transaction.abort();
    },
  };
}
