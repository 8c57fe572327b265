import type { Vector } from '../../../engine/pages/vector.ts';
import { SentenceWriter } from './sentence.ts';
import { checkpointCount, checkpointDistance, checkpoints } from './text-pool-checkpoints.ts';

/** Size of the text that comments are cut from, bytes (all of it ASCII). */
export const textPoolSize = 300 * 1024 * 1024;

/** From this distance on it pays to pass sentences without writing them: most are shorter, 59 bytes on the average. */
const skipDistance = 96;

/**
 * Cuts pieces from the benchmark's 300 MB of text. The text is never held: it is made again from a sentence before the piece, of
 * which the random number generator's state is known. A piece by itself costs some 5 µs; many at once are cut in the order in which
 * they lie in the text, and cost less the more there are.
 */
export class TextPool {
  readonly #writer = new SentenceWriter();
  /** Where in the pool the text that the writer holds begins. */
  #base = 0;

  /** @throws RangeError beyond the end of the pool */
  piece(from: number, length: number): string {
    checkRange(from, length);
    this.#goBefore(from);
    this.#writeTo(from, from + length);
    const start = from - this.#base;
    return Buffer.from(this.#writer.bytes.buffer, start, length).toString('latin1');
  }

  /**
   * Many pieces, as a column.
   * @param froms offset of each piece's first byte in the pool @param lengths as many
   * @throws RangeError beyond the end of the pool
   */
  pieces(froms: Int32Array, lengths: Uint16Array): Vector {
    const count = froms.length;
    const offsets = new Int32Array(count + 1);
    for (let i = 0; i < count; i++) {
      checkRange(froms[i] as number, lengths[i] as number);
      offsets[i + 1] = (offsets[i] as number) + (lengths[i] as number);
    }
    const data = new Uint8Array(offsets[count] as number);
    const { order, starts } = sortByStretch(froms);
    for (let stretch = 0; stretch < checkpointCount; stretch++) {
      const first = starts[stretch] as number;
      const end = starts[stretch + 1] as number;
      if (first === end) continue;
      const inStretch = order
        .subarray(first, end)
        .sort((a, b) => (froms[a] as number) - (froms[b] as number));
      this.#goBefore(froms[inStretch[0] as number] as number);
      for (const i of inStretch) {
        const from = froms[i] as number;
        const length = lengths[i] as number;
        this.#writeTo(from, from + length);
        const { bytes } = this.#writer;
        const source = from - this.#base;
        const target = offsets[i] as number;
        for (let k = 0; k < length; k++) data[target + k] = bytes[source + k] as number;
      }
    }
    return { kind: 'bytes', offsets, data };
  }

  /** Goes to the last checkpoint at or before a position. */
  #goBefore(position: number): void {
    let index = Math.min(Math.floor(position / checkpointDistance), checkpointCount - 1);
    // A checkpoint is the first sentence behind its mark: that may begin behind the position.
    if (checkpointOffset(index) > position) index--;
    this.#base = checkpointOffset(index);
    this.#writer.seed = checkpointSeed(index);
    this.#writer.at = 0;
  }

  /** Makes the writer hold what is from `from` to `end`; what lies before may be dropped. */
  #writeTo(from: number, end: number): void {
    const writer = this.#writer;
    while (this.#base + writer.at < end) {
      if (this.#base + writer.at <= from) {
        this.#base += writer.at;
        writer.at = 0;
        if (from - this.#base > skipDistance) {
          const { seed } = writer;
          const length = writer.skip();
          if (this.#base + length <= from) {
            this.#base += length;
            continue;
          }
          writer.seed = seed;
        }
      }
      writer.write();
    }
  }
}

function checkRange(from: number, length: number): void {
  if (from < 0 || from + length > textPoolSize)
    throw new RangeError(`bytes ${from} to ${from + length} are beyond the text pool of ${textPoolSize}`);
}

/** Positions sorted by the stretch between two checkpoints, and where each stretch's begin. */
function sortByStretch(froms: Int32Array): { order: Uint32Array; starts: Uint32Array } {
  const stretchOf = (from: number): number => Math.min((from / checkpointDistance) | 0, checkpointCount - 1);
  const starts = new Uint32Array(checkpointCount + 1);
  for (const from of froms) {
    const next = stretchOf(from) + 1;
    starts[next] = (starts[next] as number) + 1;
  }
  for (let stretch = 0; stretch < checkpointCount; stretch++)
    starts[stretch + 1] = (starts[stretch + 1] as number) + (starts[stretch] as number);
  const filled = starts.slice();
  const order = new Uint32Array(froms.length);
  for (let i = 0; i < froms.length; i++) {
    const stretch = stretchOf(froms[i] as number);
    const at = filled[stretch] as number;
    order[at] = i;
    filled[stretch] = at + 1;
  }
  return { order, starts };
}

const entryBytes = 5;
let table: Buffer | undefined;

/** The first sentence start at or after a mark of the table. */
function checkpointOffset(index: number): number {
  table ??= Buffer.from(checkpoints, 'base64');
  return index * checkpointDistance + table.readUInt8(index * entryBytes);
}

/** The generator's state there. */
function checkpointSeed(index: number): number {
  table ??= Buffer.from(checkpoints, 'base64');
  return table.readUInt32LE(index * entryBytes + 1);
}
