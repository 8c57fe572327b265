import { TrinoError } from '../errors/trino-error.ts';
import type { Session } from '../session/session.ts';
import { formatDuration, parseDuration } from '../units/duration.ts';
import { parseDataSize } from '../units/data-size.ts';
import type { QueryWarning } from './planned-query.ts';

/** What a server lets every query use; sessions may ask for other times, and for less of the rest. */
export interface ServerUsageLimits {
  /** `query.max-run-time`, ms. */
  readonly runMillis: number;
  /** `query.max-execution-time`, ms. */
  readonly executionMillis: number;
  /** `query.max-planning-time`, ms. */
  readonly planningMillis: number;
  /** `query.max-cpu-time`, ms. */
  readonly cpuMillis: number;
  /** `query.max-scan-physical-bytes`. */
  readonly scanBytes?: number | undefined;
  /** `query.max-memory`, bytes. */
  readonly memoryBytes: number;
  /** `query.max-total-memory`, bytes. */
  readonly totalMemoryBytes: number;
  /** `query.max-stage-count`. */
  readonly stageCount: number;
  /** `query.stage-count-warning-threshold`. */
  readonly stageCountWarning: number;
}

const dayMillis = 86_400_000;

/** Trino's defaults. */
export const defaultUsageLimits: ServerUsageLimits = {
  runMillis: 100 * dayMillis,
  executionMillis: 100 * dayMillis,
  planningMillis: 600_000,
  cpuMillis: 1e9 * dayMillis,
  memoryBytes: 20 * 1024 ** 3,
  totalMemoryBytes: 40 * 1024 ** 3,
  stageCount: 150,
  stageCountWarning: 50,
};

/** A limit and how messages write it. */
interface Limit {
  readonly value: number;
  readonly text: string;
}

/** What a query has used so far. */
export interface QueryUsage {
  /** Since it was created, ms. */
  readonly runMillis: number;
  /** Since it was dispatched, ms; 0 before. */
  readonly executionMillis: number;
  /** ms. */
  readonly planningMillis: number;
  /** Of all tasks now, bytes. */
  readonly memoryBytes: () => number;
  /** Of all tasks so far, ms. */
  readonly cpuMillis: () => number;
  /** Read by all scans so far, bytes. */
  readonly scanBytes: () => number;
}

/**
 * The limits of one query. For times what the session says counts, seen with stock: it may go beyond the server's; of processor
 * time, memory and scanned bytes the smaller one does. Messages show a limit in the unit in which it was set.
 */
export class UsageLimits {
  readonly #run: Limit;
  readonly #execution: Limit;
  readonly #planning: Limit;
  readonly #cpu: Limit;
  readonly #scan: Limit | undefined;
  readonly #memory: Limit;
  readonly #totalMemory: Limit;
  readonly #stageCount: number;
  readonly #stageCountWarning: number;

  constructor({ systemProperties: set }: Session, server: ServerUsageLimits) {
    this.#run = durationOf(set.query_max_run_time) ?? millisLimit(server.runMillis);
    this.#execution = durationOf(set.query_max_execution_time) ?? millisLimit(server.executionMillis);
    this.#planning = durationOf(set.query_max_planning_time) ?? millisLimit(server.planningMillis);
    this.#cpu = smaller(durationOf(set.query_max_cpu_time), millisLimit(server.cpuMillis));
    const scan = sizeOf(set.query_max_scan_physical_bytes);
    this.#scan = server.scanBytes === undefined ? scan : smaller(scan, bytesLimit(server.scanBytes));
    this.#memory = smaller(sizeOf(set.query_max_memory), bytesLimit(server.memoryBytes));
    this.#totalMemory = smaller(sizeOf(set.query_max_total_memory), bytesLimit(server.totalMemoryBytes));
    const stages = Number(set.query_max_stage_count);
    this.#stageCount = Number.isInteger(stages) && stages > 0 ? stages : server.stageCount;
    this.#stageCountWarning = server.stageCountWarning;
  }

  /** Whether processor time is limited at all: Trino's default is millions of years. */
  get limitsCpu(): boolean {
    return this.#cpu.value < defaultUsageLimits.cpuMillis;
  }

  get limitsScan(): boolean {
    return this.#scan !== undefined;
  }

  /** @returns stock's error for the first limit that was passed, undefined while none was */
  exceeded(usage: QueryUsage): TrinoError | undefined {
    if (usage.executionMillis > this.#execution.value) {
      return timeLimit(`Query exceeded the maximum execution time limit of ${this.#execution.text}`);
    }
    if (usage.planningMillis > this.#planning.value) {
      return timeLimit(`Query exceeded the maximum planning time limit of ${this.#planning.text}`);
    }
    if (usage.runMillis > this.#run.value) {
      return timeLimit(`Query exceeded maximum time limit of ${this.#run.text}`);
    }
    const memory = usage.memoryBytes();
    if (memory > this.#memory.value) {
      return memoryLimit(`Query exceeded distributed user memory limit of ${this.#memory.text}`);
    }
    if (memory > this.#totalMemory.value) {
      return memoryLimit(`Query exceeded distributed total memory limit of ${this.#totalMemory.text}`);
    }
    if (this.limitsCpu && usage.cpuMillis() > this.#cpu.value) {
      return new TrinoError(
        'EXCEEDED_CPU_LIMIT',
        `Exceeded CPU limit of ${formatDuration(this.#cpu.value * 1e6)}`,
        {
          failureType: 'io.trino.ExceededCpuLimitException',
        },
      );
    }
    if (this.#scan !== undefined && usage.scanBytes() > this.#scan.value) {
      return new TrinoError('EXCEEDED_SCAN_LIMIT', `Exceeded scan limit of ${this.#scan.text}`, {
        failureType: 'io.trino.ExceededScanLimitException',
      });
    }
    return undefined;
  }

  /**
   * @param stages of the query's plan
   * @returns a warning for a plan that comes near the limit
   * @throws TrinoError QUERY_HAS_TOO_MANY_STAGES
   */
  checkStages(stages: number): QueryWarning | undefined {
    if (stages > this.#stageCount) {
      throw new TrinoError(
        'QUERY_HAS_TOO_MANY_STAGES',
        `Number of stages in the query (${stages}) exceeds the allowed maximum (${this.#stageCount}). ${fewerStages}`,
      );
    }
    if (stages <= this.#stageCountWarning) return undefined;
    return {
      code: 1,
      name: 'TOO_MANY_STAGES',
      message: `Number of stages in the query (${stages}) exceeds the soft limit (${this.#stageCountWarning}). ${fewerStages}`,
    };
  }
}

/** Stock's advice, to the letter. */
const fewerStages =
  'If the query contains multiple aggregates with DISTINCT over different columns, please set the ' +
  "'mark_distinct_strategy' session property to 'none'. If the query contains WITH clauses that are referenced more than once, " +
  'please create temporary table(s) for the queries in those clauses.';

function timeLimit(message: string): TrinoError {
  return new TrinoError('EXCEEDED_TIME_LIMIT', message);
}

function memoryLimit(message: string): TrinoError {
  return new TrinoError('EXCEEDED_GLOBAL_MEMORY_LIMIT', message, {
    failureType: 'io.trino.ExceededMemoryLimitException',
  });
}

function smaller(session: Limit | undefined, server: Limit): Limit {
  return session !== undefined && session.value < server.value ? session : server;
}

/** A session's duration in ms. Unreadable ones fail the query elsewhere. */
function durationOf(text: string | undefined): Limit | undefined {
  const nanos = text === undefined ? undefined : parseDuration(text);
  if (text === undefined || nanos === undefined) return undefined;
  return { value: nanos / 1e6, text: text.replaceAll(/\s/g, '').replace(/^[\d.]+/, twoDecimals) };
}

function sizeOf(text: string | undefined): Limit | undefined {
  const bytes = text === undefined ? undefined : parseDataSize(text);
  if (text === undefined || bytes === undefined) return undefined;
  return { value: bytes, text: text.replaceAll(/\s/g, '').replace(/^[\d.]+/, wholeOrTwoDecimals) };
}

function twoDecimals(number: string): string {
  return Number(number).toFixed(2);
}

function wholeOrTwoDecimals(number: string): string {
  return Number.isInteger(Number(number)) ? String(Number(number)) : twoDecimals(number);
}

function millisLimit(millis: number): Limit {
  return { value: millis, text: formatDuration(millis * 1e6) };
}

function bytesLimit(bytes: number): Limit {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let value = bytes;
  let unit = 0;
  while (unit < units.length - 1 && value >= 1024 && value % 1024 === 0) {
    value /= 1024;
    unit++;
  }
  return { value: bytes, text: `${wholeOrTwoDecimals(String(value))}${units[unit] as string}` };
}
