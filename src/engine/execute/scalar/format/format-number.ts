import type { FormatSpecifier } from './format-specifier.ts';

/** A number in decimal digits: `digits` times ten to the power of `exponent`, which zeros of decimals have too. */
interface Digits {
  readonly negative: boolean;
  readonly digits: bigint;
  readonly exponent: number;
}

/**
 * A number by `%f`, `%e` and `%g`, rounded half up.
 * @param text as doubles and decimals are written: digits, perhaps a point and an exponent, or `NaN` and `Infinity`; zero of a double
 *   without a point
 */
export function formatFloating(text: string, specifier: FormatSpecifier): string {
  if (!/\d/.test(text)) {
    const negative = text.startsWith('-');
    const name = text.replace('-', '');
    return justify(name === 'NaN' ? name : withSign(name, negative, specifier.flags), specifier);
  }
  const value = digitsOf(text);
  const { precision = 6, flags } = specifier;
  const magnitude = magnitudeOf(value, specifier.conversion, precision, flags);
  return padded(magnitude, value.negative, specifier);
}

/** A whole number by `%d`. */
export function formatWhole(value: bigint, specifier: FormatSpecifier): string {
  const magnitude = (value < 0n ? -value : value).toString();
  return padded(specifier.flags.includes(',') ? grouped(magnitude) : magnitude, value < 0n, specifier);
}

/** A whole number of 64 bits by `%x` and `%o`. */
export function formatBits(value: bigint, specifier: FormatSpecifier): string {
  const { conversion, flags, width } = specifier;
  const digits = BigInt.asUintN(64, value).toString(conversion === 'x' ? 16 : 8);
  const prefix = flags.includes('#') ? (conversion === 'x' ? '0x' : '0') : '';
  if (flags.includes('0')) return prefix + digits.padStart((width ?? 0) - prefix.length, '0');
  return justify(prefix + digits, specifier);
}

/** A double by `%a`: its bits as a hexadecimal fraction. */
export function formatHexadecimal(value: number, specifier: FormatSpecifier): string {
  if (!Number.isFinite(value)) return formatFloating(String(value), specifier);
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, Math.abs(value));
  const bits = view.getBigUint64(0);
  const biased = Number(bits >> 52n);
  let mantissa = (bits & 0xfffffffffffffn) | (biased === 0 ? 0n : 1n << 52n);
  const exponent = value === 0 ? 0 : Math.max(biased, 1) - 1023;
  const { precision } = specifier;
  let places = 13;
  if (precision !== undefined && precision < 13) {
    places = Math.max(precision, 1);
    const cut = BigInt(4 * (13 - places));
    const rest = mantissa & ((1n << cut) - 1n);
    mantissa >>= cut;
    const half = 1n << (cut - 1n);
    if (rest > half || (rest === half && (mantissa & 1n) === 1n)) mantissa++;
  }
  const all = mantissa.toString(16).padStart(places + 1, '0');
  let fraction = all.slice(-places);
  if (precision === undefined) fraction = fraction.replace(/0+$/, '') || '0';
  const negative = value < 0 || Object.is(value, -0);
  return padded(`0x${all.slice(0, -places)}.${fraction}p${exponent}`, negative, specifier);
}

/** A text brought to the width of a specifier with blanks. */
export function justify(text: string, { width = 0, flags }: FormatSpecifier): string {
  return flags.includes('-') ? text.padEnd(width) : text.padStart(width);
}

function digitsOf(text: string): Digits {
  const [, sign, whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:E(-?\d+))?$/.exec(text) ?? [];
  return {
    negative: sign === '-',
    digits: BigInt(whole + fraction),
    exponent: Number(exponent) - fraction.length,
  };
}

function magnitudeOf(value: Digits, conversion: string, precision: number, flags: string): string {
  if (conversion === 'f') {
    const text = fixed(value, precision);
    const point = flags.includes('#') && precision === 0 ? '.' : '';
    return (flags.includes(',') ? grouped(text) : text) + point;
  }
  if (conversion === 'e') return scientific(value, precision, flags.includes('#'));
  const significant = Math.max(precision, 1);
  if (value.digits === 0n)
    return value.exponent === 0 ? fixed(value, significant - 1) : scientific(value, significant - 1, false);
  const rounded = toSignificant(value, significant);
  const magnitude = rounded.digits.toString().length - 1 + rounded.exponent;
  if (magnitude < -4 || magnitude >= significant) return scientific(value, significant - 1, false);
  const text = fixed(value, Math.max(0, significant - 1 - magnitude));
  return flags.includes(',') ? grouped(text) : text;
}

function fixed({ digits, exponent }: Digits, places: number): string {
  const scaled = shifted(digits, exponent + places)
    .toString()
    .padStart(places + 1, '0');
  return places === 0 ? scaled : `${scaled.slice(0, -places)}.${scaled.slice(-places)}`;
}

function scientific(value: Digits, places: number, point: boolean): string {
  const { digits, exponent } = toSignificant(value, places + 1);
  const text = digits.toString();
  const power = text.length - 1 + exponent;
  const fraction = text.slice(1).padEnd(places, '0').slice(0, places);
  const sign = power < 0 ? '-' : '+';
  const mantissa = `${text.charAt(0)}${places > 0 ? `.${fraction}` : point ? '.' : ''}`;
  return `${mantissa}e${sign}${String(Math.abs(power)).padStart(2, '0')}`;
}

function toSignificant({ negative, digits, exponent }: Digits, count: number): Digits {
  const drop = digits.toString().length - count;
  if (drop <= 0) return { negative, digits, exponent };
  return { negative, digits: shifted(digits, -drop), exponent: exponent + drop };
}

/** Digits times a power of ten, rounded half up. */
function shifted(digits: bigint, power: number): bigint {
  if (power >= 0) return digits * 10n ** BigInt(power);
  if (-power > digits.toString().length) return 0n;
  const unit = 10n ** BigInt(-power);
  return (digits + unit / 2n) / unit;
}

function grouped(text: string): string {
  const [whole = '', fraction] = text.split('.');
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? groups : `${groups}.${fraction}`;
}

function withSign(magnitude: string, negative: boolean, flags: string): string {
  if (negative) return flags.includes('(') ? `(${magnitude})` : `-${magnitude}`;
  if (flags.includes('+')) return `+${magnitude}`;
  return flags.includes(' ') ? ` ${magnitude}` : magnitude;
}

/** With its sign, and zeros or blanks up to the width. */
function padded(magnitude: string, negative: boolean, specifier: FormatSpecifier): string {
  const { flags, width = 0 } = specifier;
  const text = withSign(magnitude, negative, flags);
  if (!flags.includes('0') || text.length >= width) return justify(text, specifier);
  const zeros = '0'.repeat(width - text.length);
  return withSign(
    magnitude.startsWith('0x') ? `0x${zeros}${magnitude.slice(2)}` : zeros + magnitude,
    negative,
    flags,
  );
}
