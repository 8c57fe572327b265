import { TrinoError } from '../../errors/trino-error.ts';
import type { CallExpression, Expression } from '../../expressions/expression.ts';
import { likeCondition } from '../../expressions/like-pattern.ts';
import { sameType } from '../../types/same-type.ts';
import { levenshteinDistance } from '../duckdb/text-functions.ts';
import { argumentType, body, invalidArgument } from '../scalar/functions/function-body.ts';
import type { FunctionBodies } from '../scalar/functions/function-body.ts';
import type { Value } from '../scalar/value.ts';
import { blockBytes } from '../translate/translate-constant.ts';

const maxLength = 2_147_483_647n;

/** Functions on texts that DuckDB computes elsewhere (functions/string-functions.ts). */
export const plainTextBodies: FunctionBodies = {
  length: {
    make: (call) => {
      const type = argumentType(call, 0);
      if (type.kind === 'varbinary') return (bytes: Uint8Array) => BigInt(bytes.length);
      if (type.kind === 'char') return () => BigInt(type.length);
      return (text: string) => BigInt(Array.from(text).length);
    },
  },
  lower: body((text: string) => text.toLowerCase()),
  // The sharp s has no capital form in Trino.
  upper: body((text: string) =>
    text
      .split('ß')
      .map((part) => part.toUpperCase())
      .join('ß'),
  ),
  concat: {
    make: (call) => {
      if (call.type.kind === 'array') return concatArrays(call);
      if (call.type.kind === 'varbinary')
        return (...parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
      const pads = call.arguments.map((_, index) => padding(call, index));
      return (...texts: readonly string[]) => {
        const joined = texts
          .map((text, index) => (index < texts.length - 1 ? (pads[index]?.(text) ?? text) : text))
          .join('');
        // Chars are kept without the blanks at their end.
        return call.type.kind === 'char' ? joined.replace(/ +$/, '') : joined;
      };
    },
  },
  concat_ws: {
    takesNull: true,
    make:
      () =>
      (separator: string | null, ...values: readonly Value[]) => {
        if (separator === null) return null;
        const [first] = values;
        if (first === null && values.length === 1) return null;
        const parts =
          values.length === 1 && Array.isArray(first)
            ? (first as readonly (string | null)[])
            : (values as readonly (string | null)[]);
        return parts.filter((part) => part !== null).join(separator);
      },
  },
  substr: { make: substring },
  substring: { make: substring },
  strpos: {
    make: (call) => {
      if (call.arguments.length > 2) throw notYet('strpos with an instance');
      return (text: string, part: string) => {
        const at = text.indexOf(part);
        return BigInt(at < 0 ? 0 : Array.from(text.slice(0, at)).length + 1);
      };
    },
  },
  starts_with: body((text: string, start: string) => text.startsWith(start)),
  replace: body((text: string, search: string, by = '') =>
    search === ''
      ? [by, ...Array.from(text).flatMap((each) => [each, by])].join('')
      : text.replaceAll(search, by),
  ),
  trim: trimming(true, true),
  ltrim: trimming(true, false),
  rtrim: trimming(false, true),
  reverse: {
    make: (call) => {
      const { kind } = argumentType(call, 0);
      if (kind === 'array') return (values: readonly Value[]) => [...values].reverse();
      if (kind === 'varbinary') return (bytes: Uint8Array) => Uint8Array.from(bytes).reverse();
      return (text: string) => Array.from(text).reverse().join('');
    },
  },
  lpad: padded((text, filling) => filling + text),
  rpad: padded((text, filling) => text + filling),
  split: body((text: string, delimiter: string, limit?: bigint) => {
    if (delimiter === '') throw invalidArgument('The delimiter may not be the empty string');
    const parts = text.split(delimiter);
    if (limit === undefined) return parts;
    if (limit <= 0n) throw invalidArgument('Limit must be positive');
    if (limit > maxLength) throw invalidArgument('Limit is too large');
    const kept = Number(limit) - 1;
    return parts.length > kept + 1 ? [...parts.slice(0, kept), parts.slice(kept).join(delimiter)] : parts;
  }),
  split_part: body((text: string, delimiter: string, index: bigint) => {
    if (index <= 0n) throw invalidArgument('Index must be greater than zero');
    const parts = delimiter === '' ? Array.from(text) : text.split(delimiter);
    return index > BigInt(parts.length) ? null : (parts[Number(index) - 1] ?? null);
  }),
  translate: body((text: string, from: string, to: string) => {
    const [froms, tos] = [Array.from(from), Array.from(to)];
    const changes = new Map(froms.map((each, index) => [each, tos[index] ?? ''] as const).reverse());
    return Array.from(text, (each) => changes.get(each) ?? each).join('');
  }),
  chr: body((code: bigint) => {
    if (code < 0n || code > 0x10ffffn || (code >= 0xd800n && code <= 0xdfffn))
      throw invalidArgument(`Not a valid Unicode code point: ${code}`);
    return String.fromCodePoint(Number(code));
  }),
  codepoint: body((text: string) => {
    const code = text.codePointAt(0);
    if (code === undefined) throw invalidArgument('Input string must be a single character string');
    return code;
  }),
  levenshtein_distance: body((left: string, right: string) =>
    BigInt(levenshteinDistance(Array.from(left), Array.from(right))),
  ),
  to_utf8: body((text: string) => new Uint8Array(Buffer.from(text))),
  from_utf8: {
    make: (call) => {
      if (call.arguments.length > 1) throw notYet('from_utf8 with a replacement');
      return (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    },
  },
  to_hex: body((bytes: Uint8Array) => Buffer.from(bytes).toString('hex').toUpperCase()),
  $like: {
    make: (call) => {
      const condition = likeCondition(call.arguments[1] as Expression);
      if (condition === undefined) throw notYet('LIKE with a pattern that is not constant');
      return (text: string) => condition.accepts(text);
    },
  },
};

function notYet(what: string): TrinoError {
  return new TrinoError(
    'NOT_SUPPORTED',
    `${what} over several rows of a match is not supported yet in DEFINE`,
  );
}

/** A char's value has lost the blanks at its end: where they matter, they come back. */
function padding(call: CallExpression, index: number): ((text: string) => string) | undefined {
  const type = argumentType(call, index);
  if (type.kind !== 'char') return undefined;
  return (text) => text + ' '.repeat(Math.max(0, type.length - Array.from(text).length));
}

/** Positions count from 1, negative ones from the end; 0 and beyond either end: nothing. */
function substring(call: CallExpression): (text: string, start: bigint, length?: bigint) => string {
  if (argumentType(call, 0).kind === 'varbinary') throw notYet('substr of varbinary');
  const pad = padding(call, 0);
  return (text, start, length) => {
    const characters = Array.from(pad?.(text) ?? text);
    const size = BigInt(characters.length);
    if (start === 0n || start > size || start < -size || (length !== undefined && length <= 0n)) return '';
    const from = Number(start > 0n ? start - 1n : size + start);
    const to = length === undefined || length > size ? characters.length : from + Number(length);
    return characters.slice(from, to).join('');
  };
}

/** What Trino takes for white space. */
const whiteSpace: ReadonlySet<string> = new Set(
  '\t\n\u000b\f\r\u001c\u001d\u001e\u001f \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u2028\u2029\u205f\u3000',
);

function trimming(atStart: boolean, atEnd: boolean): FunctionBodies[string] {
  return {
    make: (call) => {
      const isChar = call.type.kind === 'char';
      const [, set] = call.arguments;
      const known =
        set === undefined
          ? whiteSpace
          : set.kind === 'constant' && set.value !== null
            ? charactersOf(blockBytes(set))
            : undefined;
      return (text: string, given?: Uint8Array) => {
        const unwanted = known ?? charactersOf(given ?? new Uint8Array());
        const characters = Array.from(text);
        let [from, to] = [0, characters.length];
        if (atStart) while (from < to && unwanted.has(characters[from] as string)) from++;
        if (atEnd) while (from < to && unwanted.has(characters[to - 1] as string)) to--;
        const trimmed = characters.slice(from, to).join('');
        return isChar ? trimmed.replace(/ +$/, '') : trimmed;
      };
    },
  };
}

/** Code points of four bytes each. */
function charactersOf(set: Uint8Array): ReadonlySet<string> {
  const view = new DataView(set.buffer, set.byteOffset, set.byteLength);
  return new Set(
    Array.from({ length: Math.floor(set.byteLength / 4) }, (_, index) =>
      String.fromCodePoint(view.getInt32(4 * index, true)),
    ),
  );
}

function padded(join: (text: string, filling: string) => string): FunctionBodies[string] {
  return {
    make: (call) => {
      if (call.type.kind !== 'varchar') throw notYet('Padding varbinary');
      return (text: string, length: bigint, filling: string) => {
        if (length < 0n || length > maxLength)
          throw invalidArgument('Target length must be in the range [0..2147483647]');
        if (filling === '') throw invalidArgument('Padding string must not be empty');
        const characters = Array.from(text);
        const missing = Number(length) - characters.length;
        if (missing <= 0) return characters.slice(0, Number(length)).join('');
        const unit = Array.from(filling);
        const times = Math.ceil(missing / unit.length);
        return join(text, Array.from(filling.repeat(times)).slice(0, missing).join(''));
      };
    },
  };
}

/** Arrays joined, and elements before or behind them. */
function concatArrays(call: CallExpression): (...values: readonly Value[]) => Value {
  const isArray = call.arguments.map(({ type }) => sameType(type, call.type));
  return (...values) =>
    values.flatMap((value, index) => (isArray[index] === true ? (value as readonly Value[]) : [value]));
}
