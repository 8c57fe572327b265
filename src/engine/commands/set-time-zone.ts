import { analyzeConstant } from './constant-value.ts';
import { typeText } from '../analyze/coerce.ts';
import { expressionsIn } from '../analyze/aggregate-checks.ts';
import { foldConstant } from '../analyze/evaluate-constant.ts';
import { TrinoError } from '../errors/trino-error.ts';
import { formatExpression } from '../parse/format/format-expression.ts';
import type { ExpressionNode } from '../parse/tree/expression-node.ts';
import type { SetTimeZone } from '../parse/tree/session-statement.ts';
import { knownZone } from '../session/known-zone.ts';
import { offsetKey, timeZoneName } from '../values/time-zone-key.ts';
import type { Command, CommandContext } from './command.ts';

/** The session property that holds the zone of SET TIME ZONE. */
const property = 'time_zone_id';

/**
 * SET TIME ZONE: a zone's name, an offset as an interval, or LOCAL, which leaves it to the client's header.
 * @throws TrinoError NOT_SUPPORTED, TYPE_MISMATCH, INVALID_LITERAL, INVALID_FUNCTION_ARGUMENT; GENERIC_INTERNAL_ERROR of a call
 */
export function setTimeZone(statement: SetTimeZone, context: CommandContext): Command {
  return {
    updateType: 'SET TIME ZONE',
    execute({ changes }) {
      if (statement.timeZone === undefined) changes.clearedProperties.add(property);
      else changes.setProperties.set(property, zoneName(statement.timeZone, context));
    },
  };
}

function zoneName(node: NonNullable<SetTimeZone['timeZone']>, context: CommandContext): string {
  const expression = analyzeConstant(node, context);
  const { kind } = expression.type;
  if (kind !== 'varchar' && kind !== 'interval day to second') {
    throw new TrinoError(
      'TYPE_MISMATCH',
      `Expected expression of varchar or interval day-time type, but '${formatExpression(node)}' has ${typeText(expression.type)} type`,
    );
  }
  refuseCalls(node);
  const { value } = foldConstant(expression, context.session);
  if (typeof value === 'string') return namedZone(value);
  if (typeof value === 'bigint') return offsetZone(value);
  throw new TrinoError(
    'GENERIC_INTERNAL_ERROR',
    `TIME ZONE expression '${formatExpression(node)}' not supported`,
  );
}

/** Stock computes this expression before functions are looked up. @throws TrinoError GENERIC_INTERNAL_ERROR */
function refuseCalls(node: ExpressionNode): void {
  if (node.kind === 'functionCall') {
    throw new TrinoError(
      'GENERIC_INTERNAL_ERROR',
      `Expected qualifiedName to be a resolved function: ${node.name.parts.map(({ value }) => value.toLowerCase()).join('.')}`,
    );
  }
  expressionsIn(node).forEach(refuseCalls);
}

function namedZone(name: string): string {
  if (name === '') throw new TrinoError('GENERIC_INTERNAL_ERROR', 'Zone id is an empty string');
  const known = knownZone(name);
  if (known === undefined) {
    throw new TrinoError('NOT_SUPPORTED', `Time zone not supported: ${name}`, {
      failureType: 'io.trino.spi.type.TimeZoneNotSupportedException',
    });
  }
  return known;
}

/** @param millis east of UTC */
function offsetZone(millis: bigint): string {
  if (millis % 60_000n !== 0n) {
    throw new TrinoError('INVALID_LITERAL', 'Invalid TIME ZONE offset interval: interval contains seconds');
  }
  const minutes = Number(millis / 60_000n);
  if (Math.abs(minutes) > 14 * 60)
    throw new TrinoError('INVALID_FUNCTION_ARGUMENT', `Invalid offset minutes ${minutes}`);
  return timeZoneName(offsetKey(minutes)) ?? 'UTC';
}
