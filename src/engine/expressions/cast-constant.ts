import type { Type } from '../types/type.ts';
import { formatDecimal } from '../values/decimal-text.ts';
import type { ConstantExpression, ConstantValue } from './expression.ts';
import { integerConstant } from './integer-constant.ts';
import { codePoints } from './print-constant.ts';

/**
 * The constant that a cast makes of another one, for casts that can't fail and have one possible answer.
 * @returns undefined where execution has to tell
 */
export function castConstant(constant: ConstantExpression, type: Type): ConstantExpression | undefined {
  const value = constant.value === null ? null : castValue(constant, type);
  return value === undefined ? undefined : { kind: 'constant', type, value };
}

function castValue({ type: from, value }: ConstantExpression, to: Type): ConstantValue | undefined {
  switch (from.kind) {
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
      return castInteger(BigInt(value as bigint | number), to);
    case 'decimal':
      return castDecimal(value as bigint, from.scale, from.precision, to);
    case 'real':
      return to.kind === 'double' || to.kind === 'real' ? value : undefined;
    case 'varchar':
      return castText(value as string, to);
    case 'double':
      return to.kind === 'double' ? value : undefined;
    case 'boolean':
      return to.kind === 'boolean' ? value : undefined;
    case 'date':
      if (to.kind === 'timestamp') {
        const micros = BigInt(value as number) * 86_400_000_000n;
        return to.precision <= 6 ? micros : { micros, picos: 0 };
      }
      return undefined;
    case 'timestamp':
      // More digits: the same time. Fewer would have to be rounded.
      return to.kind === 'timestamp' && to.precision >= from.precision
        ? widenTimestamp(value, to.precision)
        : undefined;
    default:
      return undefined;
  }
}

function castInteger(value: bigint, to: Type): ConstantValue | undefined {
  switch (to.kind) {
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
      return integerConstant(value, to.kind);
    case 'double':
      return Number(value);
    case 'real':
      return Math.fround(Number(value)) === Number(value) ? Number(value) : undefined;
    case 'decimal':
      return fit(value * 10n ** BigInt(to.scale), to.precision);
    case 'varchar':
      return fitText(value.toString(), to.length);
    default:
      return undefined;
  }
}

function castDecimal(value: bigint, scale: number, precision: number, to: Type): ConstantValue | undefined {
  switch (to.kind) {
    case 'decimal':
      return to.scale >= scale ? fit(value * 10n ** BigInt(to.scale - scale), to.precision) : undefined;
    case 'double':
      // The text of the number is read as Java reads it: to the nearest double.
      return Number(formatDecimal(value, scale));
    case 'real':
      return precision <= 6 ? Math.fround(Number(formatDecimal(value, scale))) : undefined;
    default:
      return undefined;
  }
}

function castText(text: string, to: Type): ConstantValue | undefined {
  switch (to.kind) {
    case 'varchar':
      return fitText(text, to.length);
    case 'char':
      return codePoints(text) <= to.length ? text.replace(/ +$/, '') : undefined;
    default:
      return undefined;
  }
}

function fit(unscaled: bigint, precision: number): bigint | undefined {
  const magnitude = unscaled < 0n ? -unscaled : unscaled;
  return magnitude < 10n ** BigInt(precision) ? unscaled : undefined;
}

function fitText(text: string, length: number | undefined): string | undefined {
  return length === undefined || codePoints(text) <= length ? text : undefined;
}

function widenTimestamp(value: ConstantValue, precision: number): ConstantValue {
  return typeof value === 'bigint' && precision > 6 ? { micros: value, picos: 0 } : value;
}
