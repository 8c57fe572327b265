import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true });

interface Answer {
  readonly nextUri?: string;
  readonly data?: readonly unknown[];
  readonly error?: { readonly message: string };
}

/**
 * Runs a statement over one kept-alive connection, as the stock clients do.
 * @returns the number of rows
 * @throws Error when the query fails
 */
export async function runStatement(server: string, sql: string): Promise<number> {
  let answer = await exchange('POST', `${server}/v1/statement`, sql);
  let rows = 0;
  while (true) {
    rows += answer.data?.length ?? 0;
    if (answer.error !== undefined) throw new Error(answer.error.message);
    if (answer.nextUri === undefined) return rows;
    answer = await exchange('GET', answer.nextUri);
  }
}

function exchange(method: string, url: string, body?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, agent, headers: { 'X-Trino-User': 'bench' } }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')) as Answer);
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
