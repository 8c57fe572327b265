import type { ExpressionAndValuePointers, ValuePointer } from '../../../../../generated/worker/types.ts';
import { TrinoError } from '../../../errors/trino-error.ts';

export type ScalarPointer = Extract<ValuePointer, { '@type': 'scalar' }>;
export type AggregationPointer = Extract<ValuePointer, { '@type': 'aggregation' }>;

/** What each symbol of an expression over a match stands for. */
export function pointersOf({
  layout,
  valuePointers,
}: ExpressionAndValuePointers): (readonly [string, ValuePointer])[] {
  return layout.map((symbol, index) => {
    const pointer = valuePointers[index];
    if (pointer === undefined)
      throw new TrinoError('GENERIC_INTERNAL_ERROR', `No value pointer for ${symbol}`);
    return [symbol, pointer] as const;
  });
}
