/** An object of functions of one parameter, as generated interfaces are. */
type Methods<T> = { readonly [K in keyof T]: (request: never) => unknown };

/**
 * An implementation that isn't there yet: calls wait for it.
 * @param ready what answers them; when it fails, so do they
 */
export function deferred<T extends Methods<T>>(ready: Promise<T>): T {
  // The one who started it hears of a failure; here it's told to each caller.
  ready.catch(() => undefined);
  return new Proxy({} as T, {
    get:
      (_target, name) =>
      async (request: never): Promise<unknown> => {
        const api = await ready;
        return api[name as keyof T](request);
      },
  });
}
