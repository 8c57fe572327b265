import { existsSync } from 'node:fs';
import { readPropertiesFile } from './read-properties.ts';
import type { ReadContext } from './read-properties.ts';

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

/** The log manager's level names with ours. */
const levels: Readonly<Record<string, LogLevel>> = {
  OFF: 'silent',
  ERROR: 'error',
  WARN: 'warn',
  INFO: 'info',
  DEBUG: 'debug',
  TRACE: 'trace',
};

/** Loggers whose level is the level of the whole node; the others exist only in Trino. */
const rootLoggers: readonly string[] = ['', 'root', 'io', 'io.trino', 'io.trino.server'];

/**
 * Reads `log.properties` (`io.trino=DEBUG`).
 * @returns the node's level: that of the most general logger of Trino's own that is named, or undefined when none is
 */
export function loadLogLevel(file: string, context: ReadContext): LogLevel | undefined {
  if (!existsSync(file)) return undefined;
  let chosen: { readonly level: LogLevel; readonly rank: number } | undefined;
  for (const { name, text, source } of readPropertiesFile(file, context)) {
    const level = levels[text.toUpperCase()];
    if (level === undefined) {
      context.problems.push({
        message: `Invalid level '${text}' for logger '${name}': expected one of ${Object.keys(levels).join(', ')}`,
        source,
      });
      continue;
    }
    const rank = rootLoggers.indexOf(name);
    if (rank < 0) {
      context.warnings.push(`The level of logger '${name}' has no effect here: only that of 'io.trino' has`);
    } else if (chosen === undefined || rank < chosen.rank) {
      chosen = { level, rank };
    }
  }
  return chosen?.level;
}
