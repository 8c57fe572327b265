import { formatDate } from '../values/date-text.ts';
import type { PlainBytes } from './json-bytes.ts';

const firstDay = -14_600;
const endDay = 36_525;
const textLength = '1970-01-01'.length;

/** Bytes of the texts of 1930 to 2069's days, made as they are asked for: the dates of a result repeat a lot. */
class KnownDates implements PlainBytes {
  readonly textLength = textLength;
  readonly bytes = Buffer.alloc((endDay - firstDay) * textLength);
  readonly view = new DataView(this.bytes.buffer, this.bytes.byteOffset, this.bytes.byteLength);

  /** @param days since 1970-01-01 @returns where the text is in `bytes`; undefined for days far from today */
  find(days: number): number | undefined {
    if (days < firstDay || days >= endDay) return undefined;
    const start = (days - firstDay) * textLength;
    if (this.bytes[start] === 0) this.bytes.write(formatDate(days), start, 'latin1');
    return start;
  }
}

export const knownDates = new KnownDates();
