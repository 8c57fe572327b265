import type { OutgoingHttpHeader, OutgoingHttpHeaders, ServerResponse } from 'node:http';

const prefixes = new WeakMap<ServerResponse, string>();
const ownPrefix = 'X-Trino-';

/** The prefix of headers that the client of an answer uses, if it isn't Trino's. */
export function prefixOf(response: ServerResponse | undefined): string | undefined {
  return response === undefined ? undefined : prefixes.get(response);
}

/**
 * Lets an answer's headers of the client protocol begin with another prefix.
 * @param prefix such as `X-Presto-`
 */
export function answersWithPrefix(response: ServerResponse, prefix: string): void {
  if (prefixes.has(response)) return;
  prefixes.set(response, prefix);
  const setHeader = response.setHeader.bind(response);
  const renamed = (name: string): string =>
    name.startsWith(ownPrefix) ? prefix + name.slice(ownPrefix.length) : name;
  response.setHeader = (name, value) => setHeader(renamed(name), value);
  const writeHead = response.writeHead.bind(response) as (
    status: number,
    headers: OutgoingHttpHeaders,
  ) => ServerResponse;
  response.writeHead = ((status: number, headers: Readonly<Record<string, OutgoingHttpHeader>> = {}) =>
    writeHead(
      status,
      Object.fromEntries(Object.entries(headers).map(([name, value]) => [renamed(name), value])),
    )) as ServerResponse['writeHead'];
}
