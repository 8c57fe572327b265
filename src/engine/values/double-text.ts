/**
 * Java's text of floating point numbers, as Trino 435 (on Java 17) writes it in answers and casts: at least one digit on both
 * sides of the point, `E` notation below 10^-3 and from 10^7 on, `NaN`, `Infinity`, `-Infinity`.
 */

/** `Double.toString`. */
export function formatDouble(value: number): string {
  return formatFinite(value, () => doubleDigits(Math.abs(value)));
}

/** `Float.toString`. @param value a number that is exactly a 32-bit float */
export function formatReal(value: number): string {
  return formatFinite(value, () => realDigits(Math.abs(value)));
}

/** `1.23456E2`, `1.0E0`, `0E0`: the text of a cast to varchar, always with an exponent. */
export function formatDoubleScientific(value: number): string {
  return scientific(value, doubleDigits);
}

/** The same of a 32-bit float. */
export function formatRealScientific(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return scientific(value, realDigits);
  // A cast shows seven digits at the most, and no more than tell the value from other floats.
  const [digits = '', exponent = '0'] = Number(formatReal(value)).toExponential(6).split('e');
  return `${digits.replace(/(\.\d+?)0+$/, '$1')}E${Number(exponent)}`;
}

function scientific(value: number, digitsOf: (magnitude: number) => Digits): string {
  if (value === 0) return Object.is(value, -0) ? '-0E0' : '0E0';
  if (!Number.isFinite(value)) return formatFinite(value, () => ({ digits: '', exponent: 0 }));
  return exponential(value < 0 ? '-' : '', digitsOf(Math.abs(value)));
}

/** 0.d₁d₂d₃… times ten to the power of `exponent`. */
interface Digits {
  readonly digits: string;
  readonly exponent: number;
}

function formatFinite(value: number, digitsOf: () => Digits): string {
  if (Number.isNaN(value)) return 'NaN';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  if (value === 0) return `${sign}0.0`;
  if (!Number.isFinite(value)) return `${sign}Infinity`;
  const { digits, exponent } = digitsOf();
  const magnitude = Math.abs(value);
  if (magnitude >= 1e-3 && magnitude < 1e7) {
    if (exponent <= 0) return `${sign}0.${'0'.repeat(-exponent)}${digits}`;
    const whole = digits.slice(0, exponent).padEnd(exponent, '0');
    return `${sign}${whole}.${digits.slice(exponent) || '0'}`;
  }
  return exponential(sign, { digits, exponent });
}

function exponential(sign: string, { digits, exponent }: Digits): string {
  return `${sign}${digits.slice(0, 1)}.${digits.slice(1) || '0'}E${exponent - 1}`;
}

function parseExponential(text: string): Digits {
  const [mantissa, exponent] = text.split('e') as [string, string];
  const digits = mantissa.replace('.', '').replace(/0+$/, '');
  return { digits: digits === '' ? '0' : digits, exponent: Number(exponent) + 1 };
}

function doubleDigits(value: number): Digits {
  // Whole numbers beyond 53 bits keep the digits of the number, less those that can't matter.
  if (value >= 2 ** 53 && value < 2 ** 63) return longDigits(value, 53);
  const shortest = parseExponential(value.toExponential());
  if (shortest.digits.length === 1 && (value < 1e-3 || value >= 1e7)) {
    // Java prints two digits in E notation at least; the second one is not always a zero (4.9E-324).
    const two = parseExponential(value.toExponential(1));
    if (two.digits.length === 2 && two.digits !== '99') return two;
  }
  if (isOrdinary(value) || isStrictlyNearest(value, shortest)) return shortest;
  for (let precision = shortest.digits.length; precision < 17; precision++) {
    const longer = parseExponential(value.toExponential(precision - 1));
    if (isStrictlyNearest(value, longer)) return longer;
  }
  return parseExponential(value.toExponential(16));
}

/** Smallest double with all 53 bits. */
const minNormal = 2 ** -1022;

const bits = new DataView(new ArrayBuffer(8));

/** Whether JavaScript and Java can't differ: no power of two, and small enough that no short decimal lies midway between two doubles. */
function isOrdinary(value: number): boolean {
  bits.setFloat64(0, value);
  return (
    value < 2 ** 53 && value >= minNormal && ((bits.getUint32(0) & 0xfffff) !== 0 || bits.getUint32(4) !== 0)
  );
}

/**
 * Java 17 takes a decimal only when it's nearer than half of the gap to the lower neighbour; JavaScript also takes one that
 * lies exactly midway, and knows that above a power of two the gap is wider.
 */
function isStrictlyNearest(value: number, decimal: Digits): boolean {
  bits.setFloat64(0, value);
  const word = bits.getBigUint64(0);
  const biased = Number(word >> 52n) & 0x7ff;
  const fraction = word & 0xfffffffffffffn;
  const mantissa = biased === 0 ? fraction : fraction | 0x10000000000000n;
  const power = Math.max(biased, 1) - 1075;
  // A quarter of the unit in the last place is 1 here, so that the half gap below a power of two is whole.
  const halfGap = (mantissa & (mantissa - 1n)) === 0n ? 1n : 2n;
  const scale = decimal.exponent - decimal.digits.length;
  let exact = mantissa * 4n;
  let gap = halfGap;
  let other = BigInt(decimal.digits);
  const binary = power - 2;
  if (binary >= 0) {
    exact <<= BigInt(binary);
    gap <<= BigInt(binary);
  } else {
    other <<= BigInt(-binary);
  }
  if (scale >= 0) {
    other *= 10n ** BigInt(scale);
  } else {
    const factor = 10n ** BigInt(-scale);
    exact *= factor;
    gap *= factor;
  }
  const distance = exact > other ? exact - other : other - exact;
  return distance < gap;
}

/** @param significantBits bits of the type's mantissa: what lies two bits below them can't change the number */
function longDigits(value: number, significantBits: number): Digits {
  const whole = BigInt(value);
  const spareBits = whole.toString(2).length - significantBits - 2;
  const spareDigits = spareBits > 0 ? Math.floor(spareBits * Math.log10(2)) : 0;
  const unit = 10n ** BigInt(spareDigits);
  const rounded = ((whole * 2n + (spareDigits > 0 ? unit : 0n)) / (2n * unit)).toString();
  return { digits: rounded.replace(/0+$/, ''), exponent: rounded.length + spareDigits };
}

function realDigits(value: number): Digits {
  if (value >= 2 ** 24 && value < 2 ** 63) return longDigits(value, 24);
  for (let precision = 1; precision < 9; precision++) {
    const candidate = value.toExponential(precision - 1);
    if (Math.fround(Number(candidate)) !== value) continue;
    const digits = parseExponential(candidate);
    if (digits.digits.length === 1 && (value < 1e-3 || value >= 1e7)) {
      const two = parseExponential(value.toExponential(1));
      if (two.digits.length === 2) return two;
    }
    return isMidway(value, precision) ? roundedToEven(digits, precision) : digits;
  }
  return parseExponential(value.toExponential(8));
}

/** Whether the value lies exactly between two decimals of that many digits; JavaScript takes the upper one, Java the even one. */
function isMidway(value: number, precision: number): boolean {
  const exact = parseExponential(value.toExponential(maxFloatDigits)).digits;
  return exact.length === precision + 1 && exact.endsWith('5');
}

/** Digits enough to tell a tie of 8 digits from a value near it. */
const maxFloatDigits = 40;

function roundedToEven({ digits, exponent }: Digits, precision: number): Digits {
  const padded = digits.padEnd(precision, '0');
  const last = Number(padded.slice(-1));
  return last % 2 === 0 ? { digits, exponent } : { digits: `${padded.slice(0, -1)}${last - 1}`, exponent };
}
