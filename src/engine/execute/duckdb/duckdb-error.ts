import { errorCodes } from '../../errors/error-codes.ts';
import type { ErrorName } from '../../errors/error-codes.ts';
import { toTrinoError } from '../../errors/failure.ts';
import { TrinoError } from '../../errors/trino-error.ts';
import { errorMark } from '../translate/sql-shorthand.ts';

/**
 * Trino's error for one of DuckDB's. Statements run with `errors_as_json`, so the message is an object; what Trino's
 * semantics raise comes through `raise` with Trino's name in front, the rest are native overflows and resources.
 */
export function trinoErrorOf(error: unknown): TrinoError {
  if (error instanceof TrinoError) return error;
  if (error instanceof RangeError) return toTrinoError(error);
  const text = error instanceof Error ? error.message : String(error);
  const { type, message } = readMessage(text);
  return (
    raisedError(message) ?? nativeError(type, message) ?? new TrinoError('GENERIC_INTERNAL_ERROR', message)
  );
}

/** Whether a failure is the answer to an interrupt. */
export function isInterrupt(error: unknown): boolean {
  return error instanceof Error && readMessage(error.message).type === 'Interrupt';
}

function readMessage(text: string): { readonly type: string; readonly message: string } {
  if (text.startsWith('{')) {
    try {
      const parsed = JSON.parse(text) as { exception_type?: unknown; exception_message?: unknown };
      if (typeof parsed.exception_type === 'string' && typeof parsed.exception_message === 'string') {
        return { type: parsed.exception_type, message: parsed.exception_message };
      }
    } catch {
      // Not JSON after all: a plain message that starts with a brace.
    }
  }
  const plain = /^([A-Za-z ]+) Error: ([\s\S]*)$/.exec(text);
  return plain === null
    ? { type: '', message: text }
    : { type: plain[1] as string, message: plain[2] as string };
}

/** The error that `raise` has written into a message; undefined when it is none of its own. */
export function raisedError(message: string): TrinoError | undefined {
  const end = message.indexOf(errorMark, 1);
  if (!message.startsWith(errorMark) || end < 0) return undefined;
  const name = message.slice(1, end);
  return name in errorCodes ? new TrinoError(name as ErrorName, message.slice(end + 1)) : undefined;
}

const wholeTypes: Readonly<Record<string, string>> = {
  '8': 'tinyint',
  '16': 'smallint',
  '32': 'integer',
  '64': 'bigint',
};

/** What DuckDB says of dates and timestamps beyond its calendar, and what Java's arithmetic says of 32 and 64 bits. */
const calendarEnds: readonly (readonly [begins: string, stock: string])[] = [
  ['Date out of range', 'integer overflow'],
  ['Date and time not in timestamp range', 'long overflow'],
];

function nativeError(type: string, message: string): TrinoError | undefined {
  const calendarEnd = calendarEnds.find(([begins]) => message.startsWith(begins));
  if (calendarEnd !== undefined) return new TrinoError('GENERIC_INTERNAL_ERROR', calendarEnd[1]);
  switch (type) {
    case 'Out of Range':
      return outOfRange(message);
    case 'Conversion':
      // Casts that can fail are guarded; what is left are sums and intermediate results that outgrow their carrier.
      if (message.includes('DECIMAL('))
        return new TrinoError('NUMERIC_VALUE_OUT_OF_RANGE', 'Decimal overflow');
      return new TrinoError('NUMERIC_VALUE_OUT_OF_RANGE', message.split('\n')[0] as string);
    case 'Parser':
    case 'Binder':
      // Terms within each other that DuckDB takes no more of.
      return message.includes('expression depth')
        ? new TrinoError('STACK_OVERFLOW', 'statement is too large (stack overflow during analysis)')
        : undefined;
    case 'Out of Memory':
      return new TrinoError(
        'EXCEEDED_LOCAL_MEMORY_LIMIT',
        `Query exceeded per-node memory limit (${firstLine(message)})`,
        {
          failureType: 'io.trino.ExceededMemoryLimitException',
        },
      );
    case 'IO':
      return new TrinoError('GENERIC_INTERNAL_ERROR', firstLine(message));
    case 'Interrupt':
      return new TrinoError('USER_CANCELED', 'Query was canceled');
    default:
      return undefined;
  }
}

function outOfRange(message: string): TrinoError | undefined {
  const whole = /^Overflow in (addition|subtraction|multiplication) of INT(8|16|32|64) \((.+)\)!$/.exec(
    message,
  );
  if (whole !== null) {
    const [, operation, bits, operands] = whole as unknown as [string, string, string, string];
    return new TrinoError(
      'NUMERIC_VALUE_OUT_OF_RANGE',
      `${wholeTypes[bits] as string} ${operation} overflow: ${operands}`,
    );
  }
  if (/^Overflow in \w+ of (DECIMAL|INT128|HUGEINT)/.test(message))
    return new TrinoError('NUMERIC_VALUE_OUT_OF_RANGE', 'Decimal overflow');
  return new TrinoError('NUMERIC_VALUE_OUT_OF_RANGE', firstLine(message));
}

function firstLine(message: string): string {
  return message.split('\n')[0] as string;
}
