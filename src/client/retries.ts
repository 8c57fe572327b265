import { TrinoRequestError } from './client-errors.ts';

/** Answers by which a server, or a proxy before it, says that it can't answer just now. */
const OVERLOADED: ReadonlySet<number> = new Set([502, 503, 504]);

export interface RetryOptions {
  /** What is tried, for messages: `fetching the next rows`. */
  readonly what: string;
  /** No further try begins after this time, ms. */
  readonly limitMillis: number;
  /** Tries at the most when there is no answer at all. */
  readonly maxUnanswered?: number;
  readonly signal?: AbortSignal;
}

/**
 * Sends a request until it's answered, as Trino's clients do: again when the connection fails and after 502, 503 and 504, with a pause
 * that grows by 100 ms a try.
 *
 * @throws TrinoRequestError when time is up, with the last failure as its cause; the signal's reason when that is aborted
 */
export async function withRetries<T extends { readonly status: number }>(
  send: () => Promise<T>,
  options: RetryOptions,
): Promise<T> {
  const begin = Date.now();
  let cause: unknown;
  for (let attempts = 0; ; attempts++) {
    if (attempts > 0) {
      if (Date.now() - begin > options.limitMillis) throw givenUp(options.what, attempts, begin, cause);
      await pause(attempts * 100, options.signal);
    }
    try {
      const answer = await send();
      if (!OVERLOADED.has(answer.status)) return answer;
      cause = new TrinoRequestError(`Error ${options.what}: the server answered ${answer.status}`, answer);
    } catch (error) {
      options.signal?.throwIfAborted();
      // What was answered and can't be understood won't be understood the next time.
      if (error instanceof TrinoRequestError) throw error;
      cause = error;
      if (attempts + 1 >= (options.maxUnanswered ?? Infinity)) {
        throw givenUp(options.what, attempts + 1, begin, cause);
      }
    }
  }
}

function givenUp(what: string, attempts: number, begin: number, cause: unknown): TrinoRequestError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const seconds = ((Date.now() - begin) / 1000).toFixed(2);
  return new TrinoRequestError(
    `Error ${what} (attempts: ${attempts}, duration: ${seconds}s): ${reason}`,
    cause instanceof TrinoRequestError && cause.status !== undefined
      ? { status: cause.status, cause }
      : { cause },
  );
}

function pause(millis: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      clearTimeout(timer);
      // The reason is whatever the caller said; callers compare it with what they said.
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, millis);
    if (signal?.aborted === true) onAbort();
    else signal?.addEventListener('abort', onAbort, { once: true });
  });
}
