import { RowRandomInt } from '../random/row-random.ts';
import { RowRandomLong } from '../random/row-random-long.ts';
import type { RowSequence } from './row-sequence.ts';

/** Whole numbers, both bounds included. @param perGroup how many a group draws at the most */
export function randomInteger(
  rows: RowSequence,
  seed: number,
  lower: number,
  upper: number,
  perGroup = 1,
): () => number {
  const random = rows.random(new RowRandomInt(seed, perGroup));
  return () => random.next(lower, upper);
}

/** From this scale on the benchmark draws keys of 64 bits. */
const wideScaleFactor = 30_000;

/** Keys of another table, from 1. */
export function randomKey(
  rows: RowSequence,
  seed: number,
  upper: number,
  scaleFactor: number,
  perGroup = 1,
): () => number {
  if (scaleFactor < wideScaleFactor) return randomInteger(rows, seed, 1, upper, perGroup);
  const random = rows.random(new RowRandomLong(seed, perGroup));
  return () => random.next(1, upper);
}

/** Words, all as likely. */
export function randomWord(
  rows: RowSequence,
  seed: number,
  words: readonly string[],
  perGroup = 1,
): () => string {
  const random = rows.random(new RowRandomInt(seed, perGroup));
  return () => words[random.next(0, words.length - 1)] ?? '';
}

/** So many different words in a row: the first of a shuffled list (TPC-H specification, clause 4.2.3: P_NAME). */
export function randomWords(
  rows: RowSequence,
  seed: number,
  count: number,
  words: readonly string[],
): () => string {
  const random = rows.random(new RowRandomInt(seed, words.length));
  return () => {
    const shuffled = [...words];
    for (let i = 0; i < count; i++) {
      const other = random.next(i, shuffled.length - 1);
      const word = shuffled[i] ?? '';
      shuffled[i] = shuffled[other] ?? '';
      shuffled[other] = word;
    }
    return shuffled.slice(0, count).join(' ');
  };
}

const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ,';

/** Addresses: 0.4 to 1.6 times the average length, five characters a draw. */
export function randomAddress(rows: RowSequence, seed: number, averageLength: number): () => string {
  const random = rows.random(new RowRandomInt(seed, 9));
  const min = Math.trunc(averageLength * 0.4);
  const max = Math.trunc(averageLength * 1.6);
  return () => {
    const length = random.next(min, max);
    let text = '';
    let bits = 0;
    for (let i = 0; i < length; i++) {
      if (i % 5 === 0) bits = random.nextOverflowed();
      text += alphabet.charAt(bits & 63);
      bits >>= 6;
    }
    return text;
  };
}

/** Phone numbers: the country's code says the nation (TPC-H specification, clause 4.2.2.9). */
export function randomPhone(rows: RowSequence, seed: number, nationKey: () => number): () => string {
  const random = rows.random(new RowRandomInt(seed, 3));
  return () => {
    const country = 10 + (nationKey() % 90);
    return `${country}-${random.next(100, 999)}-${random.next(100, 999)}-${random.next(1000, 9999)}`;
  };
}

/** A key with leading zeros, nine digits at the least. */
export function padKey(key: number): string {
  return String(key).padStart(9, '0');
}
