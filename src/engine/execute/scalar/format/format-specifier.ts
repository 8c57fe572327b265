/** A piece of a format string: text as it is, or what becomes of an argument. */
export type FormatPart = string | FormatSpecifier;

export interface FormatSpecifier {
  /** As written. */
  readonly text: string;
  /** From 1; undefined for the next one, or with the flag `<` the last one again. */
  readonly index: number | undefined;
  readonly flags: string;
  readonly width: number | undefined;
  readonly precision: number | undefined;
  /** In lower case, but for times: their letter as it is. */
  readonly conversion: string;
  readonly isTime: boolean;
  readonly upper: boolean;
}

/** Fails with what Java's exception says. @param kind the exception's name, without its end */
export type FormatFailure = (kind: string, message: string) => Error;

const flagSigns = '-#+ 0,(<';
const maxInteger = 2147483647;

/** Reads a format string of Java's Formatter, all of it, so that errors in it come before those of arguments. */
export function parseFormat(pattern: string, fail: FormatFailure): readonly FormatPart[] {
  const parts: FormatPart[] = [];
  let at = 0;
  while (at < pattern.length) {
    const start = pattern.indexOf('%', at);
    if (start < 0) {
      parts.push(pattern.slice(at));
      break;
    }
    if (start > at) parts.push(pattern.slice(at, start));
    const specifier = parseSpecifier(pattern, start, fail);
    checkSpecifier(specifier, fail);
    parts.push(specifier);
    at = start + specifier.text.length;
  }
  return parts;
}

function parseSpecifier(pattern: string, start: number, fail: FormatFailure): FormatSpecifier {
  let at = start + 1;
  const unknown = (what: string): Error => fail('UnknownFormatConversion', `Conversion = '${what}'`);
  const peek = (): string => {
    const character = pattern.charAt(at);
    if (character === '') throw unknown(pattern.charAt(pattern.length - 1));
    return character;
  };
  const digits = (): string => {
    const found = /^\d*/.exec(pattern.slice(at))?.[0] ?? '';
    at += found.length;
    return found;
  };
  peek();
  let index: number | undefined;
  let width: string | undefined;
  const first = /^(\d+)\$/.exec(pattern.slice(at));
  if (first !== null) {
    index = Number(first[1]);
    if (index > maxInteger)
      throw fail('IllegalFormatArgumentIndex', 'Format argument index: (not representable as int)');
    if (index === 0) throw fail('IllegalFormatArgumentIndex', 'Illegal format argument index = 0');
    at += first[0].length;
  }
  let flags = '';
  while (flagSigns.includes(peek())) {
    const flag = peek();
    if (flags.includes(flag)) throw fail('DuplicateFormatFlags', `Flags = '${flag}'`);
    flags += flag;
    at++;
  }
  width = digits();
  if (width === '') width = undefined;
  if (width !== undefined && Number(width) > maxInteger) throw fail('IllegalFormatWidth', '-2147483648');
  let precision: string | undefined;
  if (peek() === '.') {
    at++;
    precision = digits();
    if (precision === '') throw unknown('.');
    if (Number(precision) > maxInteger) throw fail('IllegalFormatPrecision', '-2147483648');
  }
  let letter = peek();
  at++;
  const isTime = letter === 't' || letter === 'T';
  const upper = /[A-Z]/.test(letter);
  if (isTime) {
    letter = pattern.charAt(at);
    if (letter === '') throw unknown(pattern.charAt(at - 1));
    at++;
  }
  if (!isTime && !/^[bBhHsScCdoxXeEfgGaA%n]$/.test(letter)) throw unknown(letter);
  if (isTime && !/^[HIklMNLQpszZSaAbBhCdejmyYDFTrRc]$/.test(letter))
    throw unknown(`${pattern.charAt(at - 2)}${letter}`);
  return {
    text: pattern.slice(start, at),
    index,
    flags: flagSigns.replace(/./g, (flag) => (flags.includes(flag) ? flag : '')),
    width: width === undefined ? undefined : Number(width),
    precision: precision === undefined ? undefined : Number(precision),
    conversion: isTime ? letter : letter.toLowerCase(),
    isTime,
    upper,
  };
}

function checkSpecifier(specifier: FormatSpecifier, fail: FormatFailure): void {
  const { flags, width, precision, conversion, isTime, text } = specifier;
  const refuse = (bad: string): void => {
    for (const flag of bad)
      if (flags.includes(flag))
        throw fail('FormatFlagsConversionMismatch', `Conversion = ${conversion}, Flags = ${flag}`);
  };
  const needWidth = (signs: '-' | '-0'): void => {
    if (width === undefined && (signs === '-' ? /-/ : /[-0]/).test(flags))
      throw fail('MissingFormatWidth', text);
  };
  const noPrecision = (): void => {
    if (precision !== undefined) throw fail('IllegalFormatPrecision', String(precision));
  };
  const illegal = (): Error => fail('IllegalFormatFlags', `Flags = '${flags}'`);
  const numeric = (): void => {
    needWidth('-0');
    if ((flags.includes('+') && flags.includes(' ')) || (flags.includes('-') && flags.includes('0')))
      throw illegal();
  };
  if (isTime || conversion === 'c') {
    noPrecision();
    refuse('#+ 0,(');
    needWidth('-');
    return;
  }
  switch (conversion) {
    case 's':
    case 'b':
    case 'h':
      if (conversion !== 's') refuse('#');
      needWidth('-');
      refuse('+ 0,(#');
      return;
    case 'd':
    case 'o':
    case 'x':
      numeric();
      noPrecision();
      refuse(conversion === 'd' ? '#' : ',');
      return;
    case 'f':
    case 'e':
    case 'g':
    case 'a':
      numeric();
      refuse({ f: '', e: ',', g: '#', a: '(,' }[conversion]);
      return;
    case '%':
      noPrecision();
      if (flags !== '' && flags !== '-') throw illegal();
      needWidth('-');
      return;
    default:
      noPrecision();
      if (width !== undefined) throw fail('IllegalFormatWidth', String(width));
      if (flags !== '') throw illegal();
  }
}
