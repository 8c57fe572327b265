/** The transaction of a statement, as far as catalogs are concerned. */
export interface CatalogTransaction {
  /** A UUID. */
  readonly id: string;
  /** Notes that a catalog takes part. */
  use(catalog: string): void;
  /**
   * To be called before anything in a catalog is changed, by every statement that changes something.
   * @param multiStatementWrites the catalog's connector can write in transactions of several statements
   * @throws TrinoError MULTI_CATALOG_WRITE_CONFLICT, READ_ONLY_VIOLATION, AUTOCOMMIT_WRITE_CONFLICT, NOT_IN_TRANSACTION
   */
  checkWrite(catalog: string, multiStatementWrites: boolean): void;
}

/** For metadata outside of any transaction: everything may be done. */
export const noTransaction: CatalogTransaction = {
  id: '00000000-0000-0000-0000-000000000000',
  use: () => undefined,
  checkWrite: () => undefined,
};
