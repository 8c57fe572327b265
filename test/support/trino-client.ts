/** A small client of the statement protocol for tests: follows `nextUri` to the end. */

export interface QueryOutcome {
  readonly queryId: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly unknown[])[];
  readonly error: StatementAnswer['error'];
  readonly state: string;
  /** Every answer in order. */
  readonly answers: readonly StatementAnswer[];
  /** The `x-trino-…` headers of all answers, the last of each name and value. */
  readonly sessionHeaders: readonly (readonly [name: string, value: string])[];
}

export interface StatementAnswer {
  readonly id: string;
  readonly nextUri?: string;
  readonly partialCancelUri?: string;
  readonly columns?: readonly { readonly name: string; readonly type: string }[];
  readonly data?: readonly (readonly unknown[])[];
  readonly stats: { readonly state: string; readonly nodes: number; readonly [field: string]: unknown };
  readonly updateType?: string;
  readonly updateCount?: number;
  readonly error?: {
    readonly errorName: string;
    readonly errorType: string;
    readonly errorCode: number;
    readonly message: string;
    readonly errorLocation?: { readonly lineNumber: number; readonly columnNumber: number };
  };
}

/**
 * Runs a statement.
 * @param server base URL
 * @param headers further `X-Trino-…` headers
 * @throws Error when an answer isn't 200
 */
export async function runQuery(
  server: string,
  sql: string,
  headers: Record<string, string> = {},
): Promise<QueryOutcome> {
  const first = await fetch(`${server}/v1/statement`, {
    method: 'POST',
    body: sql,
    headers: { 'X-Trino-User': 'test', ...headers },
  });
  const answers: StatementAnswer[] = [await answerOf(first)];
  const sessionHeaders = new Map<string, readonly [string, string]>();
  let next = answers[0]?.nextUri;
  while (next !== undefined) {
    const response = await fetch(next);
    for (const [name, value] of response.headers) {
      if (name.startsWith('x-trino-')) sessionHeaders.set(`${name}: ${value}`, [name, value]);
    }
    const answer = await answerOf(response);
    answers.push(answer);
    next = answer.nextUri;
  }
  const last = answers.at(-1) as StatementAnswer;
  return {
    queryId: last.id,
    columns: answers.find((answer) => answer.columns !== undefined)?.columns ?? [],
    rows: answers.flatMap((answer) => answer.data ?? []),
    error: last.error,
    state: last.stats.state,
    answers,
    sessionHeaders: [...sessionHeaders.values()],
  };
}

async function answerOf(response: Response): Promise<StatementAnswer> {
  if (response.status !== 200)
    throw new Error(`${response.url}: ${response.status} ${await response.text()}`);
  return (await response.json()) as StatementAnswer;
}
