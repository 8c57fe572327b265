import { binary, fn } from '../sql-shorthand.ts';
import { argument, ofArguments } from './function-translation.ts';
import type { FunctionTranslations } from './function-translation.ts';

/** Functions on the bits of bigints. */
export const bitwiseTranslations: FunctionTranslations = {
  bitwise_and: ofArguments((values) => binary(argument(values, 0), '&', argument(values, 1))),
  bitwise_or: ofArguments((values) => binary(argument(values, 0), '|', argument(values, 1))),
  bitwise_xor: ofArguments((values) => fn('xor', ...values)),
  bitwise_not: ofArguments((values) => ({ kind: 'bitwiseNot', value: argument(values, 0) })),
};
