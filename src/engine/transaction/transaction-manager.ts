import { randomUUID } from 'node:crypto';
import { TrinoError } from '../errors/trino-error.ts';
import type { Clock, Timer } from '../schedule/clock.ts';
import { defaultIsolationLevel } from './isolation-level.ts';
import { Transaction } from './transaction.ts';
import type { TransactionOptions } from './transaction.ts';

/** Trino's defaults where absent. */
export interface TransactionManagerOptions {
  readonly clock: Clock;
  /** Makes the UUID of a transaction. */
  readonly newId?: () => string;
  /** `transaction.idle-timeout`, ms: a transaction without statements for longer is forgotten. */
  readonly idleTimeoutMillis?: number;
  /** `transaction.idle-check-interval`, ms. */
  readonly idleCheckMillis?: number;
}

/** The transactions of a coordinator. */
export interface TransactionManager {
  /** Starts the transaction of START TRANSACTION. */
  begin(options: Omit<TransactionOptions, 'autoCommit'>): Transaction;
  /** Starts the transaction of a statement that has none. @param id names it, a UUID */
  beginStatement(id: string): Transaction;
  /**
   * The transaction that a client named.
   * @throws TrinoError UNKNOWN_TRANSACTION
   */
  get(id: string): Transaction;
  /** The same, undefined where there is none. */
  find(id: string): Transaction | undefined;
  /** Forgets a transaction: it was committed, rolled back, or its one statement is over. */
  end(transaction: Transaction): void;
  /** All that are under way, oldest first: `system.runtime.transactions`. */
  list(): Iterable<Transaction>;
  close(): void;
}

const defaultIdleTimeoutMillis = 300_000;
const defaultIdleCheckMillis = 60_000;

export function createTransactionManager(options: TransactionManagerOptions): TransactionManager {
  const {
    clock,
    newId = randomUUID,
    idleTimeoutMillis = defaultIdleTimeoutMillis,
    idleCheckMillis = defaultIdleCheckMillis,
  } = options;
  const transactions = new Map<string, Transaction>();
  let timer: Timer | undefined;

  const expire = (): void => {
    timer = undefined;
    const now = clock.now();
    for (const transaction of transactions.values())
      if (transaction.idleMillis(now) > idleTimeoutMillis) transactions.delete(transaction.id);
    watch();
  };
  /** A timer only while there is something to watch, so that an idle coordinator has none. */
  const watch = (): void => {
    if (transactions.size > 0) timer ??= clock.setTimeout(expire, idleCheckMillis);
  };
  const add = (id: string, how: TransactionOptions): Transaction => {
    const transaction = new Transaction(id, how, clock.now());
    transactions.set(id, transaction);
    watch();
    return transaction;
  };

  return {
    begin: (how) => add(newId(), { ...how, autoCommit: false }),
    beginStatement: (id) =>
      add(id, { isolationLevel: defaultIsolationLevel, readOnly: false, autoCommit: true }),
    get(id) {
      const transaction = transactions.get(id);
      if (transaction === undefined) {
        throw new TrinoError(
          'UNKNOWN_TRANSACTION',
          `Unknown transaction ID: ${id}. Possibly expired? Commands ignored until end of transaction block`,
          { failureType: 'io.trino.NotInTransactionException' },
        );
      }
      return transaction;
    },
    find: (id) => transactions.get(id),
    end(transaction) {
      transactions.delete(transaction.id);
      if (transactions.size === 0) {
        timer?.cancel();
        timer = undefined;
      }
    },
    list: () => transactions.values(),
    close() {
      timer?.cancel();
      transactions.clear();
    },
  };
}
