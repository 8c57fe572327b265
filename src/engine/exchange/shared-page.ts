import type { BufferedPage } from './buffer-result.ts';
import type { OutputBufferMemory } from './output-buffer-memory.ts';

/** A page that several readers hold; its bytes count once, until the last holder lets go. */
export class SharedPage implements BufferedPage {
  readonly rows: number;
  readonly bytes: Uint8Array;
  readonly #memory: OutputBufferMemory;
  #holders = 1;

  /** Held once, by the caller. */
  constructor(rows: number, bytes: Uint8Array, memory: OutputBufferMemory) {
    this.rows = rows;
    this.bytes = bytes;
    this.#memory = memory;
    memory.add(bytes.byteLength);
  }

  hold(): this {
    this.#holders++;
    return this;
  }

  release(): void {
    this.#holders--;
    if (this.#holders === 0) this.#memory.release(this.bytes.byteLength);
  }
}
