import { runQuery } from './trino-client.ts';
import type { QueryOutcome } from './trino-client.ts';
import type { CorpusCase } from './corpus.ts';

/** What a client keeps between the statements of one case, as test/sql/README.md says. */
export class CorpusSession {
  readonly #server: string;
  readonly #user: string;
  readonly #timeZone: string;
  #catalog: string | undefined;
  #schema: string | undefined;
  #path: string | undefined;
  #transaction = 'NONE';
  readonly #properties: Map<string, string>;
  readonly #prepared = new Map<string, string>();

  constructor(server: string, test: CorpusCase) {
    this.#server = server;
    this.#user = test.user ?? 'corpus';
    this.#timeZone = test.time_zone ?? 'UTC';
    this.#catalog = test.catalog;
    this.#schema = test.schema;
    this.#properties = new Map(
      Object.entries(test.session ?? {}).map(([key, value]) => [key, String(value)]),
    );
  }

  /** Runs a statement and keeps what it changes. @returns its outcome, and the session's headers as the corpus writes them */
  async run(
    sql: string,
  ): Promise<{ readonly outcome: QueryOutcome; readonly headers: Record<string, string> }> {
    const outcome = await runQuery(this.#server, sql, {
      'X-Trino-User': this.#user,
      'X-Trino-Source': 'run_corpus',
      'X-Trino-Time-Zone': this.#timeZone,
      'X-Trino-Language': 'en-US',
      'X-Trino-Client-Capabilities': 'PARAMETRIC_DATETIME,PATH',
      'X-Trino-Transaction-Id': this.#transaction,
      ...(this.#catalog !== undefined && { 'X-Trino-Catalog': this.#catalog }),
      ...(this.#schema !== undefined && { 'X-Trino-Schema': this.#schema }),
      ...(this.#path !== undefined && { 'X-Trino-Path': this.#path }),
      ...(this.#properties.size > 0 && { 'X-Trino-Session': pairs(this.#properties) }),
      ...(this.#prepared.size > 0 && { 'X-Trino-Prepared-Statement': pairs(this.#prepared) }),
    });
    const headers: Record<string, string> = {};
    for (const [name, value] of outcome.sessionHeaders) headers[name] = this.#keep(name, value);
    return { outcome, headers };
  }

  #keep(header: string, value: string): string {
    const [name = '', rest = ''] = splitOnce(value);
    switch (header) {
      case 'x-trino-set-catalog':
        this.#catalog = decode(value);
        return value;
      case 'x-trino-set-schema':
        this.#schema = decode(value);
        return value;
      case 'x-trino-set-path':
        this.#path = decode(value);
        return value;
      case 'x-trino-set-session':
        this.#properties.set(name, decode(rest));
        return value;
      case 'x-trino-clear-session':
        this.#properties.delete(value);
        return value;
      case 'x-trino-added-prepare':
        this.#prepared.set(decode(name), decode(rest));
        return `${decode(name)}=${decode(rest)}`;
      case 'x-trino-deallocated-prepare':
        this.#prepared.delete(decode(value));
        return value;
      case 'x-trino-started-transaction-id':
        this.#transaction = value;
        return '*';
      case 'x-trino-clear-transaction-id':
        this.#transaction = 'NONE';
        return value;
      default:
        return value;
    }
  }
}

function pairs(entries: ReadonlyMap<string, string>): string {
  return [...entries]
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join(',');
}

function splitOnce(text: string): string[] {
  const at = text.indexOf('=');
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

/** As in a form: `+` is a blank. */
function decode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}
