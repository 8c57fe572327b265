/** Trino's isolation levels, as SQL and `system.runtime.transactions` write them. */
export type IsolationLevel = 'READ UNCOMMITTED' | 'READ COMMITTED' | 'REPEATABLE READ' | 'SERIALIZABLE';

/** What START TRANSACTION starts where it names no level, and what statements without a transaction run in. */
export const defaultIsolationLevel: IsolationLevel = 'READ UNCOMMITTED';
