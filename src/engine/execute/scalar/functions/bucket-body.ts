import { formatDouble } from '../../../values/double-text.ts';
import { invalidArgument } from './function-body.ts';

/**
 * `width_bucket` over bins: how many of them a value has reached. As in stock only the bins are checked that the search passes,
 * and NULL is 0.
 * @throws TrinoError INVALID_FUNCTION_ARGUMENT
 */
export function bucketBetween(operand: number, bins: readonly (number | null)[]): bigint {
  if (bins.length === 0) throw invalidArgument('Bins cannot be an empty array');
  if (Number.isNaN(operand)) throw invalidArgument('Operand cannot be NaN');
  const at = (index: number): number => bins[index] ?? 0;
  let lower = 0;
  let upper = bins.length;
  while (lower < upper) {
    if (at(lower) > at(upper - 1)) throw invalidArgument('Bin values are not sorted in ascending order');
    const index = Math.floor((lower + upper) / 2);
    const bin = at(index);
    if (!Number.isFinite(bin)) throw invalidArgument(`Bin value must be finite, got ${formatDouble(bin)}`);
    if (operand < bin) upper = index;
    else lower = index + 1;
  }
  return BigInt(lower);
}
