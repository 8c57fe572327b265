import { TrinoError } from '../../../errors/trino-error.ts';
import { formatOffset, timeZoneKey, timeZoneName } from '../../../values/time-zone-key.ts';
import { readOffset, zoneOfOffset } from './iso-offset.ts';
import { zoneDisplayName } from '../../../values/zone-display-names.ts';
import { zoneOffsetMillis } from '../../../values/time-zone-rules.ts';
import { invalidArgument } from './function-body.ts';
import { localOfFields, readField } from './time-fields.ts';
import { dayNames, monthNames } from './time-pattern.ts';
import type { PatternPiece, TimeField } from './time-pattern.ts';

/**
 * A local time by a pattern.
 * @param millis local, since 1970
 * @param zone key of the zone it is in
 */
export function formatTimePattern(pieces: readonly PatternPiece[], millis: number, zone: number): string {
  let text = '';
  for (const piece of pieces) text += formatPiece(piece, millis, zone);
  return text;
}

function formatPiece(piece: PatternPiece, millis: number, zone: number): string {
  switch (piece.kind) {
    case 'literal':
      return piece.text;
    case 'number':
      return padded(readField(piece.field, millis), piece.least);
    case 'century':
      return String(Math.trunc(Math.abs(readField('year', millis)) / 100));
    case 'era':
      return readField('year', millis) > 0 ? 'AD' : 'BC';
    case 'name': {
      const name = nameOf(piece.field, readField(piece.field, millis));
      return piece.short ? name.slice(0, 3) : name;
    }
    case 'fraction':
      return padded(readField('millisOfSecond', millis), 3).padEnd(piece.least, '0').slice(0, piece.most);
    case 'twoDigits':
      return padded(Math.abs(readField(piece.field, millis)) % 100, 2);
    case 'zone':
      return formatZone(piece.form, millis, zone);
    default:
      throw new Error(`Unknown piece ${String(piece satisfies never)}`);
  }
}

function padded(value: number, digits: number): string {
  const text = String(Math.abs(value)).padStart(digits, '0');
  return value < 0 ? `-${text}` : text;
}

function nameOf(field: 'monthOfYear' | 'dayOfWeek' | 'halfdayOfDay', value: number): string {
  if (field === 'halfdayOfDay') return value === 0 ? 'AM' : 'PM';
  return (field === 'monthOfYear' ? monthNames : dayNames)[value - 1] ?? '';
}

type ZoneForm = Extract<PatternPiece, { readonly kind: 'zone' }>['form'];

function formatZone(form: ZoneForm, local: number, zone: number): string {
  const guess = local - zoneOffsetMillis(zone, local);
  const instant = local - zoneOffsetMillis(zone, guess);
  const minutes = Math.trunc(zoneOffsetMillis(zone, instant) / 60_000);
  const name = timeZoneName(zone) ?? 'UTC';
  switch (form) {
    case 'offset':
      return formatOffset(minutes).replace(':', '');
    case 'colonOffset':
      return formatOffset(minutes);
    case 'id':
      return name;
    case 'shortName':
    case 'longName': {
      if (/^[+-]/.test(name)) return name;
      const style = form === 'shortName' ? 'short' : 'long';
      const known = zoneDisplayName(zone, instant, style);
      if (known !== undefined) return known;
      const parts = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: style }).formatToParts(
        instant,
      );
      return parts.find(({ type }) => type === 'timeZoneName')?.value ?? name;
    }
    default:
      throw new Error(`Unknown form ${form satisfies never as string}`);
  }
}

/** What a text says by a pattern. */
export interface ParsedTime {
  /** Local, ms since 1970. */
  readonly millis: number;
  /** Key of the zone that the text names. */
  readonly zone: number | undefined;
}

/** @throws TrinoError INVALID_FUNCTION_ARGUMENT in Joda's words */
export function parseTimePattern(pieces: readonly PatternPiece[], text: string): ParsedTime {
  if (pieces.some((piece) => piece.kind === 'zone' && piece.form === 'longName'))
    throw new TrinoError('GENERIC_INTERNAL_ERROR', 'Parsing not supported');
  const fields = new Map<TimeField, number>();
  let zone: number | undefined;
  let at = 0;
  for (const piece of pieces) {
    const read = readPiece(piece, text, at);
    if (read === undefined) throw invalidArgument(malformed(text, at));
    if ('failsAt' in read) throw invalidArgument(malformed(text, at + read.failsAt));
    if (read.field !== undefined) fields.set(read.field, read.value);
    if (read.zone !== undefined) zone = read.zone;
    at += read.length;
  }
  if (at < text.length) throw invalidArgument(malformed(text, at));
  try {
    return { millis: localOfFields(fields), zone };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw invalidArgument(`Cannot parse "${text}": ${error.message}`);
  }
}

/** Joda's words for a text that doesn't fit from a place on. */
export function malformed(text: string, at: number): string {
  const sample = text.length <= at + 35 ? text : `${text.slice(0, at + 32)}...`;
  if (at <= 0) return `Invalid format: "${sample}"`;
  if (at >= text.length) return `Invalid format: "${sample}" is too short`;
  return `Invalid format: "${sample}" is malformed at "${sample.slice(at)}"`;
}

interface ReadPiece {
  readonly length: number;
  readonly field?: TimeField;
  readonly value: number;
  readonly zone?: number;
}

/** Where in its own text a piece isn't as it has to be. */
interface Misfit {
  readonly failsAt: number;
}

function readPiece(piece: PatternPiece, text: string, at: number): ReadPiece | Misfit | undefined {
  const rest = text.slice(at);
  switch (piece.kind) {
    case 'literal':
      return rest.slice(0, piece.text.length).toLowerCase() === piece.text.toLowerCase()
        ? { length: piece.text.length, value: 0 }
        : undefined;
    case 'number': {
      const signed = piece.field === 'year' || piece.field === 'weekyear';
      const digits = new RegExp(`^${signed ? '[+-]?' : ''}\\d{1,${piece.most}}`).exec(rest)?.[0];
      return digits === undefined
        ? undefined
        : { length: digits.length, field: piece.field, value: Number(digits) };
    }
    case 'twoDigits': {
      const digits = /^\d{2}/.exec(rest)?.[0];
      if (digits === undefined) return undefined;
      const low = piece.pivot - 50;
      return { length: 2, field: piece.field, value: low + ((((Number(digits) - low) % 100) + 100) % 100) };
    }
    case 'century': {
      const digits = /^\d+/.exec(rest)?.[0];
      return digits === undefined
        ? undefined
        : { length: digits.length, field: 'year', value: Number(digits) * 100 };
    }
    case 'fraction': {
      const digits = new RegExp(`^\\d{0,${piece.most}}`).exec(rest)?.[0] ?? '';
      return {
        length: digits.length,
        field: 'millisOfSecond',
        value: Number(digits.padEnd(3, '0').slice(0, 3)),
      };
    }
    case 'era': {
      const era = /^(?:AD|BC|CE|BCE)/i.exec(rest)?.[0];
      return era === undefined ? undefined : { length: era.length, value: 0 };
    }
    case 'name':
      return readName(piece.field, rest);
    case 'zone':
      return readZone(piece.form, rest);
    default:
      throw new Error(`Unknown piece ${String(piece satisfies never)}`);
  }
}

function readName(field: 'monthOfYear' | 'dayOfWeek' | 'halfdayOfDay', rest: string): ReadPiece | undefined {
  const names = field === 'halfdayOfDay' ? ['AM', 'PM'] : field === 'monthOfYear' ? monthNames : dayNames;
  const first = field === 'halfdayOfDay' ? 0 : 1;
  const lower = rest.toLowerCase();
  for (const short of [false, true]) {
    const found = names.findIndex((name) =>
      lower.startsWith((short ? name.slice(0, 3) : name).toLowerCase()),
    );
    if (found >= 0) {
      const name = names[found] ?? '';
      return { length: short ? Math.min(3, name.length) : name.length, field, value: found + first };
    }
  }
  return undefined;
}

/** The short names that Joda-Time reads, whatever zones are called so. */
const readNames = {
  UT: 'UTC',
  UTC: 'UTC',
  GMT: 'UTC',
  EST: 'America/New_York',
  EDT: 'America/New_York',
  CST: 'America/Chicago',
  CDT: 'America/Chicago',
  MST: 'America/Denver',
  MDT: 'America/Denver',
  PST: 'America/Los_Angeles',
  PDT: 'America/Los_Angeles',
} as const;

function readShortName(rest: string): ReadPiece | undefined {
  const names = Object.keys(readNames).filter((name) => rest.startsWith(name)) as (keyof typeof readNames)[];
  const [longest] = names.sort((a, b) => b.length - a.length);
  const zone = longest && timeZoneKey(readNames[longest]);
  return longest === undefined || zone === undefined ? undefined : { length: longest.length, value: 0, zone };
}

function readZone(form: ZoneForm, rest: string): ReadPiece | Misfit | undefined {
  if (form === 'shortName') return readShortName(rest);
  if (form === 'id') return readZoneId(rest);
  const offset = /^z[a-z]/i.test(rest) ? undefined : readOffset(rest, 0);
  if (offset === undefined) return undefined;
  if (offset.millis === undefined) return { failsAt: offset.end };
  return { length: offset.end, value: 0, zone: zoneOfOffset(offset.millis) };
}

/** The longest name of a zone that a text begins with, in its own case. */
function readZoneId(rest: string): ReadPiece | undefined {
  const name = /^[A-Za-z][\w/+-]*/.exec(rest)?.[0] ?? '';
  for (let length = name.length; length > 0; length--) {
    const text = name.slice(0, length);
    const key = timeZoneKey(text);
    const known = key === undefined ? undefined : timeZoneName(key);
    if (known === text || (known !== undefined && known.toLowerCase() !== text.toLowerCase()))
      return { length, value: 0, zone: key as number };
  }
  return undefined;
}
