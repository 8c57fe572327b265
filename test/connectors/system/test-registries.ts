import type { SystemRegistries } from '../../../src/connectors/system/registries.ts';

/** Registries that know nothing but what a test gives them. */
export function registries(known: Partial<SystemRegistries> = {}): SystemRegistries {
  return {
    queries: () => [],
    nodes: () => [],
    transactions: () => [],
    optimizerRules: () => [],
    taskNodes: () => [],
    tasksOf: () => Promise.resolve([]),
    kill: () => undefined,
    ...known,
  };
}
