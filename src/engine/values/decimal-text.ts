/** A decimal with exactly `scale` digits behind the point, never an exponent. @param unscaled the digits as a whole number */
export function formatDecimal(unscaled: bigint, scale: number): string {
  if (scale === 0) return unscaled.toString();
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  const point = digits.length - scale;
  return `${unscaled < 0n ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/**
 * A decimal as Java's BigDecimal is printed: with an exponent where the first digit is more than six places behind the point. So
 * it is in JSON and for `format('%s', …)`.
 * @param unscaled the digits as a whole number
 */
export function formatBigDecimal(unscaled: bigint, scale: number): string {
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString();
  const power = digits.length - 1 - scale;
  if (scale === 0 || power >= -6) return formatDecimal(unscaled, scale);
  const fraction = digits.slice(1);
  return `${unscaled < 0n ? '-' : ''}${digits.charAt(0)}${fraction === '' ? '' : `.${fraction}`}E${power}`;
}
