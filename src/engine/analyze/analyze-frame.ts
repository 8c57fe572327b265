import type { Expression } from '../expressions/expression.ts';
import { resolveInternal } from '../functions/resolve-function.ts';
import type { ExpressionNode } from '../parse/tree/expression-node.ts';
import type { WindowFrame } from '../parse/tree/function-call.ts';
import type { OrderBy } from '../parse/tree/order-by.ts';
import { sameType } from '../types/same-type.ts';
import type { FrameAnalysis, FrameBoundAnalysis, SortKey } from './analysis.ts';
import { coerce, typeText } from './coerce.ts';
import type { AnalyzeNested } from './expression-context.ts';
import { semanticError } from './semantic-error.ts';

/** The frame of a window that has none of its own. */
export const defaultFrame: FrameAnalysis = {
  type: 'RANGE',
  start: { type: 'UNBOUNDED_PRECEDING' },
  end: { type: 'CURRENT_ROW' },
};

/**
 * A frame without its row pattern.
 * @param orderNode the window's ORDER BY, and `orderBy` its keys
 * @throws TrinoError INVALID_WINDOW_FRAME, MISSING_ORDER_BY, INVALID_ORDER_BY, TYPE_MISMATCH
 */
export function analyzeFrame(
  node: WindowFrame,
  orderNode: OrderBy | undefined,
  orderBy: readonly SortKey[],
  nested: AnalyzeNested,
): FrameAnalysis {
  const start = node.start.type;
  const end = node.end?.type ?? 'CURRENT ROW';
  const refuse = (message: string): Error =>
    semanticError('INVALID_WINDOW_FRAME', node, `Window frame ${message}`);
  if (start === 'UNBOUNDED FOLLOWING') throw refuse('start cannot be UNBOUNDED FOLLOWING');
  if (end === 'UNBOUNDED PRECEDING') throw refuse('end cannot be UNBOUNDED PRECEDING');
  if (start === 'CURRENT ROW' && end === 'PRECEDING')
    throw refuse('starting from CURRENT ROW cannot end with PRECEDING');
  if (start === 'FOLLOWING' && end === 'PRECEDING')
    throw refuse('starting from FOLLOWING cannot end with PRECEDING');
  if (start === 'FOLLOWING' && end === 'CURRENT ROW')
    throw refuse('starting from FOLLOWING cannot end with CURRENT ROW');
  const hasOffset = node.start.value !== undefined || node.end?.value !== undefined;
  if (hasOffset && node.type !== 'ROWS' && orderBy.length === 0) {
    throw semanticError(
      'MISSING_ORDER_BY',
      node,
      `Window frame of type ${node.type} PRECEDING or FOLLOWING requires ORDER BY`,
    );
  }
  if (hasOffset && node.type === 'RANGE' && orderBy.length !== 1) {
    throw semanticError(
      'INVALID_ORDER_BY',
      orderNode ?? node,
      `Window frame of type RANGE PRECEDING or FOLLOWING requires single sort item in ORDER BY (actual: ${orderBy.length})`,
    );
  }
  const bound = (which: 'start' | 'end'): FrameBoundAnalysis => {
    const part = node[which];
    if (part === undefined) return { type: 'CURRENT_ROW' };
    const type = part.type.replace(' ', '_') as FrameBoundAnalysis['type'];
    if (part.value === undefined) return { type };
    const value = nested(part.value);
    if (node.type !== 'RANGE') {
      const { kind } = value.type;
      const isWhole = ['tinyint', 'smallint', 'integer', 'bigint'].includes(kind);
      if (!isWhole && !(value.type.kind === 'decimal' && value.type.scale === 0)) {
        throw semanticError(
          'TYPE_MISMATCH',
          part.value,
          `Window frame ${node.type} ${which} value type must be exact numeric type with scale 0 (actual ${typeText(value.type)})`,
        );
      }
      return { type, value: wholeOffset(value) };
    }
    const key = orderBy[0] as SortKey;
    const item = orderNode?.items[0];
    return { type, value, ...rangeEnd(key, value, part.type === 'PRECEDING', item?.key ?? node, part.value) };
  };
  return { type: node.type, start: bound('start'), end: bound('end') };
}

const maxBigint = (1n << 63n) - 1n;

/** How many rows away, as a bigint: more than fit are as many as fit. */
function wholeOffset(value: Expression): Expression {
  const bigint = { kind: 'bigint' } as const;
  const { type } = value;
  if (type.kind !== 'decimal' || type.precision <= 18) return coerce(value, bigint);
  const most: Expression = { kind: 'constant', type, value: maxBigint };
  return {
    kind: 'case',
    type: bigint,
    whens: [
      {
        condition: { kind: 'comparison', type: { kind: 'boolean' }, operator: '>', left: value, right: most },
        result: { kind: 'constant', type: bigint, value: maxBigint },
      },
    ],
    defaultValue: coerce(value, bigint),
  };
}

/** Where a RANGE ends, as a value of the sort key. */
function rangeEnd(
  { expression: key, descending }: SortKey,
  value: Expression,
  preceding: boolean,
  keyNode: ExpressionNode | WindowFrame,
  valueNode: ExpressionNode,
): { readonly end: Expression; readonly key: Expression } {
  const { kind } = key.type;
  const isNumber = ['tinyint', 'smallint', 'integer', 'bigint', 'real', 'double', 'decimal'].includes(kind);
  const isTime = ['date', 'time', 'time with time zone', 'timestamp', 'timestamp with time zone'].includes(
    kind,
  );
  const isInterval = kind.startsWith('interval');
  if (!isNumber && !isTime && !isInterval) {
    throw semanticError(
      'TYPE_MISMATCH',
      keyNode,
      `Window frame of type RANGE PRECEDING or FOLLOWING requires that sort item type be numeric, datetime or interval (actual: ${typeText(key.type)})`,
    );
  }
  const operator = preceding === descending ? '+' : '-';
  const binding = resolveInternal(operator === '+' ? '$operator$add' : '$operator$subtract', [
    key.type,
    value.type,
  ]);
  if (
    binding === undefined ||
    value.type.kind === 'unknown' ||
    (isTime && !value.type.kind.startsWith('interval'))
  ) {
    throw semanticError(
      'TYPE_MISMATCH',
      valueNode,
      `Window frame RANGE value type (${typeText(value.type)}) not compatible with sort item type (${typeText(key.type)})`,
    );
  }
  const [left, right] = binding.argumentTypes;
  const end: Expression = {
    kind: 'arithmetic',
    operator,
    type: binding.returnType,
    left: coerce(key, left ?? key.type),
    right: coerce(value, right ?? value.type),
  };
  return {
    end,
    key: sameType(key.type, end.type) ? key : { kind: 'cast', value: key, type: end.type, safe: false },
  };
}
