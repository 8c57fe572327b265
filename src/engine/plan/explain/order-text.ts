import type { OrderingScheme } from '../../../../generated/worker/types.ts';

/** `name ASC NULLS LAST, regionkey DESC NULLS FIRST` */
export function orderText({ orderBy, orderings }: OrderingScheme): string {
  return orderBy
    .map((symbol) => {
      const [direction = '', nulls] = (orderings[symbol] ?? '').split('_NULLS_');
      return `${symbol} ${direction} NULLS ${nulls ?? 'LAST'}`;
    })
    .join(', ');
}
