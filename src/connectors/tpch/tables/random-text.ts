import { RowRandomInt } from '../random/row-random.ts';
import { textPoolPiece, textPoolSize } from '../text/text-pool.ts';
import type { RowSequence } from './row-sequence.ts';

/**
 * Comments of a table: pieces of the text pool at random offsets, of random length (TPC-H specification, clause 4.2.2.10).
 * @param averageLength the lengths are 0.4 to 1.6 times that, in bytes
 */
export function randomText(
  rows: RowSequence,
  seed: number,
  averageLength: number,
  textsPerRow = 1,
): () => string {
  const random = rows.random(new RowRandomInt(seed, 2 * textsPerRow));
  const min = Math.trunc(averageLength * 0.4);
  const max = Math.trunc(averageLength * 1.6);
  return () => {
    const offset = random.next(0, textPoolSize - max);
    return textPoolPiece(offset, random.next(min, max));
  };
}
