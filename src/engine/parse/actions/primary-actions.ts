import type { SqlActions } from '../../../../generated/sql/actions.ts';
import type { ParseContext } from '../parse-context.ts';
import type { IntervalField } from '../tree/literal.ts';
import type { ExpressionNode } from '../tree/expression-node.ts';
import type { CurrentNode, CurrentTimeNode, ExtractField, TrimNode } from '../tree/scalar.ts';
import type { TrimOperands } from './rule-results.ts';
import { functionNamed } from './call-actions.ts';
import { given } from './given.ts';
import { unquote } from './name-actions.ts';
import { wholeNumber } from './query-actions.ts';

/** Literals, special syntax and everything else that an expression can begin with. */
export const primaryActions = {
  PrimaryBase_null: (c, at) => ({ kind: 'nullLiteral', location: c.location(at) }),
  PrimaryBase_true: (c, at) => ({ kind: 'booleanLiteral', value: true, location: c.location(at) }),
  PrimaryBase_false: (c, at) => ({ kind: 'booleanLiteral', value: false, location: c.location(at) }),
  PrimaryBase_string: (_c, _at, string) => string,
  PrimaryBase_binary: (c, at) => ({
    kind: 'binaryLiteral',
    value: binaryValue(c, at),
    location: c.location(at),
  }),
  PrimaryBase_typeConstructor: (c, at, name, string) => {
    if (name.value.toLowerCase() === 'x') {
      c.reject(at, "Spaces are not allowed between 'X' and the starting quote of a binary literal");
    }
    return name.value.toLowerCase() === 'decimal'
      ? { kind: 'decimalLiteral', value: string.value, location: c.location(at) }
      : { kind: 'genericLiteral', type: c.text(at), value: string.value, location: c.location(at) };
  },
  PrimaryBase_doubleConstructor: (c, at, string) => ({
    kind: 'genericLiteral',
    type: 'DOUBLE',
    value: string.value,
    location: c.location(at),
  }),
  Parameter_parameter: (c, at) => ({
    kind: 'parameter',
    position: c.parameterPosition(at),
    location: c.location(at),
  }),
  Number_integer: (c, at, minus, digits) => wholeNumber(c, at, signed(minus, c.text(digits))),
  Number_decimal: (c, at, minus, digits) => ({
    kind: 'decimalLiteral',
    value: signed(minus, c.text(digits)),
    location: c.location(at),
  }),
  Number_double: (c, at, minus, digits) => ({
    kind: 'doubleLiteral',
    value: Number(signed(minus, c.text(digits).replaceAll('_', ''))),
    location: c.location(at),
  }),
  Interval: (c, at, sign, string, start, end) => ({
    kind: 'intervalLiteral',
    value: string.value,
    sign: sign !== undefined && c.text(sign) === '-' ? -1 : 1,
    start: c.word(start) as IntervalField,
    ...given({ end: end === undefined ? undefined : (c.word(end) as IntervalField) }),
    location: c.location(at),
  }),

  PrimaryBase_shortLambda: (c, at, name, body) => ({
    kind: 'lambda',
    parameters: [name],
    body,
    location: c.location(at),
  }),
  PrimaryBase_lambda: (c, at, parameters, body) => ({
    kind: 'lambda',
    parameters,
    body,
    location: c.location(at),
  }),
  PrimaryBase_subquery: (c, at, query) => ({ kind: 'subquery', query, location: c.location(at) }),
  PrimaryBase_implicitRow: (c, at, first, others) => ({
    kind: 'row',
    items: [first, ...others],
    location: c.location(at),
  }),
  PrimaryBase_row: (c, at, items) => ({ kind: 'row', items, location: c.location(at) }),
  PrimaryBase_array: (c, at, values) => ({ kind: 'array', values, location: c.location(at) }),
  PrimaryBase_column: (_c, _at, name) => name,
  PrimaryBase_measure: (c, at, name, window) => ({
    kind: 'windowOperation',
    name,
    window,
    location: c.location(at),
  }),
  PrimaryBase_exists: (c, at, query) => ({
    kind: 'exists',
    subquery: { kind: 'subquery', query, location: c.location(at) },
    location: c.location(at),
  }),
  PrimaryBase_case: (c, at, operand, whens, defaultValue) => ({
    kind: 'case',
    whens: whens.map((each) => ({
      kind: 'when',
      condition: each.condition,
      result: each.result,
      location: c.location(each.at),
    })),
    ...given({ operand, defaultValue }),
    location: c.location(at),
  }),
  WhenClause: (_c, at, condition, result) => ({ at, condition, result }),
  PrimaryBase_cast: (c, at, value, type) => ({
    kind: 'cast',
    value,
    type,
    safe: false,
    location: c.location(at),
  }),
  PrimaryBase_tryCast: (c, at, value, type) => ({
    kind: 'cast',
    value,
    type,
    safe: true,
    location: c.location(at),
  }),
  PrimaryBase_extract: (c, at, name, value) => {
    const field = name.value.toUpperCase();
    if (!extractFields.has(field)) c.reject(at, `Invalid EXTRACT field: ${name.value}`);
    return { kind: 'extract', field: field as ExtractField, value, location: c.location(at) };
  },
  PrimaryBase_position: (c, at, substring, string) => functionNamed(c, at, 'strpos', [string, substring]),
  PrimaryBase_substring: (c, at, string, start, length) =>
    functionNamed(c, at, 'substr', length === undefined ? [string, start] : [string, start, length]),
  PrimaryBase_normalize: (c, at, string, form) => {
    const location = c.location(at);
    const value = form === undefined ? 'NFC' : c.word(form);
    return functionNamed(c, at, 'normalize', [string, { kind: 'stringLiteral', value, location }]);
  },
  PrimaryBase_trim: (c, at, from, source) => {
    if (from === 'FROM') {
      c.reject(at, "The 'trim' function must have specification, char or both arguments when it takes FROM");
    }
    return trim(c, at, from === 'FROM' ? undefined : from, source);
  },
  PrimaryBase_trimCharacters: (c, at, source, characters) => ({
    kind: 'trim',
    specification: 'BOTH',
    source,
    characters,
    location: c.location(at),
  }),
  TrimFrom_specifiedCharacters: (c, _at, specification, characters) => ({
    specification: trimSide(c, specification),
    characters,
  }),
  TrimFrom_specified: (c, _at, specification) => ({
    specification: trimSide(c, specification),
    characters: undefined,
  }),
  TrimFrom_characters: (_c, _at, characters) => ({ specification: 'BOTH', characters }),
  TrimFrom_nothing: () => 'FROM',
  PrimaryBase_currentDate: (c, at) => ({
    kind: 'currentTime',
    function: 'CURRENT_DATE',
    location: c.location(at),
  }),
  PrimaryBase_currentTime: (c, at, name, precision) => ({
    kind: 'currentTime',
    function: c.word(name) as CurrentTimeNode['function'],
    ...given({ precision: precision === undefined ? undefined : smallNumber(c, precision) }),
    location: c.location(at),
  }),
  PrimaryBase_current: (c, at, name) => ({
    kind: 'current',
    function: c.word(name) as CurrentNode['function'],
    location: c.location(at),
  }),
  PrimaryBase_grouping: (c, at, columns) => ({
    kind: 'groupingOperation',
    columns,
    location: c.location(at),
  }),
} satisfies Partial<SqlActions<ParseContext>>;

const extractFields: ReadonlySet<string> = new Set<ExtractField>([
  'YEAR',
  'QUARTER',
  'MONTH',
  'WEEK',
  'DAY',
  'DAY_OF_MONTH',
  'DAY_OF_WEEK',
  'DOW',
  'DAY_OF_YEAR',
  'DOY',
  'YEAR_OF_WEEK',
  'YOW',
  'HOUR',
  'MINUTE',
  'SECOND',
  'TIMEZONE_MINUTE',
  'TIMEZONE_HOUR',
]);

function signed(minus: number | undefined, digits: string): string {
  return minus === undefined ? digits : `-${digits}`;
}

function trim(c: ParseContext, at: number, from: TrimOperands | undefined, source: ExpressionNode): TrimNode {
  return {
    kind: 'trim',
    specification: from?.specification ?? 'BOTH',
    source,
    ...given({ characters: from?.characters }),
    location: c.location(at),
  };
}

function trimSide(c: ParseContext, token: number): 'BOTH' | 'LEADING' | 'TRAILING' {
  return c.word(token) as 'BOTH' | 'LEADING' | 'TRAILING';
}

/** A precision: refused by the parser already when it doesn't fit 32 bits. */
function smallNumber(c: ParseContext, at: number): number {
  const value = Number(wholeNumber(c, at, c.text(at)).value);
  // Stock fails with a NumberFormatException here.
  if (value > 2_147_483_647) c.reject(at, `Invalid numeric literal: ${c.text(at)}`, { unlocated: true });
  return value;
}

/** The bytes of X'…'; blanks between digits don't count. */
function binaryValue(c: ParseContext, at: number): Uint8Array {
  const digits = unquote(c.text(at))
    .replaceAll(/[ \r\n\t]/g, '')
    .toUpperCase();
  if (/[^0-9A-F]/.test(digits)) c.reject(at, 'Binary literal can only contain hexadecimal digits');
  else if (digits.length % 2 === 1) c.reject(at, 'Binary literal must contain an even number of digits');
  return new Uint8Array(Buffer.from(digits, 'hex'));
}
