import type { Choices } from './choices.ts';

const units = [
  "'millisecond'",
  "'second'",
  "'minute'",
  "'hour'",
  "'day'",
  "'week'",
  "'month'",
  "'quarter'",
  "'year'",
  "'decade'",
  "'DAY'",
];
const patterns = [
  "'[a-c]+'",
  "'(\\w)(\\d*)'",
  "'^.'",
  "'l+'",
  "'(?i)H'",
  "'\\s+'",
  "'x*'",
  "'a|b'",
  "'('",
  "'(?<n>o)'",
  "'[[:alpha:]]'",
  "'\\bw'",
  "''",
  "'.$'",
  "'(a)(b)?'",
];
const replacements = ["'[$1]'", "'-'", "''", "'$0$0'", "'$5'", "'${n}'", "'\\$'"];
const paths = [
  "'$'",
  "'$.a'",
  "'$.a[0]'",
  "'$[1]'",
  "'$.b[1].c'",
  '\'$["a"]\'',
  "'$..a'",
  "'$.a.*'",
  "'a'",
  "'$[*]'",
  "'$['",
  '\'$."a"\'',
];
const dateFormats = [
  "'%Y-%m-%d'",
  "'%H:%i:%s'",
  "'%Y-%m-%d %H:%i:%s.%f'",
  "'%a %b %e %j'",
  "'%W %M %p %h %y'",
  "'%x-%v'",
  "'%c/%d/%k %%'",
  "'%T'",
  "'%r'",
  "'%U'",
  "'%D'",
];
const jodaFormats = [
  "'yyyy-MM-dd'",
  "'HH:mm:ss'",
  "'yyyy-MM-dd HH:mm:ss.SSS'",
  "'EEE MMM d'",
  "'yyyy-MM-dd''T''HH:mm:ssZZ'",
  "'hh a e ww xxxx'",
  "'YY D'",
  "'ZZZ'",
  "'G C'",
  "'b'",
];
const zones = [
  "'UTC'",
  "'America/New_York'",
  "'Asia/Kathmandu'",
  "'+05:30'",
  "'-08:00'",
  "'Europe/Berlin'",
  "'Nowhere'",
];
const small = ['0', '1', '2', '3', '5', '-1', '-2', '10'];
const positive = ['1', '2', '3', '4'];
const probabilities = ['0.5e0', '0.1e0', '0.95e0', '0e0', '1e0', '1.5e0', '-0.1e0'];
const radices = ['2', '8', '10', '16', '36', '7', '1', '37'];
const numberTexts = ["'101'", "'ff'", "'zz'", "'-7f'", "'9'", "''"];
const base64 = ["'YWJj'", "'YQ=='", "'AP8='", "'!'", "'YQ'", "'-_-_'"];
const base32 = ["'MFRGG==='", "'ME======'", "'1'", "'mfrgg'"];
const hex = ["'6162'", "'ff00'", "'F'", "'GG'", "''"];
const sizes = ["'1kB'", "'2.5MB'", "'3GB'", "'10B'", "'x'", "'1.2.3kB'", "'7 TB'"];
const durations = ["'1.5s'", "'2d'", "'3.81 d'", "'100ms'", "'4m'", "'5h'", "'7us'", "'x'", "'1'"];
const instants = [
  "'2020-02-29'",
  "'2020-02-29T12:34:56'",
  "'2020-02-29T12:34:56.123456789+02:00'",
  "'2020-W05-3'",
  "'2020-060'",
  "'20200229'",
  "'2020'",
  "'2020-02-30'",
  "'T10:00'",
];
const urls = [
  "'http://user@example.org:8080/a/b?k1=v1&k2=%20x&k3#frag'",
  "'https://example.com'",
  "'mailto:x@y.z'",
  "'not a url'",
  "'http://h/p?x=1&x=2'",
  "'http://[::1]:9/'",
  "'http://h/%zz'",
];
const encoded = ["'a%20b+c'", "'%zz'", "'%C3%A9'", "'x'"];
const languages = ["'en'", "'de'", "'fr'", "'es'", "'xx'"];
const words = ["'running'", "'generalization'", "'Häuser'", "'chats'", "''"];
const separators = ["','", "';'", "'='", "''", "' '", "'a'", "'ab'"];
const lists = ["'a,b,,c'", "'a=1;b=2'", "'a=1;a=2'", "','", "'a'", "''", "'k=v=w'"];
const digits = ["'79927398713'", "'79927398710'", "''", "'x'", "'0'"];
const utf8 = ["X'61C3A9'", "X'FF61'", "X'C3'", "X''", "X'F0908D'"];
const words32 = ["X'00000001'", "X'BF800000'", "X'7FC00000'", "X'0102'"];
const words64 = ["X'0000000000000001'", "X'3FF8000000000000'", "X'8000000000000000'", "X'0102'"];
const colors = ["'red'", "'#fff'", "'#000'", "'BLUE'", "'puce'"];
const json = [
  "'[1,2]'",
  '\'{"a":[1,{"b":2}]}\'',
  '\'"x"\'',
  "'null'",
  '\'{"a":1,"a":2}\'',
  '\'[1.0, 1e3, true, "\\u00e9"]\'',
  "'{'",
  "' 1'",
  "'1 2'",
];
const numberFormats = [...small, '123456789', '1234.5e0', '-0.004e0', '999999.9e0'];

/** Arguments that most functions refuse when they are drawn by type alone, or that make results too large: by function and position. */
const hints: Readonly<Record<string, Readonly<Record<number, readonly string[]>>>> = {
  date_trunc: { 0: units },
  date_add: { 0: units, 1: small },
  date_diff: { 0: units },
  date_format: { 1: dateFormats },
  date_parse: {
    0: ["'2020-02-29'", "'12:34:56'", "'2020-02-29 12:34:56.789'", "'Sat Feb 29 060'", "'x'"],
    1: dateFormats,
  },
  format_datetime: { 1: jodaFormats },
  parse_datetime: {
    0: [
      "'2020-02-29'",
      "'12:34:56'",
      "'2020-02-29 12:34:56.789'",
      "'Sat Feb 29'",
      "'2020-02-29T12:34:56+01:00'",
    ],
    1: jodaFormats,
  },
  at_timezone: { 1: zones },
  with_timezone: { 1: zones },
  from_unixtime: {
    0: ['0e0', '1.5e9', '-1e0', '1600000000.123e0', '1e12', 'nan()'],
    1: ["'UTC'", "'Asia/Tokyo'", '5', '-20'],
    2: ['30', '0', '70'],
  },
  from_unixtime_nanos: { 0: ["BIGINT '0'", "BIGINT '1600000000123456789'", "BIGINT '-1'", "DECIMAL '1234'"] },
  from_iso8601_date: { 0: instants },
  from_iso8601_timestamp: { 0: instants },
  from_iso8601_timestamp_nanos: { 0: instants },
  human_readable_seconds: { 0: ['96e0', '3762e0', '56363463e0', '0e0', '-1e0', '0.7e0'] },
  parse_duration: { 0: durations },
  parse_data_size: { 0: sizes },
  parse_presto_data_size: { 0: sizes },
  regexp_like: { 1: patterns },
  regexp_extract: { 1: patterns, 2: small },
  regexp_extract_all: { 1: patterns, 2: small },
  regexp_replace: { 1: patterns, 2: replacements },
  regexp_split: { 1: patterns },
  regexp_count: { 1: patterns },
  regexp_position: { 1: patterns, 2: small, 3: small },
  json_extract: { 1: paths },
  json_extract_scalar: { 1: paths },
  json_size: { 1: paths },
  json_array_get: { 1: small },
  json_parse: { 0: json },
  is_json_scalar: { 0: json },
  lpad: { 1: small },
  rpad: { 1: small },
  repeat: { 1: small },
  sequence: { 0: small, 1: small, 2: small },
  combinations: { 1: positive },
  ngrams: { 1: positive },
  trim_array: { 1: small },
  slice: { 1: small, 2: small },
  substr: { 1: small, 2: small },
  substring: { 1: small, 2: small },
  split: { 1: separators, 2: small },
  split_part: { 1: separators, 2: small },
  split_to_map: { 0: lists, 1: separators, 2: separators },
  split_to_multimap: { 0: lists, 1: separators, 2: separators },
  strpos: { 2: small },
  chr: { 0: ['65', '233', '128512', '0', '-1', '1114112', '55296'] },
  codepoint: { 0: ["'a'", "'é'", "CAST('😀' AS varchar(1))", "CAST('' AS varchar(1))"] },
  normalize: { 1: ["'NFC'", "'NFD'", "'NFKC'", "'x'"] },
  word_stem: { 0: words, 1: languages },
  luhn_check: { 0: digits },
  soundex: { 0: ["'Robert'", "'x1'", "''", "'Tymczak'", "'é'"] },
  from_base: { 0: numberTexts, 1: radices },
  to_base: { 1: radices },
  from_base64: { 0: base64 },
  from_base64url: { 0: base64 },
  from_base32: { 0: base32 },
  from_hex: { 0: hex },
  from_utf8: { 0: utf8, 1: ["'?'", "''", '63', "'ab'"] },
  from_big_endian_32: { 0: words32 },
  from_big_endian_64: { 0: words64 },
  from_ieee754_32: { 0: words32 },
  from_ieee754_64: { 0: words64 },
  url_extract_host: { 0: urls },
  url_extract_port: { 0: urls },
  url_extract_path: { 0: urls },
  url_extract_protocol: { 0: urls },
  url_extract_query: { 0: urls },
  url_extract_fragment: { 0: urls },
  url_extract_parameter: { 0: urls, 1: ["'k1'", "'k2'", "'k3'", "'x'", "''"] },
  url_decode: { 0: encoded },
  bar: { 0: ['0.5e0', '1e0', '0e0', '1.5e0'], 1: ['10', '3', '0'] },
  color: { 0: colors },
  rgb: { 0: ['0', '255', '128', '256'], 1: ['0', '255', '128', '-1'], 2: ['0', '255', '128'] },
  render: {},
  round: { 1: small },
  truncate: { 1: small },
  bit_count: { 1: ['64', '8', '2', '32', '65'] },
  bitwise_left_shift: { 1: small },
  bitwise_right_shift: { 1: small },
  bitwise_right_shift_arithmetic: { 1: small },
  width_bucket: { 3: positive },
  beta_cdf: { 0: ['2e0', '0.5e0', '0e0'], 1: ['3e0', '1e0', '-1e0'], 2: probabilities },
  inverse_beta_cdf: { 0: ['2e0', '0.5e0', '0e0'], 1: ['3e0', '1e0', '-1e0'], 2: probabilities },
  normal_cdf: { 1: ['1e0', '2e0', '0e0'] },
  inverse_normal_cdf: { 1: ['1e0', '2e0', '0e0'], 2: probabilities },
  wilson_interval_lower: {
    0: ["BIGINT '3'", "BIGINT '0'", "BIGINT '-1'"],
    1: ["BIGINT '10'", "BIGINT '3'", "BIGINT '0'"],
    2: ['1.96e0', '0e0', '-1e0'],
  },
  wilson_interval_upper: {
    0: ["BIGINT '3'", "BIGINT '0'", "BIGINT '-1'"],
    1: ["BIGINT '10'", "BIGINT '3'", "BIGINT '0'"],
    2: ['1.96e0', '0e0', '-1e0'],
  },
  format_number: { 0: numberFormats },
  element_at: {},
  concat_ws: { 0: separators },
  array_join: { 1: separators },
  translate: { 1: ["'abc'", "''", "'lo'"], 2: ["'xyz'", "'1'", "''"] },
};

/** An argument that suits a function. @returns undefined: any of its type will do */
export function hinted(choices: Choices, name: string, index: number): string | undefined {
  const pool = hints[name]?.[index];
  return pool === undefined || choices.chance(8) ? undefined : choices.pick(pool);
}

/** Positions where a value drawn by type alone would make a result of gigabytes. */
const bounded: ReadonlySet<string> = new Set([
  'lpad/1',
  'rpad/1',
  'repeat/1',
  'sequence/0',
  'sequence/1',
  'sequence/2',
  'combinations/1',
  'bar/1',
  'ngrams/1',
]);

/** A hint that mustn't be left out. */
export function boundedArgument(choices: Choices, name: string, index: number): string | undefined {
  const pool = bounded.has(`${name}/${index}`) ? hints[name]?.[index] : undefined;
  return pool && choices.pick(pool);
}
