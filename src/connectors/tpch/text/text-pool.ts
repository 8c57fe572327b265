import { RandomInt } from '../random/random-int.ts';
import { nextSentence, skipSentence } from './sentence.ts';
import { checkpointCount, checkpointDistance, checkpoints } from './text-pool-checkpoints.ts';

/** Size of the text that comments are cut from, bytes (all of it ASCII). */
export const textPoolSize = 300 * 1024 * 1024;

/**
 * A piece of the benchmark's 300 MB of text. The text is never held: it is made again from a sentence before the piece, of
 * which the random number generator's state is known.
 * @param start offset of the first byte @param length bytes
 * @throws RangeError beyond the end of the pool
 */
export function textPoolPiece(start: number, length: number): string {
  if (start < 0 || start + length > textPoolSize) {
    throw new RangeError(`bytes ${start} to ${start + length} are beyond the text pool of ${textPoolSize}`);
  }
  const from = sentenceBefore(start);
  const random = new RandomInt(from.seed);
  let at = from.offset;
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

/** A place in the text where a sentence starts. */
interface SentenceStart {
  readonly offset: number;
  readonly seed: number;
}

/** Bytes between the sentence starts that are noted when a stretch between two checkpoints is read for the first time. */
const markDistance = 256;
const marksPerStretch = checkpointDistance / markDistance;

/**
 * Sentence starts within a stretch: the last one not behind each mark, as distances from the stretch's beginning (-1: it lies before
 * the stretch) and states. A whole pool of marks is about 10 MB.
 */
interface Stretch {
  readonly offsets: Int32Array;
  readonly seeds: Uint32Array;
}

const stretches: (Stretch | undefined)[] = [];

/** A sentence start at or before a position, not far from it. */
function sentenceBefore(position: number): SentenceStart {
  const index = Math.min(Math.floor(position / checkpointDistance), checkpointCount - 1);
  const stretch = (stretches[index] ??= readStretch(index));
  const begin = index * checkpointDistance;
  const mark = Math.min(Math.floor((position - begin) / markDistance), marksPerStretch - 1);
  const offset = stretch.offsets[mark] ?? -1;
  // The stretch's first sentence may begin behind the position: then the one before has to do.
  if (offset < 0) return index === 0 ? checkpoint(0) : checkpointBefore(index, position);
  return { offset: begin + offset, seed: stretch.seeds[mark] ?? 0 };
}

function checkpointBefore(index: number, position: number): SentenceStart {
  const own = checkpoint(index);
  return own.offset <= position ? own : checkpoint(index - 1);
}

function readStretch(index: number): Stretch {
  const begin = index * checkpointDistance;
  const offsets = new Int32Array(marksPerStretch).fill(-1);
  const seeds = new Uint32Array(marksPerStretch);
  let { offset, seed } = checkpoint(index);
  const random = new RandomInt(seed);
  let mark = 0;
  let last: SentenceStart | undefined;
  while (mark < marksPerStretch) {
    // All marks before this sentence belong to the one before it.
    for (; mark < marksPerStretch && begin + mark * markDistance < offset; mark++) {
      if (last !== undefined) {
        offsets[mark] = last.offset - begin;
        seeds[mark] = last.seed;
      }
    }
    last = { offset, seed };
    offset += skipSentence(random);
    seed = random.seed;
  }
  return { offsets, seeds };
}

const entryBytes = 6;
let table: Buffer | undefined;

/** The first sentence start at or after a mark of the table. */
function checkpoint(index: number): SentenceStart {
  table ??= Buffer.from(checkpoints, 'base64');
  const at = index * entryBytes;
  return { offset: index * checkpointDistance + table.readUInt16LE(at), seed: table.readUInt32LE(at + 2) };
}
