import { RowRandomInt } from '../random/row-random.ts';
import { TextPool, textPoolSize } from '../text/text-pool.ts';
import type { RowSequence } from './row-sequence.ts';
import type { TextCell } from './table.ts';

/**
 * Comments of a table: pieces of the text pool at random offsets, of random length (TPC-H specification, clause 4.2.2.10).
 * @param averageLength the lengths are 0.4 to 1.6 times that, in bytes
 */
export function randomText(
  rows: RowSequence,
  seed: number,
  averageLength: number,
  textsPerRow = 1,
): TextCell {
  const random = rows.random(new RowRandomInt(seed, 2 * textsPerRow));
  const min = Math.trunc(averageLength * 0.4);
  const max = Math.trunc(averageLength * 1.6);
  const pool = new TextPool();
  const draw = (): readonly [from: number, length: number] => [
    random.next(0, textPoolSize - max),
    random.next(min, max),
  ];
  return Object.assign(() => pool.piece(...draw()), { draw });
}
