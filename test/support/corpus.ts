import { readFileSync, readdirSync } from 'node:fs';

const folder = new URL('../sql/', import.meta.url);

/** A case of the SQL corpus, as far as tests of single stages read it (test/sql/README.md). */
export interface CorpusCase {
  readonly id: string;
  readonly area: string;
  readonly sql: string;
  readonly setup?: readonly string[];
  readonly teardown?: readonly string[];
  readonly session?: Readonly<Record<string, unknown>>;
  readonly time_zone?: string;
  readonly user?: string;
  readonly updateType?: string;
  readonly updateCount?: number;
  /** Headers that change the session, by their names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Numbers may differ by 10 %. */
  readonly approx?: boolean;
  readonly catalog?: string;
  readonly schema?: string;
  readonly columns?: readonly { readonly name: string; readonly type: string }[];
  readonly rows?: readonly unknown[][];
  readonly ordered?: boolean;
  readonly order_by?: readonly number[];
  readonly rows_sha256?: string;
  readonly row_count?: number;
  readonly error?: {
    readonly errorName: string;
    readonly errorType: string;
    readonly errorCode: number;
    readonly line?: number;
    readonly column?: number;
    readonly message: string;
  };
}

let all: readonly CorpusCase[] | undefined;

/** All cases of test/sql, read once. */
export function corpus(): readonly CorpusCase[] {
  all ??= readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl'))
    .flatMap((file) => readFileSync(new URL(file, folder), 'utf8').split('\n'))
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as CorpusCase);
  return all;
}
