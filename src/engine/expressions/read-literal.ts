import type { ExpressionNode } from '../parse/tree/expression-node.ts';
import type { Type } from '../types/type.ts';
import type { ConstantExpression, ConstantValue } from './expression.ts';
import {
  parseDateText,
  parseDecimalText,
  parseIntervalText,
  parseTimestampText,
  parseTimeText,
} from './literal-text.ts';
import { JsonSyntaxError, formatJson, parseJson } from '../values/json-node.ts';
import { parseIpAddress } from '../values/parse-address.ts';
import { parseUuid, uuidLength } from '../values/parse-uuid.ts';
import { codePoints } from './print-constant.ts';

/**
 * The constant of a literal, as Trino types it.
 * @returns undefined when the node isn't a literal, or its type has none (then a generic literal is a cast of its text)
 * @throws InvalidLiteral when the text is no value of the type
 */
export function readLiteral(node: ExpressionNode): ConstantExpression | undefined {
  switch (node.kind) {
    case 'nullLiteral':
      return constant({ kind: 'unknown' }, null);
    case 'booleanLiteral':
      return constant({ kind: 'boolean' }, node.value);
    case 'stringLiteral':
      return constant({ kind: 'varchar', length: codePoints(node.value) }, node.value);
    case 'binaryLiteral':
      return constant({ kind: 'varbinary' }, node.value);
    case 'longLiteral':
      return node.value >= -2147483648n && node.value <= 2147483647n
        ? constant({ kind: 'integer' }, Number(node.value))
        : constant({ kind: 'bigint' }, node.value);
    case 'doubleLiteral':
      return constant({ kind: 'double' }, node.value);
    case 'decimalLiteral':
      return decimal(node.value);
    case 'intervalLiteral': {
      const amount = parseIntervalText(node.value, node.start, node.end);
      if (amount === undefined) {
        throw new InvalidLiteral('INTERVAL', node.value);
      }
      const signed = amount * BigInt(node.sign);
      return node.start === 'YEAR' || node.start === 'MONTH'
        ? constant({ kind: 'interval year to month' }, Number(signed))
        : constant({ kind: 'interval day to second' }, signed);
    }
    case 'genericLiteral':
      return genericLiteral(node.type, node.value);
    default:
      return undefined;
  }
}

/** A literal whose text is no value of its type: INVALID_LITERAL in SQL. */
export class InvalidLiteral extends Error {
  constructor(type: string, text: string) {
    super(`'${text}' is not a valid ${type} literal`);
    this.name = 'InvalidLiteral';
  }
}

function constant(type: Type, value: ConstantValue): ConstantExpression {
  return { kind: 'constant', type, value };
}

function decimal(text: string): ConstantExpression {
  const value = parseDecimalText(text);
  if (value === undefined) {
    throw new InvalidLiteral('DECIMAL', text);
  }
  return constant({ kind: 'decimal', precision: value.precision, scale: value.scale }, value.unscaled);
}

function genericLiteral(typeName: string, text: string): ConstantExpression | undefined {
  const name = typeName.toUpperCase();
  const read = readers[name];
  if (read === undefined) {
    return undefined;
  }
  const result = read(text);
  if (result === undefined) {
    throw new InvalidLiteral(name === 'INT' ? 'INTEGER' : name, text);
  }
  return result;
}

const readers: Readonly<Record<string, (text: string) => ConstantExpression | undefined>> = {
  BOOLEAN: (text) =>
    /^(true|t|1)$/i.test(text)
      ? constant({ kind: 'boolean' }, true)
      : /^(false|f|0)$/i.test(text)
        ? constant({ kind: 'boolean' }, false)
        : undefined,
  TINYINT: (text) => integer(text, 'tinyint', 8),
  SMALLINT: (text) => integer(text, 'smallint', 16),
  INTEGER: (text) => integer(text, 'integer', 32),
  INT: (text) => integer(text, 'integer', 32),
  BIGINT: (text) => integer(text, 'bigint', 64),
  REAL: (text) => floatingPoint(text, 'real'),
  DOUBLE: (text) => floatingPoint(text, 'double'),
  DECIMAL: decimal,
  VARCHAR: (text) => constant({ kind: 'varchar' }, text),
  CHAR: (text) => constant({ kind: 'char', length: codePoints(text) }, text.replace(/ +$/, '')),
  VARBINARY: (text) => constant({ kind: 'varbinary' }, Buffer.from(text, 'utf8')),
  DATE: (text) => {
    const days = parseDateText(text);
    return days === undefined ? undefined : constant({ kind: 'date' }, days);
  },
  TIME: (text) => temporal(parseTimeText(text)),
  TIMESTAMP: (text) => temporal(parseTimestampText(text)),
  JSON: (text) => {
    try {
      return constant({ kind: 'json' }, formatJson(parseJson(text)));
    } catch (error) {
      if (error instanceof JsonSyntaxError) return undefined;
      throw error;
    }
  },
  IPADDRESS: (text) => {
    const address = parseIpAddress(text);
    return address && constant({ kind: 'ipaddress' }, address);
  },
  UUID: (text) => {
    const bytes = text.length === uuidLength ? parseUuid(text) : undefined;
    return bytes && constant({ kind: 'uuid' }, bytes);
  },
};

function temporal(read: ReturnType<typeof parseTimestampText>): ConstantExpression | undefined {
  return read && constant(read.type, read.value);
}

function integer(
  text: string,
  kind: 'tinyint' | 'smallint' | 'integer' | 'bigint',
  bits: number,
): ConstantExpression | undefined {
  if (!/^[+-]?\d+$/.test(text)) {
    return undefined;
  }
  const value = BigInt(text.replace('+', ''));
  if (BigInt.asIntN(bits, value) !== value) {
    return undefined;
  }
  return constant({ kind }, kind === 'bigint' ? value : Number(value));
}

/** What Java reads as a number, without its suffixes and hexadecimal forms. */
function floatingPoint(text: string, kind: 'real' | 'double'): ConstantExpression | undefined {
  const trimmed = text.trim();
  if (!/^[+-]?((\d+\.?\d*|\.\d+)(e[+-]?\d+)?|Infinity|NaN)$/i.test(trimmed)) {
    return undefined;
  }
  const value = Number(trimmed);
  return Number.isNaN(value) && !/^[+-]?NaN$/.test(trimmed)
    ? undefined
    : constant({ kind }, kind === 'real' ? Math.fround(value) : value);
}
