import { TrinoError } from '../../../errors/trino-error.ts';
import { parseIpAddress } from '../../../values/parse-address.ts';
import type { Value } from '../value.ts';
import { wordStem } from '../word-stem.ts';
import { body, invalidArgument } from './function-body.ts';
import type { FunctionBodies } from './function-body.ts';

/** Functions on text and bytes that DuckDB has otherwise (functions/string-functions.ts, functions/text-functions.ts), some by id. */
export const textBodies: FunctionBodies = {
  normalize: body((text: string, form: string) => {
    if (!/^NFK?[CD]$/.test(form))
      throw invalidArgument('Normalization form must be one of [NFD, NFC, NFKD, NFKC]');
    return text.normalize(form);
  }),
  current_groups: body(() => []),
  soundex: body((text: string) => soundex(text)),
  'substr(varbinary,bigint):varbinary': body((bytes: Uint8Array, start: bigint) => slice(bytes, start)),
  'substr(varbinary,bigint,bigint):varbinary': body((bytes: Uint8Array, start: bigint, length: bigint) =>
    slice(bytes, start, length),
  ),
  'reverse(varbinary):varbinary': body((bytes: Uint8Array) => Uint8Array.from(bytes).reverse()),
  'lpad(varbinary,bigint,varbinary):varbinary': body((bytes: Uint8Array, size: bigint, by: Uint8Array) => {
    const missing = padding(bytes, size, by);
    return missing === undefined ? bytes.subarray(0, Number(size)) : Buffer.concat([missing, bytes]);
  }),
  'rpad(varbinary,bigint,varbinary):varbinary': body((bytes: Uint8Array, size: bigint, by: Uint8Array) => {
    const missing = padding(bytes, size, by);
    return missing === undefined ? bytes.subarray(0, Number(size)) : Buffer.concat([bytes, missing]);
  }),
  'strpos(varchar(x),varchar(y),bigint):bigint': body((text: string, part: string, instance: bigint) =>
    nthPosition(text, part, instance),
  ),
  'from_utf8(varbinary,bigint):varchar': body((bytes: Uint8Array, replacement: bigint) => {
    if (replacement > 0x10ffffn || (replacement >= 0xd800n && replacement <= 0xdfffn))
      throw invalidArgument('Invalid replacement character');
    // Stock takes the low 32 bits, and fails where they are no character only when it needs one.
    const point = Number(BigInt.asUintN(32, replacement));
    if (point <= 0x10ffff) return decodeUtf8(bytes, String.fromCodePoint(point));
    const text = decodeUtf8(bytes, '');
    if (Buffer.from(text).equals(bytes)) return text;
    const shown = point.toString(16).toUpperCase();
    throw new TrinoError('GENERIC_INTERNAL_ERROR', `Invalid code point 0x${shown}`);
  }),
  'from_utf8(varbinary,varchar(x)):varchar': body((bytes: Uint8Array, replacement: string) => {
    if (Array.from(replacement).length > 1) {
      throw invalidArgument('Replacement character string must empty or a single character');
    }
    return decodeUtf8(bytes, replacement);
  }),
  'word_stem(varchar(x)):varchar(x)': body((word: string) => wordStem(word, 'en')),
  word_stem: body((word: string, language: string) => wordStem(word, language)),
  format_number: body((value: Value) => formatNumber(value as number | bigint)),
  parse_data_size: body((text: string) => parseDataSize(text)),
  parse_presto_data_size: body((text: string) => parseDataSize(text)),
  'contains(varchar,ipaddress):boolean': body((network: string, address: Uint8Array) =>
    containsAddress(network, address),
  ),
  cosine_similarity: body((left: { keys: readonly Value[]; values: readonly Value[] }, right: typeof left) =>
    cosine(left, right),
  ),
};

function slice(bytes: Uint8Array, start: bigint, length?: bigint): Uint8Array {
  if (start === 0n || (length !== undefined && length <= 0n)) return new Uint8Array(0);
  const size = BigInt(bytes.length);
  const from = start > 0n ? start - 1n : size + start;
  if (from < 0n || from >= size) return new Uint8Array(0);
  const end = length === undefined || from + length > size ? size : from + length;
  return bytes.subarray(Number(from), Number(end));
}

/** What has to be put beside bytes to make them so long. @returns undefined when they are long enough */
function padding(bytes: Uint8Array, size: bigint, by: Uint8Array): Uint8Array | undefined {
  if (size < 0n || size > 2147483647n)
    throw invalidArgument(`Target length must be in the range [0..2147483647]`);
  if (by.length === 0) throw invalidArgument('Padding bytes must not be empty');
  const missing = Number(size) - bytes.length;
  if (missing <= 0) return undefined;
  if (missing > 256 * 1024 * 1024) throw invalidArgument('Padding is too long');
  return Buffer.alloc(missing, by);
}

function nthPosition(text: string, part: string, instance: bigint): bigint {
  if (instance === 0n || instance === -(2n ** 63n))
    throw invalidArgument("'instance' must be a positive or negative number.");
  if (part === '') return 1n;
  let at = instance > 0n ? -1 : text.length;
  for (let left = instance < 0n ? -instance : instance; left > 0n; left--) {
    if (instance < 0n && at === 0) return 0n;
    at = instance > 0n ? text.indexOf(part, at + 1) : text.lastIndexOf(part, at - 1);
    if (at < 0) return 0n;
  }
  return BigInt(Array.from(text.slice(0, at)).length + 1);
}

/** A replacement for each sequence of bytes that is no character, as the standard counts them. */
function decodeUtf8(bytes: Uint8Array, replacement: string): string {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  if (!text.includes('\ufffd')) return text;
  let result = '';
  let at = 0;
  for (const character of text) {
    if (character === '\ufffd') {
      const isReal = bytes[at] === 0xef && bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd;
      result += isReal ? character : replacement;
      at += isReal ? 3 : invalidLength(bytes, at);
    } else {
      result += character;
      at += Buffer.byteLength(character);
    }
  }
  return result;
}

function invalidLength(bytes: Uint8Array, at: number): number {
  for (let length = 3; length > 1; length--) {
    const part = bytes.subarray(at, at + length);
    if (part.length === length && new TextDecoder().decode(part) === '\ufffd') return length;
  }
  return 1;
}

const soundexCodes = '01230120022455012623010202';

/** American Soundex: letters of the same sound beside each other count once, also around H and W. */
function soundex(text: string): string {
  const letters: string[] = [];
  for (const character of text) {
    if (/\p{L}/u.test(character)) letters.push(character.toUpperCase());
  }
  const word = letters.join('');
  for (const character of word) {
    if (!/[A-Z]/.test(character)) {
      throw invalidArgument(
        `The character is not mapped: ${character} (index=${character.charCodeAt(0) - 65})`,
      );
    }
  }
  if (word === '') return '';
  let code = word[0] ?? '';
  let last = soundexCodes[word.charCodeAt(0) - 65];
  for (let index = 1; index < word.length && code.length < 4; index++) {
    const letter = word[index];
    if (letter === 'H' || letter === 'W') continue;
    const digit = soundexCodes[word.charCodeAt(index) - 65];
    if (digit !== '0' && digit !== last) code += digit ?? '';
    last = digit;
  }
  return code.padEnd(4, '0');
}

const magnitudes = ['', 'K', 'M', 'B', 'T', 'Q'];

/** Three digits and a letter for the thousands. Doubles are cut to whole numbers first, as stock does. */
function formatNumber(value: number | bigint): string {
  const whole = typeof value === 'bigint' ? value : saturated(value);
  if (whole === -(2n ** 63n)) return '-9223.37Q';
  let scaled = Math.abs(Number(whole));
  let magnitude = 0;
  while (scaled >= 1000 && magnitude < magnitudes.length - 1) {
    scaled /= 1000;
    magnitude++;
  }
  // What is negative has two places always.
  const places = whole < 0n || scaled < 10 ? 2 : scaled < 100 ? 1 : 0;
  const text = String(Number(halfEven(scaled, places)));
  return `${whole < 0n ? '-' : ''}${text}${magnitudes[magnitude] ?? ''}`;
}

/** A double as Java cuts it to 64 bits. */
function saturated(value: number): bigint {
  if (Number.isNaN(value)) return 0n;
  if (Math.abs(value) < 2 ** 63) return BigInt(Math.trunc(value));
  return value > 0 ? 2n ** 63n - 1n : -(2n ** 63n);
}

function halfEven(value: number, places: number): string {
  const factor = 10 ** places;
  const floor = Math.floor(value * factor);
  const rest = value * factor - floor;
  const rounded = rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
  return (rounded / factor).toFixed(places);
}

const sizeUnits = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB', 'YB'];

function parseDataSize(text: string): bigint {
  const match = /^(\d+(?:\.\d+)?)([a-zA-Z]+)$/.exec(text);
  const power = sizeUnits.indexOf(match?.[2] ?? '');
  if (match === null || power < 0) throw invalidArgument(`Invalid data size: '${text}'`);
  const [whole = '', fraction = ''] = (match[1] ?? '').split('.');
  const bytes = (BigInt(whole + fraction) << BigInt(10 * power)) / 10n ** BigInt(fraction.length);
  if (bytes >= 10n ** 38n)
    throw new TrinoError('NUMERIC_VALUE_OUT_OF_RANGE', `Value out of range: '${text}' ('${bytes}B')`);
  return bytes;
}

function containsAddress(network: string, address: Uint8Array): boolean {
  const slash = network.indexOf('/');
  if (slash < 0) throw invalidArgument('Invalid CIDR');
  const base = parseIpAddress(network.slice(0, slash));
  if (base === undefined) throw invalidArgument('Invalid network IP address');
  const isFour = !network.slice(0, slash).includes(':');
  const length = /^\d{1,3}$/.test(network.slice(slash + 1)) ? Number(network.slice(slash + 1)) : -1;
  if (length < 0) throw invalidArgument('Invalid prefix length');
  if (length > (isFour ? 32 : 128)) throw invalidArgument('Invalid CIDR');
  const bits = BigInt(isFour ? 96 + length : length);
  const shift = 128n - bits;
  // A network of four bytes has no bits behind its prefix; stock doesn't look at those of longer ones.
  if (isFour && (number(base) & ((1n << shift) - 1n)) !== 0n) throw invalidArgument('Invalid CIDR');
  return number(base) >> shift === number(address) >> shift;
}

function number(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}

interface Vector {
  readonly keys: readonly Value[];
  readonly values: readonly Value[];
}

function cosine(left: Vector, right: Vector): number | null {
  if ([...left.values, ...right.values].includes(null)) return null;
  const at = new Map(right.keys.map((key, index) => [key, right.values[index] as number]));
  const length = ({ values }: Vector): number =>
    Math.sqrt(values.reduce<number>((sum, value) => sum + (value as number) ** 2, 0));
  const product = left.keys.reduce<number>((sum, key, index) => {
    const other = at.get(key);
    return other === undefined ? sum : sum + (left.values[index] as number) * other;
  }, 0);
  return product / (length(left) * length(right));
}
