/** A double as a literal: one digit, up to 19 after the point, `E` and the exponent: `1.5E0`, `1E10`. */
export function formatDouble(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '-∞';
  if (value === 0) return Object.is(value, -0) ? '-0E0' : '0E0';
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  return `${mantissa}E${exponent.replace('+', '')}`;
}
