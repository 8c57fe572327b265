import { readFileSync } from 'node:fs';

/** How many tests passed, failed and were skipped. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** A client and the tests that are run with it: `test/clients/NAME/run.sh`. */
export interface ClientSuite {
  readonly name: string;
  /** What people know it by, with its version. */
  readonly client: string;
  /** What is run. */
  readonly what: string;
  /** What a stock Trino 435 with the same catalogs gives. */
  readonly stock: Counts;
  /** Programs that must be there. */
  readonly needs: readonly string[];
  /** The repository of tests that no package brings; `test/clients/suites.sh` takes them from a clone in `$MIRRORS`. */
  readonly repository?: string;
}

/** Where the harnesses are. */
export const harnesses = new URL('../../test/clients/', import.meta.url);

/** The version that a harness installs, read where it's pinned. */
function pinned(file: string, pattern: RegExp): string {
  const version = pattern.exec(readFileSync(new URL(file, harnesses), 'utf8'))?.[1];
  if (version === undefined) throw new Error(`test/clients/${file} pins no version: ${String(pattern)}`);
  return version;
}

export const suites: readonly ClientSuite[] = [
  {
    name: 'proxy',
    client: 'curl',
    what: 'how URIs in answers follow `Host` and `X-Forwarded-*`',
    stock: { passed: 10, failed: 0, skipped: 0 },
    needs: ['curl', 'python3'],
  },
  {
    name: 'sqlalchemy-pandas',
    client: `SQLAlchemy ${pinned('sqlalchemy-pandas/requirements.txt', /^sqlalchemy==(.+)$/m)}, pandas ${pinned(
      'sqlalchemy-pandas/requirements.txt',
      /^pandas==(.+)$/m,
    )}`,
    what: 'reflection, core, ORM, types, parameters, `read_sql`, `to_sql`',
    stock: { passed: 82, failed: 0, skipped: 0 },
    needs: ['curl', 'python3'],
  },
  {
    name: 'js-client',
    client: `trino-client ${pinned('js-client/run.sh', /trino-client@([\d.]+)/)} (JavaScript)`,
    what: "the project's own integration tests, and 13 more",
    stock: { passed: 23, failed: 0, skipped: 0 },
    needs: ['curl', 'git', 'npm'],
    repository: 'trinodb/trino-js-client',
  },
  {
    name: 'cli',
    client: `Trino CLI ${pinned('cli/run.sh', /client_jar trino-cli (\d+)/)}`,
    what: 'output formats, batches, options, errors, the prompt under tmux',
    stock: { passed: 53, failed: 0, skipped: 0 },
    needs: ['curl', 'java', 'mvn', 'python3', 'tmux'],
  },
  {
    name: 'python-client',
    client: `trino ${pinned('python-client/requirements.txt', /^trino==(.+)$/m)} (Python)`,
    what: "the project's own integration tests: DB-API, types, SQLAlchemy dialect",
    stock: { passed: 493, failed: 0, skipped: 33 },
    needs: ['curl', 'git', 'python3'],
    repository: 'trinodb/trino-python-client',
  },
];
