import { RandomInt } from '../random/random-int.ts';
import { nextSentence } from './sentence.ts';
import { checkpointCount, checkpointDistance, checkpoints } from './text-pool-checkpoints.ts';

/** Size of the text that comments are cut from, bytes (all of it ASCII). */
export const textPoolSize = 300 * 1024 * 1024;

/**
 * A piece of the benchmark's 300 MB of text. The text is never held: it is made again from the checkpoint before the piece,
 * which knows the random number generator's state at the start of a sentence.
 * @param start offset of the first byte @param length bytes
 * @throws RangeError beyond the end of the pool
 */
export function textPoolPiece(start: number, length: number): string {
  if (start < 0 || start + length > textPoolSize) {
    throw new RangeError(`bytes ${start} to ${start + length} are beyond the text pool of ${textPoolSize}`);
  }
  const { offset, seed } = checkpointBefore(start);
  const random = new RandomInt(seed);
  let at = offset;
  let text = '';
  while (at + text.length < start + length) {
    // Sentences before the piece are only counted.
    if (at + text.length <= start) {
      at += text.length;
      text = '';
    }
    text += nextSentence(random);
  }
  return text.slice(start - at, start - at + length);
}

/** The last sentence start known that isn't behind `position`. */
function checkpointBefore(position: number): { readonly offset: number; readonly seed: number } {
  let index = Math.min(Math.floor(position / checkpointDistance), checkpointCount - 1);
  // A checkpoint is the first sentence start at or after its mark, so it may lie behind the position.
  if (checkpoint(index).offset > position) index--;
  return checkpoint(index);
}

const entryBytes = 6;
let table: Buffer | undefined;

function checkpoint(index: number): { readonly offset: number; readonly seed: number } {
  table ??= Buffer.from(checkpoints, 'base64');
  const at = index * entryBytes;
  return { offset: index * checkpointDistance + table.readUInt16LE(at), seed: table.readUInt32LE(at + 2) };
}
