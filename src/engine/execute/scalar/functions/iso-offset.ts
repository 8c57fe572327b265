import { TrinoError } from '../../../errors/trino-error.ts';
import { offsetKey } from '../../../values/time-zone-key.ts';

/** Where an offset of a time zone ends in its text, and how far it is from UTC; undefined where it doesn't go on as it has to. */
export interface IsoOffset {
  readonly end: number;
  readonly millis: number | undefined;
}

/**
 * Reads `Z`, or `+HH`, `+HH:mm`, `+HH:mm:ss`, `+HH:mm:ss.SSS`, the same without separators.
 * @returns undefined where none starts
 */
export function readOffset(text: string, at: number): IsoOffset | undefined {
  if (/^z/i.test(text.slice(at))) return { end: at + 1, millis: 0 };
  const start = /^([+-])([01]\d|2[0-3])/.exec(text.slice(at));
  if (start === null) return undefined;
  const [all, sign, hours] = start;
  let end = at + all.length;
  let millis = Number(hours) * 3_600_000;
  const offset = (): IsoOffset => ({ end, millis: sign === '-' ? -millis : millis });
  const separated = text[end] === ':';
  for (const [separator, digits, unit] of parts) {
    const found = new RegExp(`^${separated ? separator : ''}(\\d*)`).exec(text.slice(end));
    if (found === null) return offset();
    const number = (found[1] as string).slice(0, digits.most);
    if (number === '' && !separated) return offset();
    end += found[0].length - (found[1] as string).length;
    if (number.length < digits.least || (unit !== 1 && Number(number) > 59))
      return { end, millis: undefined };
    end += number.length;
    millis += unit === 1 ? Number(number.padEnd(3, '0')) : Number(number) * unit;
  }
  return offset();
}

/** What may follow the hours: separator, digits, ms of one. */
const parts = [
  [':', { least: 2, most: 2 }, 60_000],
  [':', { least: 2, most: 2 }, 1000],
  ['[.,]', { least: 1, most: 3 }, 1],
] as const;

/** The zone of an offset in ms. @throws TrinoError NOT_SUPPORTED beyond 14 hours and between minutes */
export function zoneOfOffset(millis: number): number {
  const minutes = millis / 60_000;
  if (Number.isInteger(minutes) && Math.abs(minutes) <= 14 * 60) return offsetKey(minutes);
  const [, hours, rest, seconds, ticks] = /T(\d\d):(\d\d):(\d\d)(\.\d+)/.exec(
    new Date(Math.abs(millis)).toISOString(),
  ) as RegExpExecArray;
  const small = ticks !== '.000' ? `:${seconds}${ticks}` : seconds !== '00' ? `:${seconds}` : '';
  throw new TrinoError(
    'NOT_SUPPORTED',
    `Time zone not supported: ${millis < 0 ? '-' : '+'}${hours}:${rest}${small}`,
  );
}
