import { Worker } from 'node:worker_threads';

/** Modules lie beside each other whether they are compiled or not. */
const compiled = import.meta.url.endsWith('.js');

/**
 * Starts a thread.
 * @param module its entry, as a path from this folder without ending @param workerData what the entry finds as `workerData`
 */
export function spawnThread(name: string, module: string, workerData: unknown): Worker {
  const entry = new URL(`${module}${compiled ? '.js' : '.ts'}`, import.meta.url);
  const options = { name, workerData };
  return compiled
    ? new Worker(entry, options)
    : new Worker(sourceBootstrap(entry), { ...options, eval: true, execArgv: [] });
}

/** Node doesn't hand the loader of TypeScript sources to threads: there, in tests and tools, it's registered first. */
function sourceBootstrap(entry: URL): string {
  return `
    import('tsx/esm/api').then(({ register }) => {
      register();
      return import(${JSON.stringify(entry.href)});
    });
  `;
}
