import { TrinoError } from '../../../errors/trino-error.ts';
import { displayName } from '../../../types/display-name.ts';
import type { MapType, RowType, Type } from '../../../types/type.ts';
import { formatDate } from '../../../values/date-text.ts';
import { formatBigDecimal } from '../../../values/decimal-text.ts';
import { formatDouble, formatDoubleScientific, formatReal } from '../../../values/double-text.ts';
import { valueKey } from '../value-key.ts';
import { displayType } from '../../../types/display-type.ts';
import { JsonNumber, formatJson, parseExactJson, parseJson, quoteJson } from '../../../values/json-node.ts';
import type { JsonNode, JsonObject } from '../../../values/json-node.ts';
import type { MapValue, Value } from '../value.ts';
import { jsonKeys } from '../../../functions/can-cast.ts';
import { invalidCast } from './cast-failure.ts';
import { parseDecimal, toBoolean, toDecimal, toFloat, toWhole } from './number-casts.ts';
import { textOf } from './text-casts.ts';

/** Casts to JSON. @returns undefined when there is no such cast */
export function toJson(from: Type): ((value: Value) => Value) | undefined {
  if (!hasUnwrittenKeys(from)) return jsonWriter(from);
  return () => {
    throw invalidCast(`Cannot cast ${displayName(from)} to JSON`);
  };
}

/** Whether there are maps in a type whose keys nothing writes as names: stock takes such casts, and fails where there is a value. */
function hasUnwrittenKeys(from: Type): boolean {
  switch (from.kind) {
    case 'array':
      return hasUnwrittenKeys(from.element);
    case 'map':
      return !jsonKeys.includes(from.key.kind) || hasUnwrittenKeys(from.value);
    case 'row':
      return from.fields.some(({ type }) => hasUnwrittenKeys(type));
    default:
      return false;
  }
}

/** Writes a value as JSON. NULL is the caller's. @returns undefined for types that have no JSON */
export function jsonWriter(type: Type): ((value: Value) => string) | undefined {
  switch (type.kind) {
    case 'unknown':
      return () => 'null';
    case 'boolean':
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
      return String;
    case 'decimal':
      return (value) => formatBigDecimal(value as bigint, type.scale);
    case 'real':
      return (value) => numberOrText(formatReal(value as number));
    case 'double':
      return (value) => numberOrText(formatDouble(value as number));
    case 'varchar':
      return (value) => quoteJson(value as string);
    case 'json':
      return (value) => value as string;
    case 'date':
      return (value) => quoteJson(formatDate(value as number).replace('+', ''));
    case 'timestamp': {
      const text = textOf(type);
      return text && ((value) => quoteJson(text(value)));
    }
    case 'array': {
      const element = jsonWriter(type.element);
      return element && ((value) => `[${(value as readonly Value[]).map(orNull(element)).join(',')}]`);
    }
    case 'map':
      return mapWriter(type);
    case 'row': {
      const fields = type.fields.map((field) => jsonWriter(field.type));
      if (fields.includes(undefined)) return undefined;
      const names = type.fields.map(({ name }) => quoteJson(name ?? ''));
      return (value) => {
        const parts = (value as readonly Value[]).map(
          (part, index) =>
            `${names[index] as string}:${orNull(fields[index] as (value: Value) => string)(part)}`,
        );
        return `{${parts.join(',')}}`;
      };
    }
    default:
      return undefined;
  }
}

function orNull(write: (value: Value) => string): (value: Value) => string {
  return (value) => (value === null ? 'null' : write(value));
}

function numberOrText(text: string): string {
  return /\d/.test(text) ? text : quoteJson(text);
}

/** Entries by the order of their keys' texts. */
function mapWriter(type: MapType): ((value: Value) => string) | undefined {
  const { kind } = type.key;
  const key: ((value: Value) => string) | undefined =
    kind === 'real'
      ? (value) => formatReal(value as number)
      : kind === 'double'
        ? (value) => formatDouble(value as number)
        : kind === 'unknown'
          ? () => 'null'
          : textOf(type.key);
  const write = jsonWriter(type.value);
  if (key === undefined || write === undefined) return undefined;
  return (value) => {
    const { keys, values } = value as MapValue;
    const entries = keys.map((name, index) => [key(name), orNull(write)(values[index] as Value)] as const);
    entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${entries.map(([name, text]) => `${quoteJson(name)}:${text}`).join(',')}}`;
  };
}

/** Longer JSON is cut in messages. */
const maxShown = 10_000;

/** Casts from JSON. @returns undefined when there is no such cast */
export function fromJson(to: Type): ((value: Value) => Value) | undefined {
  const isContainer = to.kind === 'array' || to.kind === 'map' || to.kind === 'row';
  if (hasUnreadKeys(to)) {
    return () => {
      throw invalidCast(`Cannot cast JSON to ${displayType(to)}`);
    };
  }
  const read = nodeReader(to);
  if (read === undefined) return undefined;
  if (!isContainer) return (value) => read(parseExactJson(value as string));
  return (value) => {
    try {
      return read(parseExactJson(value as string));
    } catch (error) {
      if (!(error instanceof TrinoError)) throw error;
      const json = value as string;
      const shown = json.length <= maxShown ? json : `${json.slice(0, maxShown)}...(truncated)`;
      throw invalidCast(
        `Cannot cast to ${displayName(to).replace(/decimal\((\d+), (\d+)\)/g, 'decimal($1,$2)')}.${error.message === '' ? '' : ` ${error.message}`}\n${shown}`,
      );
    }
  };
}

/** Whether there are maps in a type whose keys nothing reads from JSON: stock takes such casts, and fails where there is a value. */
function hasUnreadKeys(to: Type): boolean {
  switch (to.kind) {
    case 'array':
      return hasUnreadKeys(to.element);
    case 'map':
      return scalarReader(to.key) === undefined || hasUnreadKeys(to.value);
    case 'row':
      return to.fields.some(({ type }) => hasUnreadKeys(type));
    default:
      return false;
  }
}

type NodeReader = (node: JsonNode) => Value;

function nodeReader(to: Type, nested = false): NodeReader | undefined {
  switch (to.kind) {
    case 'json':
      // What stays JSON has its numbers again.
      return (node) => formatJson(parseJson(formatJson(node)));
    case 'array': {
      const element = nodeReader(to.element, true);
      return element && nullable((node) => arrayNode(node).map(element));
    }
    case 'map':
      return mapReader(to);
    case 'row':
      return rowReader(to);
    case 'smallint':
      return nested ? smallintReader() : plainReader(to, false);
    default:
      return plainReader(to, nested);
  }
}

function plainReader(to: Type, nested: boolean): NodeReader | undefined {
  const read = scalarReader(to);
  if (read === undefined) return undefined;
  return nullable((node) => {
    if (node === null || typeof node !== 'object' || node instanceof JsonNumber) {
      if (!nested) return read(node);
      if (isReadByJava(node, to)) return withoutReason(() => read(node));
      return node instanceof JsonNumber && (to.kind === 'tinyint' || to.kind === 'integer')
        ? withinRange(node, to.kind, () => read(node))
        : read(node);
    }
    if (nested) throw invalidCast(`Unexpected token when cast to ${jsonTypeName(to)}: ${firstToken(node)}`);
    throw cannotCast(node, to);
  });
}

/** Within containers stock reads a smallint as an integer first. */
function smallintReader(): NodeReader | undefined {
  const read = plainReader({ kind: 'integer' }, true);
  return (
    read &&
    ((node) => {
      const value = read(node) as number | null;
      if (value !== null && value > 32767) throw invalidCast(`Value ${value} exceeds MAX_SHORT`);
      if (value !== null && value < -32768) throw invalidCast(`Value ${value} is less than MIN_SHORT`);
      return value;
    })
  );
}

/** Within containers a number with a fraction that is too large is told of as a cast of that number tells. */
function withinRange(node: JsonNumber, kind: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof TrinoError && error.message.startsWith("Cannot cast '"))
      throw invalidCast(`Out of range for ${kind}: ${formatJson(node)}`);
    throw error;
  }
}

/** Numbers within containers are read by Java's own means in Trino: their errors give no reason. */
function isReadByJava(node: JsonNode, to: Type): boolean {
  if (to.kind === 'decimal') return true;
  const isWhole =
    to.kind === 'tinyint' || to.kind === 'smallint' || to.kind === 'integer' || to.kind === 'bigint';
  return isWhole && node instanceof JsonNumber && node.isWhole;
}

function withoutReason(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof TrinoError && error.message.startsWith("Cannot cast '")) throw invalidCast('');
    throw error;
  }
}

function nullable(read: NodeReader): NodeReader {
  return (node) => (node === null ? null : read(node));
}

function arrayNode(node: JsonNode): readonly JsonNode[] {
  if (Array.isArray(node)) return node as readonly JsonNode[];
  throw invalidCast(`Expected a json array, but got ${firstToken(node)}`);
}

function firstToken(node: JsonNode): string {
  if (Array.isArray(node)) return '[';
  if (node instanceof Map) return '{';
  if (typeof node === 'string') return node;
  return formatJson(node);
}

function cannotCast(node: JsonNode, to: Type): TrinoError {
  return invalidCast(`Cannot cast '${formatJson(node)}' to ${jsonTypeName(to)}`);
}

/** A type as these messages call it. */
function jsonTypeName(type: Type): string {
  return type.kind === 'decimal' ? `DECIMAL(${type.precision},${type.scale})` : type.kind;
}

function scalarReader(to: Type): NodeReader | undefined {
  switch (to.kind) {
    case 'boolean': {
      const parse = toBoolean({ kind: 'varchar' }) as (value: Value) => Value;
      return (node) => {
        if (typeof node === 'boolean') return node;
        if (!(node instanceof JsonNumber)) return parse(node as string);
        // Whole numbers are read as those of 64 bits.
        if (node.isWhole && BigInt.asIntN(64, BigInt(node.text)) !== BigInt(node.text))
          throw cannotCast(node, to);
        return Number(node.text) !== 0;
      };
    }
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint': {
      const parse = toWhole({ kind: 'varchar' }, to) as (value: Value) => Value;
      const round = toWhole({ kind: 'double' }, to) as (value: Value) => Value;
      return (node) => {
        if (typeof node === 'string') return parse(node);
        if (typeof node === 'boolean') return parse(node ? '1' : '0');
        const { text, isWhole } = node as JsonNumber;
        try {
          return isWhole ? parse(text) : round(Number(text));
        } catch (error) {
          // In stock's words, which differ for what isn't whole.
          if (!isWhole && to.kind === 'bigint') throw error;
          throw cannotCast(node, !isWhole && to.kind !== 'bigint' ? { kind: 'integer' } : to);
        }
      };
    }
    case 'real':
    case 'double': {
      const parse = toFloat({ kind: 'varchar' }, to) as (value: Value) => Value;
      return (node) => {
        if (typeof node === 'string') return parse(node);
        return parse(typeof node === 'boolean' ? (node ? '1' : '0') : (node as JsonNumber).text);
      };
    }
    case 'decimal': {
      const fit = toDecimal({ kind: 'decimal', precision: 38, scale: to.scale }, to) as (
        value: Value,
      ) => Value;
      return (node) => {
        const text =
          typeof node === 'boolean' ? (node ? '1' : '0') : node instanceof JsonNumber ? node.text : node;
        const unscaled = parseDecimal(text as string, to.scale);
        if (unscaled === undefined) throw cannotCast(node, to);
        try {
          return fit(unscaled);
        } catch {
          throw invalidCast(`Cannot cast input json to DECIMAL(${to.precision},${to.scale})`);
        }
      };
    }
    case 'varchar':
      // Longer than its type as long as nobody writes it as a result: see results/cell-writer.ts.
      return (node) =>
        node instanceof JsonNumber
          ? numberText(node)
          : typeof node === 'string'
            ? node
            : node === true
              ? 'true'
              : 'false';
    default:
      return undefined;
  }
}

function numberText({ text, isWhole }: JsonNumber): string {
  return isWhole ? text : formatDoubleScientific(Number(text));
}

function mapReader(to: MapType): NodeReader | undefined {
  const key = scalarReader(to.key);
  const value = nodeReader(to.value, true);
  if (key === undefined || value === undefined) return undefined;
  const keyOf = valueKey(to.key);
  return nullable((node) => {
    if (!(node instanceof Map)) throw invalidCast(`Expected a json object, but got ${firstToken(node)}`);
    const seen = new Set<string>();
    const keys: Value[] = [];
    const values: Value[] = [];
    const fields = [...(node as JsonObject)].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    for (const [name, part] of fields) {
      const read = key(name);
      const identity = keyOf(read);
      if (seen.has(identity)) throw invalidCast('Duplicate map keys are not allowed');
      seen.add(identity);
      keys.push(read);
      values.push(value(part));
    }
    return { keys, values };
  });
}

function arrayEndedEarly(type: Type): TrinoError {
  switch (type.kind) {
    case 'array':
      return invalidCast('Expected a json array, but got ]');
    case 'map':
      return invalidCast('Expected a json object, but got ]');
    case 'row':
      return invalidCast('Expected a json array or object, but got ]');
    case 'json':
      return invalidCast('Expected json array ending, but got null');
    case 'smallint':
      return invalidCast('Unexpected token when cast to integer: ]');
    default:
      return invalidCast(`Unexpected token when cast to ${jsonTypeName(type)}: ]`);
  }
}

function rowReader(to: RowType): NodeReader | undefined {
  const fields = to.fields.map((field) => nodeReader(field.type, true));
  if (fields.includes(undefined)) return undefined;
  const readers = fields as readonly NodeReader[];
  const names = to.fields.map(({ name }) => name?.toLowerCase());
  return nullable((node) => {
    if (Array.isArray(node)) {
      const elements = node as readonly JsonNode[];
      // As Trino's reader does, element by element; it takes the bracket at the end for the next value.
      const parts = to.fields.map(({ type }, index) => {
        const element = elements[index];
        if (element === undefined) throw arrayEndedEarly(type);
        return (readers[index] as NodeReader)(element);
      });
      const extra = elements[readers.length];
      if (extra !== undefined) throw invalidCast(`Expected json array ending, but got ${firstToken(extra)}`);
      return parts;
    }
    if (!(node instanceof Map))
      throw invalidCast(`Expected a json array or object, but got ${firstToken(node)}`);
    if (names.includes(undefined)) {
      throw invalidCast('Cannot cast a JSON object to anonymous row type. Input must be a JSON array.');
    }
    const parts: Value[] = readers.map(() => null);
    const seen = new Set<number>();
    for (const [name, part] of [...(node as JsonObject)].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))) {
      const position = names.indexOf(name.toLowerCase());
      if (position < 0) continue;
      if (seen.has(position)) throw invalidCast(`Duplicate field: ${name}`);
      seen.add(position);
      parts[position] = (readers[position] as NodeReader)(part);
    }
    return parts;
  });
}
