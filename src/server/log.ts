import { pino } from 'pino';
import type { Logger } from 'pino';
import type { LogLevel } from '../config/log-levels.ts';

export interface LogOptions {
  readonly level: LogLevel;
  /** File to append to; standard error without one. */
  readonly path?: string | undefined;
}

/** A log of JSON lines. Writes are synchronous: the last line before an end is there. */
export function createLog({ level, path }: LogOptions): Logger {
  const destination = pino.destination({ dest: path ?? 2, sync: true, mkdir: true });
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
}
