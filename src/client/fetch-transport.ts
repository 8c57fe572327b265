import type { Transport, TransportRequest, TransportResponse } from '../../generated/runtime/client.ts';
import type { FetchFunction } from './client-options.ts';

/**
 * A transport over `fetch`, which Node and browsers both have.
 * @param timeoutMillis after so long without a whole answer a request is given up
 */
export function createFetchTransport(fetchFunction: FetchFunction, timeoutMillis: number): Transport {
  return {
    send: async ({ method, url, headers, body, signal }: TransportRequest): Promise<TransportResponse> => {
      signal?.throwIfAborted();
      const stop = new AbortController();
      const onAbort = (): void => {
        stop.abort(signal?.reason);
      };
      signal?.addEventListener('abort', onAbort);
      const timer = setTimeout(() => {
        stop.abort(new Error(`No answer of ${url} within ${timeoutMillis} ms`));
      }, timeoutMillis);
      try {
        const response = await fetchFunction(url, {
          method,
          headers: { ...headers },
          signal: stop.signal,
          // The type of bodies excludes shared memory, which these bytes never are.
          ...(body === undefined ? {} : { body: body as Uint8Array<ArrayBuffer> }),
        });
        return {
          status: response.status,
          headers: Object.fromEntries(response.headers),
          body: new Uint8Array(await response.arrayBuffer()),
        };
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
      }
    },
  };
}
