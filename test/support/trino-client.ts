/** A small client of the statement protocol for tests: follows `nextUri` to the end. */

export interface QueryOutcome {
  readonly queryId: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly unknown[])[];
  readonly error:
    | { readonly errorName: string; readonly message: string; readonly errorLocation?: unknown }
    | undefined;
  readonly state: string;
  /** Every answer in order. */
  readonly answers: readonly StatementAnswer[];
}

export interface StatementAnswer {
  readonly id: string;
  readonly nextUri?: string;
  readonly partialCancelUri?: string;
  readonly columns?: readonly { readonly name: string; readonly type: string }[];
  readonly data?: readonly (readonly unknown[])[];
  readonly stats: { readonly state: string; readonly nodes: number; readonly [field: string]: unknown };
  readonly error?: { readonly errorName: string; readonly message: string; readonly errorLocation?: unknown };
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
  let next = answers[0]?.nextUri;
  while (next !== undefined) {
    const answer = await answerOf(await fetch(next));
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
  };
}

async function answerOf(response: Response): Promise<StatementAnswer> {
  if (response.status !== 200)
    throw new Error(`${response.url}: ${response.status} ${await response.text()}`);
  return (await response.json()) as StatementAnswer;
}
