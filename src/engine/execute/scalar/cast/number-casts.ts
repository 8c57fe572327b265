import type { DecimalType, Type } from '../../../types/type.ts';
import { displayType } from '../../../types/display-type.ts';
import { formatDecimal } from '../../../values/decimal-text.ts';
import { formatDouble, formatReal } from '../../../values/double-text.ts';
import type { Value } from '../value.ts';
import { invalidCast, outOfRange, textTypeName } from './cast-failure.ts';

const bits: Readonly<Record<string, number>> = { tinyint: 8, smallint: 16, integer: 32, bigint: 64 };

/** Whether a type holds whole numbers of 8 to 64 bits. */
export function isWhole(type: Type): boolean {
  return type.kind in bits;
}

/** Casts to tinyint … bigint. @returns undefined when there is no such cast */
export function toWhole(from: Type, to: Type): ((value: Value) => Value) | undefined {
  const width = bits[to.kind] as number;
  const checked = (whole: bigint, fail: () => Error): Value => {
    if (BigInt.asIntN(width, whole) !== whole) throw fail();
    return to.kind === 'bigint' ? whole : Number(whole);
  };
  switch (from.kind) {
    case 'boolean':
      return (value) => checked(value === true ? 1n : 0n, neverFails);
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
      return (value) =>
        checked(BigInt(value as number | bigint), () =>
          outOfRange(`Out of range for ${to.kind}: ${value as number}`),
        );
    case 'decimal':
      return (value) => {
        const rounded = rescale(value as bigint, from.scale, 0);
        return checked(rounded, () => invalidCast(`Cannot cast '${rounded}' to ${to.kind.toUpperCase()}`));
      };
    case 'real':
    case 'double': {
      const format = from.kind === 'real' ? formatReal : formatDouble;
      return (value) => {
        const float = value as number;
        const fail = (): Error =>
          to.kind === 'bigint'
            ? invalidCast(`Unable to cast ${format(float)} to bigint`)
            : outOfRange(`Out of range for ${to.kind}: ${format(float)}`);
        const saturates = to.kind === 'bigint' && from.kind === 'real';
        if (Number.isNaN(float) && (to.kind !== 'bigint' || saturates))
          throw invalidCast(`Cannot cast ${from.kind} NaN to ${to.kind}`);
        // As Java's rounding of a float does: beyond the range lies its end.
        if (saturates && Math.abs(float) >= 2 ** 63) return float < 0 ? -(2n ** 63n) : 2n ** 63n - 1n;
        if (!Number.isFinite(float)) throw fail();
        return checked(BigInt(roundHalfAway(float)), fail);
      };
    }
    case 'varchar':
    case 'char':
      return (value) => {
        const text = value as string;
        const fail = (): Error => invalidCast(`Cannot cast '${text}' to ${textTypeName(to)}`);
        if (!/^[+-]?[0-9]+$/.test(text)) throw fail();
        return checked(BigInt(text.replace('+', '')), fail);
      };
    default:
      return undefined;
  }
}

function neverFails(): Error {
  return new Error('0 and 1 are whole numbers of every type');
}

function roundHalfAway(value: number): number {
  const whole = Math.trunc(value);
  return Math.abs(value - whole) >= 0.5 ? whole + Math.sign(value) : whole;
}

/** Casts to real and double. @returns undefined when there is no such cast */
export function toFloat(from: Type, to: Type): ((value: Value) => Value) | undefined {
  const narrow = to.kind === 'real' ? Math.fround : (value: number): number => value;
  switch (from.kind) {
    case 'boolean':
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'real':
    case 'double':
      return (value) => narrow(Number(value));
    case 'decimal':
      return (value) => narrow(Number(formatDecimal(value as bigint, from.scale)));
    case 'varchar':
    case 'char':
      return (value) => narrow(parseFloatText(value as string, to));
    default:
      return undefined;
  }
}

const javaNumber =
  /^[+-]?(NaN|Infinity|[0-9]+\.?[0-9]*([eE][+-]?[0-9]+)?|\.[0-9]+([eE][+-]?[0-9]+)?)[dDfF]?$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: Java's parser skips them.
const javaBlanks = /^[\u0000-\u0020]+|[\u0000-\u0020]+$/g;

function parseFloatText(text: string, to: Type): number {
  const trimmed = text.replace(javaBlanks, '');
  if (!javaNumber.test(trimmed)) throw invalidCast(`Cannot cast '${text}' to ${textTypeName(to)}`);
  return Number(trimmed.replace(/[dDfF]$/, '').replace(/^[+-]?NaN$/, 'NaN'));
}

/** Casts to decimals. @returns undefined when there is no such cast */
export function toDecimal(from: Type, to: DecimalType): ((value: Value) => Value) | undefined {
  const name = displayType(to).toUpperCase();
  const bound = 10n ** BigInt(to.precision);
  const checked = (unscaled: bigint, fail: () => Error): Value => {
    if (unscaled >= bound || unscaled <= -bound) throw fail();
    return unscaled;
  };
  const shown = (text: string): (() => Error) => {
    const source = from.kind === 'decimal' ? displayType(from).toUpperCase() : from.kind.toUpperCase();
    return () => invalidCast(`Cannot cast ${source} '${text}' to ${name}`);
  };
  switch (from.kind) {
    case 'boolean':
      return (value) =>
        checked(rescale(value === true ? 1n : 0n, 0, to.scale), shown(value === true ? 'true' : 'false'));
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
      return (value) =>
        checked(rescale(BigInt(value as number | bigint), 0, to.scale), shown(`${value as number}`));
    case 'decimal':
      return (value) =>
        checked(
          rescale(value as bigint, from.scale, to.scale),
          shown(formatDecimal(value as bigint, from.scale)),
        );
    case 'real':
    case 'double': {
      const format = from.kind === 'real' ? formatReal : formatDouble;
      return (value) => {
        const text = format(value as number);
        const unscaled = parseDecimal(text, to.scale);
        if (unscaled === undefined) throw shown(text)();
        return checked(unscaled, shown(text));
      };
    }
    case 'varchar':
    case 'char':
      return (value) => {
        const text = value as string;
        const fail = (): Error =>
          invalidCast(`Cannot cast VARCHAR '${text}' to ${name}. Value is not a number.`);
        const unscaled = parseDecimal(text, to.scale);
        if (unscaled === undefined) throw fail();
        return checked(unscaled, () =>
          invalidCast(`Cannot cast VARCHAR '${text}' to ${name}. Value too large.`),
        );
      };
    default:
      return undefined;
  }
}

/** A decimal of another scale, rounded half away from zero. */
export function rescale(unscaled: bigint, from: number, to: number): bigint {
  if (to >= from) return unscaled * 10n ** BigInt(to - from);
  const unit = 10n ** BigInt(from - to);
  const half = unscaled < 0n ? -unit / 2n : unit / 2n;
  return (unscaled + half) / unit;
}

/** Digits beyond these can't be of any decimal, and would only be long. */
const maxExponent = 400;

/** The unscaled number of a text such as `-1.5E3`; undefined when it is none. */
export function parseDecimal(text: string, scale: number): bigint | undefined {
  const match = /^([+-]?)(?:([0-9]+)\.?([0-9]*)|\.([0-9]+))(?:[eE]([+-]?[0-9]+))?$/.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = match[4] ?? '', , exponent = '0'] = match;
  const digits = BigInt(whole + fraction || '0');
  if (digits === 0n) return 0n;
  const power = Math.max(-maxExponent, Math.min(maxExponent, Number(exponent)));
  const valueScale = fraction.length - power;
  const unscaled =
    valueScale >= 0
      ? rescale(digits, valueScale, scale)
      : rescale(digits * 10n ** BigInt(-valueScale), 0, scale);
  return sign === '-' ? -unscaled : unscaled;
}

/** Casts to boolean. @returns undefined when there is no such cast */
export function toBoolean(from: Type): ((value: Value) => Value) | undefined {
  switch (from.kind) {
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'real':
    case 'double':
    case 'bigint':
    case 'decimal':
      return (value) => Number(value) !== 0;
    case 'varchar':
    case 'char':
      return (value) => {
        const text = value as string;
        if (/^(t|true|1)$/i.test(text)) return true;
        if (/^(f|false|0)$/i.test(text)) return false;
        throw invalidCast(`Cannot cast '${text}' to BOOLEAN`);
      };
    default:
      return undefined;
  }
}
