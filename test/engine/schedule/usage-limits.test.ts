import { expect } from 'chai';
import { UsageLimits, defaultUsageLimits } from '../../../src/engine/schedule/usage-limits.ts';
import type { QueryUsage, ServerUsageLimits } from '../../../src/engine/schedule/usage-limits.ts';
import type { Session } from '../../../src/engine/session/session.ts';

const nothing = {
  runMillis: 0,
  executionMillis: 0,
  planningMillis: 0,
  memoryBytes: () => 0,
  cpuMillis: () => 0,
  scanBytes: () => 0,
};

function limits(properties: Record<string, string>, server: Partial<ServerUsageLimits> = {}): UsageLimits {
  const session = { systemProperties: properties } as unknown as Session;
  return new UsageLimits(session, { ...defaultUsageLimits, ...server });
}

describe('limits of a query', () => {
  const cases: readonly [
    Record<string, string>,
    Partial<ServerUsageLimits>,
    Partial<QueryUsage>,
    string | undefined,
  ][] = [
    [{}, {}, { runMillis: 99 * 86_400_000 }, undefined],
    [{}, {}, { runMillis: 101 * 86_400_000 }, 'Query exceeded maximum time limit of 100.00d'],
    [{ query_max_run_time: '90s' }, {}, { runMillis: 90_001 }, 'Query exceeded maximum time limit of 90.00s'],
    [{ query_max_run_time: '90s' }, {}, { runMillis: 90_000 }, undefined],
    // A session may go beyond the server's times, seen with stock.
    [{ query_max_run_time: '1h' }, { runMillis: 6_000 }, { runMillis: 60_000 }, undefined],
    [{}, { runMillis: 6_000 }, { runMillis: 6_001 }, 'Query exceeded maximum time limit of 6.00s'],
    [
      { query_max_execution_time: '1.5m' },
      {},
      { executionMillis: 90_001 },
      'Query exceeded the maximum execution time limit of 1.50m',
    ],
    [
      { query_max_planning_time: '1ns' },
      {},
      { planningMillis: 1 },
      'Query exceeded the maximum planning time limit of 1.00ns',
    ],
    [{ query_max_cpu_time: '500ms' }, {}, { cpuMillis: () => 501 }, 'Exceeded CPU limit of 500.00ms'],
    [
      { query_max_cpu_time: '1h' },
      { cpuMillis: 100 },
      { cpuMillis: () => 101 },
      'Exceeded CPU limit of 100.00ms',
    ],
    [
      { query_max_memory: '10MB' },
      {},
      { memoryBytes: () => 10 * 1024 ** 2 + 1 },
      'Query exceeded distributed user memory limit of 10MB',
    ],
    [
      { query_max_memory: '10GB' },
      { memoryBytes: 1024 ** 2 * 1.5 },
      { memoryBytes: () => 1024 ** 3 },
      'Query exceeded distributed user memory limit of 1536kB',
    ],
    [
      { query_max_total_memory: '1.5MB' },
      {},
      { memoryBytes: () => 2 * 1024 ** 2 },
      'Query exceeded distributed total memory limit of 1.50MB',
    ],
    [{}, {}, { scanBytes: () => 1e15 }, undefined],
    [{ query_max_scan_physical_bytes: '1kB' }, {}, { scanBytes: () => 1025 }, 'Exceeded scan limit of 1kB'],
    [
      { query_max_scan_physical_bytes: '1GB' },
      { scanBytes: 2048 },
      { scanBytes: () => 2049 },
      'Exceeded scan limit of 2kB',
    ],
  ];
  for (const [properties, server, usage, message] of cases) {
    it(`${JSON.stringify(properties)} over ${JSON.stringify(server)}: ${message ?? 'within'}`, () => {
      expect(limits(properties, server).exceeded({ ...nothing, ...usage })?.message).to.equal(message);
    });
  }

  it('warn of many stages, and refuse too many', () => {
    expect(limits({}).checkStages(50)).to.equal(undefined);
    expect(limits({}).checkStages(51)).to.include({ code: 1, name: 'TOO_MANY_STAGES' });
    expect(() => limits({}).checkStages(151))
      .to.throw(/^Number of stages in the query \(151\) exceeds the allowed maximum \(150\)\. /)
      .with.property('errorName', 'QUERY_HAS_TOO_MANY_STAGES');
    expect(() => limits({ query_max_stage_count: '2' }).checkStages(3)).to.throw(/maximum \(2\)/);
  });
});
