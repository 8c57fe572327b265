import { TrinoError } from '../../src/engine/errors/trino-error.ts';
import type { Kernel } from '../../src/engine/execute/kernel.ts';
import { systemClock } from '../../src/engine/schedule/clock.ts';
import type { Clock } from '../../src/engine/schedule/clock.ts';
import type { RunningNode } from '../../src/server/node.ts';
import type { NodeParts } from '../../src/server/parts.ts';
import { startWith } from '../../src/server/start.ts';
import type { StartOptions } from '../../src/server/start.ts';

/** A kernel without DuckDB, for tests of the server around it: it runs nothing and says what it holds. */
export class IdleKernel implements Kernel {
  closed = false;

  start(): never {
    throw new TrinoError('NOT_SUPPORTED', 'This kernel runs nothing');
  }

  async memory(): ReturnType<Kernel['memory']> {
    return {
      limitBytes: 1_000_000,
      usedBytes: 300,
      keptBytes: 0,
      storedBytes: 0,
      storedBlocks: 0,
      connectionsOpened: 0,
      tasks: { '20260101_000000_00001_abcde.1.0.0': 300 },
    };
  }

  async close(): Promise<void> {
    this.closed = true;
  }
}

export interface TestParts extends NodeParts {
  readonly kernels: IdleKernel[];
}

/** @param gate the kernel isn't there before it resolves */
export function testParts(clock: Clock = systemClock, gate: Promise<void> = Promise.resolve()): TestParts {
  const kernels: IdleKernel[] = [];
  return {
    kernels,
    clock,
    random: () => 0.5,
    async createKernel() {
      await gate;
      const kernel = new IdleKernel();
      kernels.push(kernel);
      return kernel;
    },
    async loadPlanning() {
      return {
        createPlanner: () => () => {
          throw new TrinoError('SYNTAX_ERROR', 'line 1:1: nothing is planned here');
        },
        withBucketToPartition: (fragment) => fragment,
        statementQueryType: () => 'SELECT',
      };
    },
  };
}

/** Starts a node on a free port with the second validator on. */
export function startTestNode(
  options: StartOptions = {},
  parts: NodeParts = testParts(),
): Promise<RunningNode> {
  return startWith({ port: 0, contract: true, logLevel: 'fatal', ...options }, parts);
}
