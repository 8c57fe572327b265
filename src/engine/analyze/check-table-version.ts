import { TrinoError } from '../errors/trino-error.ts';
import type { ConstantExpression } from '../expressions/expression.ts';
import { printConstant } from '../expressions/print-constant.ts';
import type { QueryPeriod } from '../parse/tree/relation.ts';
import type { Session } from '../session/session.ts';
import { zoneOffsetMillis } from '../values/time-zone-rules.ts';
import { typeText } from './coerce.ts';
import { foldedConstant } from './evaluate-constant.ts';
import type { QueryContext } from './query-context.ts';
import { semanticError } from './semantic-error.ts';

/**
 * Checks what FOR TIMESTAMP AS OF or FOR VERSION AS OF names: a moment in the past, or a value. That no catalog keeps versions is
 * found later.
 * @throws TrinoError of the expression; TYPE_MISMATCH, INVALID_ARGUMENTS at the FOR
 */
export function checkTableVersion(node: QueryPeriod, context: QueryContext): void {
  const value = foldedConstant(node.end, context);
  if (value.type.kind === 'unknown') throw pointerIsNull(node);
  if (node.type === 'TIMESTAMP' && !momentTypes.has(value.type.kind)) {
    throw semanticError(
      'TYPE_MISMATCH',
      node,
      `Type ${typeText(value.type)} invalid. Temporal pointers must be of type Timestamp, Timestamp with Time Zone, or Date.`,
    );
  }
  if (value.value === null) throw pointerIsNull(node);
  if (node.type === 'TIMESTAMP' && epochMillis(value, context.session) >= context.session.start.epochMillis) {
    const [, text = ''] = /^\w+ '(.*)'$/.exec(printConstant(value)) ?? [];
    throw semanticError('INVALID_ARGUMENTS', node, `Pointer value '${text}' is not in the past`);
  }
}

const momentTypes: ReadonlySet<string> = new Set(['date', 'timestamp', 'timestamp with time zone']);

const dayMillis = 86_400_000;

function pointerIsNull(node: QueryPeriod): TrinoError {
  return semanticError('INVALID_ARGUMENTS', node, 'Pointer value cannot be NULL');
}

/** The moment, in milliseconds since 1970; without a zone it is in the session's. */
function epochMillis({ type, value }: ConstantExpression, { timeZoneKey }: Session): number {
  if (type.kind === 'timestamp with time zone') return Number((value as { readonly millis: bigint }).millis);
  const local =
    type.kind === 'date'
      ? (value as number) * dayMillis
      : Number(typeof value === 'bigint' ? value : (value as { readonly micros: bigint }).micros) / 1000;
  return local - zoneOffsetMillis(timeZoneKey, local);
}
