import type { StablePiece } from '../../../catalog/connector.ts';
import type { Vector } from '../../../pages/vector.ts';
import type { ConnectorCache } from '../connector-cache.ts';

/** Makes the values of columns that are to be kept. */
export interface ColumnMaker {
  /**
   * @param catalog handle as in splits
   * @returns the values of all pieces in order, in any number of vectors
   * @throws what the connector says, or the signal's reason once it is aborted
   */
  make(
    catalog: string,
    pieces: readonly StablePiece[],
    column: string,
    signal: AbortSignal,
  ): Promise<readonly Vector[]>;
}

/** Makes them in the thread that asks, which has time for others after every piece. */
export class OwnThreadMaker implements ColumnMaker {
  readonly #connectors: ConnectorCache;

  constructor(connectors: ConnectorCache) {
    this.#connectors = connectors;
  }

  async make(
    catalog: string,
    pieces: readonly StablePiece[],
    column: string,
    signal: AbortSignal,
  ): Promise<readonly Vector[]> {
    const { stable } = (await this.#connectors.get(catalog)).pages;
    if (stable === undefined) throw new Error(`Rows of ${catalog} may change`);
    const vectors: Vector[] = [];
    for (const piece of pieces) {
      signal.throwIfAborted();
      vectors.push(stable.values([piece], column));
      await new Promise((resolve) => setImmediate(resolve));
    }
    return vectors;
  }
}
