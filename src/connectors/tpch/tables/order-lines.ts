import { partsPerScale, partPrice } from './part.ts';
import { randomInteger, randomKey } from './random-values.ts';
import type { RowContext } from './keyed-table.ts';
import type { RowSequence } from './row-sequence.ts';
import { scaled } from './row-sequence.ts';

/** What orders and their lines share: both tables draw it from the same generators (TPC-H specification, clause 4.2.3). */

export const ordersPerScale = 1_500_000;
export const maxLines = 7;

/** Days since 1970-01-01 of the first day that orders can have, 1992-01-01, and of the benchmark's today, 1995-06-17. */
const firstDay = 8_035;
const today = 9_298;
const lastOrderDay = 2_405;

/** Keys of orders leave gaps: of 32 numbers the first eight are used. */
export function orderKey(order: number): number {
  const number = order + 1;
  return Math.floor(number / 8) * 32 + (number % 8);
}

export function orderDate(rows: RowSequence): () => number {
  const day = randomInteger(rows, 1_066_728_069, 0, lastOrderDay);
  return () => firstDay + day();
}

export function lineCount(rows: RowSequence): () => number {
  return randomInteger(rows, 1_434_868_289, 1, maxLines);
}

export function quantity(rows: RowSequence): () => number {
  return randomInteger(rows, 209_208_115, 1, 50, maxLines);
}

/** In hundredths. */
export function discount(rows: RowSequence): () => number {
  return randomInteger(rows, 554_590_007, 0, 10, maxLines);
}

/** In hundredths. */
export function tax(rows: RowSequence): () => number {
  return randomInteger(rows, 721_958_466, 0, 8, maxLines);
}

/** Days from the order to the shipment. */
export function shipDelay(rows: RowSequence): () => number {
  return randomInteger(rows, 1_769_349_045, 1, 121, maxLines);
}

export function linePart({ rows, scaleFactor }: RowContext): () => number {
  return randomKey(rows, 1_808_217_256, scaled(partsPerScale, scaleFactor), scaleFactor, maxLines);
}

/** What a line costs before discount and tax, in cents. */
export function linePrice(partKey: number, pieces: number): number {
  return partPrice(partKey) * pieces;
}

export function isInPast(day: number): boolean {
  return day <= today;
}

/** How many lines all orders have together: only their counts are drawn. */
export function countLines(context: RowContext, orders: number): number {
  const lines = lineCount(context.rows);
  let total = 0;
  for (let i = 0; i < orders; i++) total += lines();
  return total;
}
