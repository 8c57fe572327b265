/** A number's text (`1.25`, `-1.5E-7`) with so many digits behind the point, rounded half up away from zero, without exponent. */
export function roundDecimalText(text: string, places: number): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:E(-?\d+))?$/.exec(text);
  if (match === null) return text;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const scale = fraction.length - Number(exponent);
  const unscaled = BigInt(whole + fraction);
  const shift = scale - places;
  const rounded =
    shift <= 0
      ? unscaled * 10n ** BigInt(-shift)
      : (unscaled + 10n ** BigInt(shift) / 2n) / 10n ** BigInt(shift);
  const digits = rounded.toString().padStart(places + 1, '0');
  return places === 0 ? sign + digits : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
