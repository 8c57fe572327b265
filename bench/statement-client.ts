import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true });

interface Answer {
  readonly nextUri?: string;
  readonly data?: readonly unknown[];
  readonly error?: { readonly message: string };
}

/** Where a session's statements look for tables. */
export interface BenchSession {
  readonly catalog: string;
  readonly schema: string;
}

/**
 * Runs a statement over one kept-alive connection, as the stock clients do.
 * @returns the number of rows
 * @throws Error when the query fails
 */
export async function runStatement(server: string, sql: string, session?: BenchSession): Promise<number> {
  let answer = parsed(await exchange('POST', `${server}/v1/statement`, session, sql));
  let rows = 0;
  while (true) {
    rows += answer.data?.length ?? 0;
    if (answer.error !== undefined) throw new Error(answer.error.message);
    if (answer.nextUri === undefined) return rows;
    answer = parsed(await exchange('GET', answer.nextUri, session));
  }
}

/**
 * Runs a statement with a large result and reads its bytes to the end, without making values of them: what is measured is the
 * server, not this client.
 * @returns the bytes of all answers
 */
export async function readStatement(server: string, sql: string, session?: BenchSession): Promise<number> {
  let body = await exchange('POST', `${server}/v1/statement`, session, sql);
  let bytes = 0;
  while (true) {
    bytes += body.byteLength;
    // Both servers write the links before the rows.
    const head = body.subarray(0, 4096).toString('latin1');
    const next = /"nextUri":"([^"]+)"/.exec(head)?.[1];
    if (next === undefined) {
      const { error, nextUri } = parsed(body);
      if (error !== undefined) throw new Error(error.message);
      if (nextUri === undefined) return bytes;
    }
    body = await exchange('GET', next as string, session);
  }
}

/** Reads what a path of the server answers, over the same connections. */
export async function getPath(server: string, path: string): Promise<void> {
  await exchange('GET', `${server}${path}`);
}

function parsed(body: Buffer): Answer {
  return JSON.parse(body.toString('utf8')) as Answer;
}

function exchange(method: string, url: string, session?: BenchSession, body?: string): Promise<Buffer> {
  const headers = {
    'X-Trino-User': 'bench',
    ...(session !== undefined && { 'X-Trino-Catalog': session.catalog, 'X-Trino-Schema': session.schema }),
  };
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, agent, headers }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        resolve(Buffer.concat(chunks));
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
