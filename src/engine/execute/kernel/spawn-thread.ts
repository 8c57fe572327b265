import { Worker } from 'node:worker_threads';
import type { KernelSettings } from './kernel-messages.ts';

/** The entry of the kernel's thread, beside this module whether that is compiled or not. */
const compiled = import.meta.url.endsWith('.js');
const entry = new URL(compiled ? '../kernel-worker.js' : '../kernel-worker.ts', import.meta.url);

/** Node doesn't hand the loader of TypeScript sources to threads: there, in tests and tools, it's registered first. */
const sourceBootstrap = `
  import('tsx/esm/api').then(({ register }) => {
    register();
    return import(${JSON.stringify(entry.href)});
  });
`;

/** Starts the kernel's thread. */
export function spawnThread(settings: KernelSettings): Worker {
  const options = { name: 'kernel', workerData: settings };
  return compiled
    ? new Worker(entry, options)
    : new Worker(sourceBootstrap, { ...options, eval: true, execArgv: [] });
}
