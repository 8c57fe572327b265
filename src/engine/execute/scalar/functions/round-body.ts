/** Rounds a double as stock does: by a factor, halves away from zero; where that is too large the number stays. */
export function roundFloating(value: number, digits: number): number {
  if (!Number.isFinite(value)) return value;
  const factor = Number(`1e${digits}`);
  const scaled = Math.abs(value) * factor;
  if (!Number.isFinite(scaled)) return value;
  const whole = Math.floor(scaled);
  const rounded = (scaled - whole >= 0.5 ? whole + 1 : whole) / factor;
  return value < 0 ? -rounded : rounded;
}

/** Rounds a decimal of a scale, halves away from zero, to a number of digits behind the point. */
export function roundUnscaled(scale: number): (unscaled: bigint, digits: number) => bigint {
  return (unscaled, digits) => {
    if (digits >= scale) return unscaled;
    const drop = scale - digits;
    if (drop > 39) return 0n;
    const unit = 10n ** BigInt(drop);
    const size = unscaled < 0n ? -unscaled : unscaled;
    const rounded = ((size + unit / 2n) / unit) * unit;
    return unscaled < 0n ? -rounded : rounded;
  };
}
