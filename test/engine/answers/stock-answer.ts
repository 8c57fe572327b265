/** A statement and what a stock server answered: rows, or an error. */
export interface StockAnswer {
  readonly sql: string;
  /** Name and type of each. */
  readonly columns?: readonly string[];
  readonly rows?: readonly unknown[];
  readonly error?: string;
  readonly message?: string;
  /** Line and column, from 1. */
  readonly place?: readonly [number, number];
}

/** How the statements of this folder are sent. */
export const answerHeaders: Readonly<Record<string, string>> = {
  'X-Trino-Catalog': 'tpch',
  'X-Trino-Schema': 'tiny',
  'X-Trino-Client-Capabilities': 'PARAMETRIC_DATETIME',
  'X-Trino-Time-Zone': 'UTC',
};
