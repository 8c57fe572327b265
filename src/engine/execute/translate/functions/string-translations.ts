import { TrinoError } from '../../../errors/trino-error.ts';
import type { CallExpression, Expression } from '../../../expressions/expression.ts';
import { sameType } from '../../../types/same-type.ts';
import type { Type } from '../../../types/type.ts';
import { whiteSpace } from '../../../values/white-space.ts';
import { kernelEscape, kernelPattern } from '../../duckdb/like-pattern.ts';
import { carrierOf } from '../../duckdb/carrier.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import { named } from '../../duckdb/sql/sql-type.ts';
import { and, bigint, binary, cast, concat, fn, isNotNull, or, text, when, whole } from '../sql-shorthand.ts';
import { computed } from '../../scalar/computation.ts';
import { blockBytes } from '../translate-constant.ts';
import { argument, ofArguments } from './function-translation.ts';
import type { FunctionTranslation, FunctionTranslations } from './function-translation.ts';
import { joinTexts } from './join-texts.ts';

/** Functions on text (functions/string-functions.ts). */
export const stringTranslations: FunctionTranslations = {
  upper: (call, translate) => {
    const value = textOf(call, 0, translate);
    // DuckDB turns the sharp s into its capital form, Trino leaves it: the parts between are converted.
    const part: SqlExpression = {
      kind: 'lambda',
      parameters: ['part'],
      body: fn('upper', { kind: 'column', name: 'part' }),
    };
    const parts = fn('list_transform', fn('string_split', value, text('ß')), part);
    return when(
      [[fn('contains', value, text('ß')), fn('array_to_string', parts, text('ß'))]],
      fn('upper', value),
    );
  },
  lower: (call, translate) => fn('lower', textOf(call, 0, translate)),
  length: (call, translate) => {
    const { type } = argument(call.arguments, 0);
    const value = translate(argument(call.arguments, 0));
    if (type.kind === 'varbinary') return fn('octet_length', value);
    if (type.kind === 'char') return when([[isNotNull(value), whole(type.length)]]);
    return fn('length', value);
  },
  concat: (call, translate) => {
    if (
      call.type.kind === 'array' &&
      call.function.id.startsWith('concat<e>(array(e)):') &&
      call.arguments.length < 2
    )
      throw new TrinoError('INVALID_FUNCTION_ARGUMENT', 'There must be two or more arguments to concat');
    if (call.type.kind === 'array') return concatArrays(call, translate);
    if (call.arguments.length < 2)
      throw new TrinoError('INVALID_FUNCTION_ARGUMENT', 'There must be two or more concatenation arguments');
    if (call.type.kind === 'char') {
      // The blanks at the end are left out again: they are the first part's where the second is empty.
      const joined = concat(padded(call, 0, translate), translate(argument(call.arguments, 1)));
      return fn('rtrim', joined, text(' '));
    }
    return concat(...call.arguments.map(translate));
  },
  substring: substring,
  substr: substring,
  trim: trimming('trim'),
  ltrim: trimming('ltrim'),
  rtrim: trimming('rtrim'),
  replace: ofArguments(([value, search, replacement], call) => {
    const by = replacement ?? text('');
    const plain = fn('replace', value as SqlExpression, search as SqlExpression, by);
    if (call.arguments[1]?.kind === 'constant' && call.arguments[1].value !== '') return plain;
    const empty = binary(search as SqlExpression, '=', text(''));
    return when(
      // Between all characters, in front and behind.
      [
        [
          and(empty, isNotNull(value as SqlExpression), isNotNull(by)),
          everywhere(value as SqlExpression, by),
        ],
      ],
      plain,
    );
  }),
  strpos: ofArguments((values) => {
    if (values.length > 2) throw notYet('strpos with an instance');
    // The empty text is found at the first position.
    const [value, search] = values as [SqlExpression, SqlExpression];
    return when(
      [[and(binary(search, '=', text('')), isNotNull(value)), whole(1)]],
      cast(fn('instr', value, search), bigint),
    );
  }),
  starts_with: ofArguments((values) => fn('starts_with', ...values)),
  reverse: (call, translate) => {
    const { type } = argument(call.arguments, 0);
    const value = translate(argument(call.arguments, 0));
    if (type.kind === 'array') return fn('list_reverse', value);
    if (type.kind !== 'varchar') throw notYet('reverse of varbinary');
    return fn('trino_reverse', value);
  },
  $like: like,
};

function everywhere(value: SqlExpression, by: SqlExpression): SqlExpression {
  const between = joinTexts(fn('string_split', value, text('')), by);
  return when([[binary(value, '=', text('')), by]], concat(by, between, by));
}

/** The text of an argument; of char without its padding, as the result is char again. */
function textOf(
  call: CallExpression,
  index: number,
  translate: (part: Expression) => SqlExpression,
): SqlExpression {
  return translate(argument(call.arguments, index));
}

/** The text of an argument with the blanks that a char's carrier leaves out. */
function padded(
  call: CallExpression,
  index: number,
  translate: (part: Expression) => SqlExpression,
): SqlExpression {
  const { type } = argument(call.arguments, index);
  const value = translate(argument(call.arguments, index));
  return type.kind === 'char' ? padChar(value, type) : value;
}

function padChar(value: SqlExpression, type: Extract<Type, { kind: 'char' }>): SqlExpression {
  return fn('rpad', value, whole(type.length, named('INTEGER')), text(' '));
}

/** DuckDB's substring takes 32-bit lengths; texts are shorter anyway. */
const maxLength = 2_147_483_647;

/** Positions count from 1, negative ones from the end; 0 and beyond either end: nothing. */
function substring(call: CallExpression, translate: (part: Expression) => SqlExpression): SqlExpression {
  if (argument(call.arguments, 0).type.kind === 'varbinary') throw notYet('substr of varbinary');
  const value = padded(call, 0, translate);
  const start = translate(argument(call.arguments, 1));
  const length = call.arguments[2] === undefined ? undefined : translate(call.arguments[2]);
  const knownStart = wholeConstant(call.arguments[1]);
  const knownLength = wholeConstant(call.arguments[2]);
  if (knownStart !== undefined && knownStart > 0n && (length === undefined || knownLength !== undefined)) {
    // From a position at the front DuckDB's function is Trino's, as far as it counts.
    if (knownStart > maxLength) return when([[isNotNull(value), text('')]]);
    if (knownLength === undefined) return fn('substring', value, start);
    const count = knownLength < 0n ? 0n : knownLength;
    return fn('substring', value, start, whole(count > maxLength ? maxLength : count));
  }
  const size = fn('length', value);
  const outside = [
    binary(start, '=', whole(0)),
    binary(start, '>', size),
    binary(start, '<', { kind: 'negate', value: size }),
    ...(length === undefined ? [] : [binary(length, '<=', whole(0))]),
  ];
  const cut =
    length === undefined
      ? fn('substring', value, start)
      : fn(
          'substring',
          value,
          start,
          when([[binary(length, '>', whole(maxLength)), whole(maxLength)]], length),
        );
  const known = [value, start, ...(length === undefined ? [] : [length])].map(isNotNull);
  return when([[and(...known), when([[or(...outside), text('')]], cut)]]);
}

/** The value of a constant whole number that isn't NULL. */
function wholeConstant(expression: Expression | undefined): bigint | undefined {
  if (expression?.kind !== 'constant') return undefined;
  const { value } = expression;
  return typeof value === 'bigint' || typeof value === 'number' ? BigInt(value) : undefined;
}

function trimming(name: 'trim' | 'ltrim' | 'rtrim'): FunctionTranslation {
  return (call, translate) => {
    // A char has lost its blanks already, on the side where it had any.
    const value = translate(argument(call.arguments, 0));
    const characters = call.arguments[1];
    if (characters === undefined) return fn(name, value, text(whiteSpace));
    const isChar = call.arguments[0]?.type.kind === 'char';
    // What a char begins with is a char again: blanks at its end don't count.
    const shortened = (trimmed: SqlExpression): SqlExpression =>
      isChar ? fn('rtrim', trimmed, text(' ')) : trimmed;
    if (characters.kind !== 'constant')
      return shortened(
        computed(
          { parameters: [{ kind: 'varchar' }, characters.type], result: call.type, compute: trimBody(name) },
          [value, translate(characters)],
        ),
      );
    if (characters.value === null) return { kind: 'null', type: carrierOf(call.type) };
    const bytes = blockBytes(characters);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let set = '';
    for (let offset = 0; offset + 4 <= bytes.byteLength; offset += 4)
      set += String.fromCodePoint(view.getInt32(offset, true));
    if (set === '') return value;
    return shortened(fn(name, value, text(set)));
  };
}

function trimBody(name: 'trim' | 'ltrim' | 'rtrim'): (value: string, set: Uint8Array) => string {
  return (value, set) => {
    const view = new DataView(set.buffer, set.byteOffset, set.byteLength);
    const unwanted = new Set<string>();
    for (let offset = 0; offset + 4 <= set.byteLength; offset += 4)
      unwanted.add(String.fromCodePoint(view.getInt32(offset, true)));
    const characters = Array.from(value);
    let [from, to] = [0, characters.length];
    if (name !== 'rtrim') while (from < to && unwanted.has(characters[from] as string)) from++;
    if (name !== 'ltrim') while (from < to && unwanted.has(characters[to - 1] as string)) to--;
    return characters.slice(from, to).join('');
  };
}

/** A LIKE whose pattern is constant: length, pattern, whether there is an escape character, and it (PAGES 1). */
function like(call: CallExpression, translate: (part: Expression) => SqlExpression): SqlExpression {
  const value = padded(call, 0, translate);
  const pattern = argument(call.arguments, 1);
  if (pattern.kind === 'call') return likeComputed(value, pattern, translate);
  if (pattern.kind !== 'constant') throw notYet('LIKE with a pattern that is not constant');
  if (pattern.value === null) return { kind: 'null', type: named('BOOLEAN') };
  const bytes = Buffer.from(blockBytes(pattern));
  const length = bytes.readInt32LE(0);
  const body = bytes.toString('utf8', 4, 4 + length);
  const escape =
    bytes.readUInt8(4 + length) === 0 ? undefined : String.fromCodePoint(bytes.readInt32LE(5 + length));
  return escape === undefined
    ? { kind: 'like', value, pattern: body }
    : { kind: 'like', value, pattern: kernelPattern(body, escape), escape: kernelEscape };
}

/** Arrays joined, and elements before or behind them; NULL when one of them is. */
function concatArrays(call: CallExpression, translate: (part: Expression) => SqlExpression): SqlExpression {
  const carrier = carrierOf(call.type);
  const values = call.arguments.map(translate);
  const lists = call.arguments.map((part, index): SqlExpression => {
    const value = argument(values, index);
    const isArray = part.type.kind === 'array' && sameType(part.type, call.type);
    return isArray ? value : cast({ kind: 'list', elements: [value] }, carrier);
  });
  const joined = lists.slice(1).reduce((left, right) => fn('list_concat', left, right), argument(lists, 0));
  return when([[and(...values.map(isNotNull)), joined]], { kind: 'null', type: carrier });
}

/** A LIKE whose pattern is a value of the row: `$like_pattern(pattern, escape)`. */
function likeComputed(
  value: SqlExpression,
  { arguments: parts }: CallExpression,
  translate: (part: Expression) => SqlExpression,
): SqlExpression {
  const [pattern, escape] = parts.map(translate) as [SqlExpression, SqlExpression | undefined];
  if (escape === undefined) return binary(value, 'LIKE', pattern);
  return fn('like_escape', value, fn('trino_like_pattern', pattern, escape), text(kernelEscape));
}

function notYet(what: string): TrinoError {
  return new TrinoError('NOT_SUPPORTED', `${what} is not supported yet`);
}
