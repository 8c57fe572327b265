import type { RowType, Type } from '../../../types/type.ts';
import { formatDecimal } from '../../../values/decimal-text.ts';
import { formatDouble, formatReal } from '../../../values/double-text.ts';
import { roundDecimalText } from '../../../values/round-decimal-text.ts';
import { textOf } from '../cast/text-casts.ts';
import type { Value } from '../value.ts';
import { argumentType, invalidArgument } from './function-body.ts';
import type { FunctionBodies } from './function-body.ts';

/** `format`: Java's format strings over the fields of a row. */
export const formatBodies: FunctionBodies = {
  $format: {
    takesNull: true,
    make: (call) => {
      const { fields } = argumentType(call, 1) as RowType;
      return (pattern: string | null, row: readonly Value[]) =>
        pattern === null
          ? null
          : formatRow(
              pattern,
              row,
              fields.map(({ type }) => type),
            );
    },
  },
};

const specifier = /%(?:(\d+)\$)?([-#+ 0,(<]*)(\d+)?(?:\.(\d+))?([tT]?[a-zA-Z%])/g;

function formatRow(pattern: string, row: readonly Value[], types: readonly Type[]): string {
  let next = 0;
  let last = 0;
  let result = '';
  let previous = -1;
  const fail = (reason: string): Error => invalidArgument(`Invalid format string: ${pattern} (${reason})`);
  for (const match of pattern.matchAll(specifier)) {
    const between = pattern.slice(last, match.index);
    if (between.includes('%')) throw fail(`UnknownFormatConversion: Conversion = '%'`);
    result += between;
    last = match.index + match[0].length;
    const [, position, flags = '', width, precision, conversion = ''] = match;
    if (conversion === '%' || conversion === 'n') {
      result += pad(conversion === '%' ? '%' : '\n', flags, width);
      continue;
    }
    const index = flags.includes('<') ? previous : position === undefined ? next++ : Number(position) - 1;
    previous = index;
    const type = types[index];
    if (type === undefined) throw fail(`MissingFormatArgument: Format specifier '${match[0]}'`);
    const text = formatOne(conversion, flags, precision, row[index] as Value, type, fail);
    const upper = /^[A-Z]/.test(conversion) ? text.toUpperCase() : text;
    const zeros = flags.includes('0') && width !== undefined && 'dfxoeg'.includes(conversion.toLowerCase());
    result += zeros ? padZeros(upper, Number(width)) : pad(upper, flags, width);
  }
  const rest = pattern.slice(last);
  if (rest.includes('%')) throw fail(`UnknownFormatConversion: Conversion = '%'`);
  return result + rest;
}

function pad(text: string, flags: string, width: string | undefined): string {
  if (width === undefined) return text;
  return flags.includes('-') ? text.padEnd(Number(width)) : text.padStart(Number(width));
}

function padZeros(text: string, width: number): string {
  const sign = /^[-+ ]/.test(text) ? text.charAt(0) : '';
  return sign + text.slice(sign.length).padStart(width - sign.length, '0');
}

function formatOne(
  conversion: string,
  flags: string,
  precision: string | undefined,
  value: Value,
  type: Type,
  fail: (reason: string) => Error,
): string {
  const mismatch = (): Error => fail(`IllegalFormatConversion: ${conversion} != ${javaClass(type)}`);
  const kind = conversion.toLowerCase();
  if (kind === 'b') return value === null ? 'false' : typeof value === 'boolean' ? String(value) : 'true';
  if (value === null) return cut('null', precision);
  switch (kind) {
    case 's':
      return cut(shown(value, type), precision);
    case 'd':
      if (!isWhole(type)) throw mismatch();
      return signed(group(BigInt(value as number | bigint).toString(), flags), flags);
    case 'x':
    case 'o': {
      if (!isWhole(type)) throw mismatch();
      // Whole numbers of all types are Java's 64 bits here.
      const digits = BigInt.asUintN(64, BigInt(value as number | bigint)).toString(kind === 'x' ? 16 : 8);
      return flags.includes('#') ? (kind === 'x' ? '0x' : '0') + digits : digits;
    }
    case 'f': {
      const text = numberText(value, type);
      if (text === undefined) throw mismatch();
      if (!/\d/.test(text)) return signed(text, flags);
      return signed(group(roundDecimalText(text, Number(precision ?? 6)), flags), flags);
    }
    case 'e': {
      const text = numberText(value, type);
      if (text === undefined) throw mismatch();
      const [mantissa = '', exponent = '0'] = Number(text)
        .toExponential(Number(precision ?? 6))
        .split('e');
      const digits = exponent.replace(/[+-]/, '').padStart(2, '0');
      return signed(`${mantissa}e${exponent.startsWith('-') ? '-' : '+'}${digits}`, flags);
    }
    case 'c': {
      if (!isWhole(type)) throw mismatch();
      return String.fromCodePoint(Number(value));
    }
    default:
      throw fail(`UnknownFormatConversion: Conversion = '${conversion}'`);
  }
}

function cut(text: string, precision: string | undefined): string {
  return precision === undefined ? text : text.slice(0, Number(precision));
}

function isWhole({ kind }: Type): boolean {
  return kind === 'tinyint' || kind === 'smallint' || kind === 'integer' || kind === 'bigint';
}

function numberText(value: Value, type: Type): string | undefined {
  switch (type.kind) {
    case 'double':
      return formatDouble(value as number);
    case 'real':
      return formatReal(value as number);
    case 'decimal':
      return formatDecimal(value as bigint, type.scale);
    default:
      return undefined;
  }
}

/** What Java's `toString` gives. */
function shown(value: Value, type: Type): string {
  const number = numberText(value, type);
  if (number !== undefined) return number;
  if (type.kind === 'json') return value as string;
  return textOf(type)?.(value) ?? '';
}

function group(text: string, flags: string): string {
  if (!flags.includes(',')) return text;
  const [whole = '', fraction] = text.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

function signed(text: string, flags: string): string {
  if (text.startsWith('-')) return flags.includes('(') ? `(${text.slice(1)})` : text;
  if (flags.includes('+')) return `+${text}`;
  return flags.includes(' ') ? ` ${text}` : text;
}

function javaClass(type: Type): string {
  switch (type.kind) {
    case 'boolean':
      return 'java.lang.Boolean';
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
      return 'java.lang.Long';
    case 'real':
      return 'java.lang.Float';
    case 'double':
      return 'java.lang.Double';
    case 'decimal':
      return 'java.math.BigDecimal';
    default:
      return 'java.lang.String';
  }
}
