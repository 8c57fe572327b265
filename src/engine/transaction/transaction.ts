import type { CatalogTransaction } from '../catalog/catalog-transaction.ts';
import { TrinoError } from '../errors/trino-error.ts';
import type { IsolationLevel } from './isolation-level.ts';

/** How a transaction was started. */
export interface TransactionOptions {
  readonly isolationLevel: IsolationLevel;
  readonly readOnly: boolean;
  /** It is one statement's own and ends with it. */
  readonly autoCommit: boolean;
}

/**
 * What is under way between START TRANSACTION and COMMIT or ROLLBACK, or within a statement of its own. Our connectors keep nothing for
 * it: it is the coordinator's state, which says what statements may do.
 *
 *   open ──fail──▶ aborted
 *     └──────────────┴────▶ ended (the manager forgets it)
 */
export class Transaction implements CatalogTransaction {
  readonly id: string;
  readonly options: TransactionOptions;
  /** Ms since 1970. */
  readonly createdMillis: number;
  #aborted = false;
  #statements = 0;
  #idleSinceMillis: number;
  #writtenCatalog: string | undefined;
  readonly #catalogs = new Set<string>();

  constructor(id: string, options: TransactionOptions, nowMillis: number) {
    this.id = id;
    this.options = options;
    this.createdMillis = nowMillis;
    this.#idleSinceMillis = nowMillis;
  }

  /** A statement has failed: nothing but its end may follow. */
  get aborted(): boolean {
    return this.#aborted;
  }

  /** The one catalog that was written to. */
  get writtenCatalog(): string | undefined {
    return this.#writtenCatalog;
  }

  /** The catalogs that took part, in the order of their first use. */
  get catalogs(): readonly string[] {
    return [...this.#catalogs];
  }

  /** How long no statement has been running, ms; 0 while one is. */
  idleMillis(nowMillis: number): number {
    return this.#statements > 0 ? 0 : Math.max(0, nowMillis - this.#idleSinceMillis);
  }

  /** A statement begins. */
  enter(): void {
    this.#statements++;
  }

  /** A statement ended. */
  leave(nowMillis: number): void {
    this.#statements--;
    this.#idleSinceMillis = nowMillis;
  }

  abort(): void {
    this.#aborted = true;
  }

  /** @throws TrinoError TRANSACTION_ALREADY_ABORTED */
  checkOpen(): void {
    if (this.#aborted) {
      throw new TrinoError(
        'TRANSACTION_ALREADY_ABORTED',
        'Current transaction is aborted, commands ignored until end of transaction block',
      );
    }
  }

  use(catalog: string): void {
    this.#catalogs.add(catalog);
  }

  checkWrite(catalog: string, multiStatementWrites: boolean): void {
    this.checkOpen();
    this.use(catalog);
    if (this.#writtenCatalog !== undefined && this.#writtenCatalog !== catalog) {
      throw new TrinoError(
        'MULTI_CATALOG_WRITE_CONFLICT',
        `Multi-catalog writes not supported in a single transaction. Already wrote to catalog ${this.#writtenCatalog}`,
      );
    }
    if (this.options.readOnly) {
      throw new TrinoError('READ_ONLY_VIOLATION', 'Cannot execute write in a read-only transaction');
    }
    if (!multiStatementWrites && !this.options.autoCommit) {
      throw new TrinoError(
        'AUTOCOMMIT_WRITE_CONFLICT',
        `Catalog only supports writes using autocommit: ${catalog}`,
      );
    }
    this.#writtenCatalog = catalog;
  }
}
