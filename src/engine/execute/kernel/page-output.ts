import type { PartitioningScheme } from '../../../../generated/worker/types.ts';
import { TrinoError } from '../../errors/trino-error.ts';
import { bucketsOf, rowHashes } from '../../pages/hash/hash-code.ts';
import { flatten, rangeOf, selectRows } from '../../pages/select-positions.ts';
import { concatenatePages } from '../../pages/concatenate.ts';
import { serializePage } from '../../pages/page-serde.ts';
import { vectorBytes } from '../../pages/vector-bytes.ts';
import type { Page } from '../../pages/vector.ts';
import type { Type } from '../../types/type.ts';

/** A serialized page for one partition. */
export interface PartitionPage {
  readonly partition: number;
  readonly rows: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Bytes of a page before it's sent. */
export const targetPageBytes = 1024 * 1024;

/** Rows of a page at the most. */
export const maxPageRows = 64 * 1024;

/** Spreads pages of results over output partitions and serializes them. */
export class PageOutput {
  readonly #types: readonly Type[];
  readonly #compressed: boolean;
  readonly #assign: PartitionAssignment;
  readonly #pending: Pending[];

  constructor(
    scheme: PartitioningScheme,
    types: readonly Type[],
    partitionCount: number,
    compressed: boolean,
  ) {
    this.#types = types;
    this.#compressed = compressed;
    this.#assign = partitionAssignment(scheme, types, partitionCount);
    this.#pending = Array.from({ length: partitionCount }, () => ({ pages: [], rows: 0, bytes: 0 }));
  }

  /** Bytes that wait for more rows. */
  get bytes(): number {
    return this.#pending.reduce((sum, pending) => sum + pending.bytes, 0);
  }

  /** Adds a page of about the target size. @returns pages that are full */
  add(page: Page): PartitionPage[] {
    if (page.positions === 0) return [];
    if (this.#assign === 'one') return [this.#serialize(0, page)];
    const full: PartitionPage[] = [];
    for (const [partition, positions] of this.#assign(page).entries()) {
      const pending = this.#pending[partition] as Pending;
      if (positions.length === 0) continue;
      const part = selectRows(page, positions);
      pending.pages.push(part);
      pending.rows += part.positions;
      for (const column of part.columns) pending.bytes += vectorBytes(column);
      if (pending.bytes >= targetPageBytes || pending.rows >= maxPageRows)
        full.push(...this.#flush(partition));
    }
    return full;
  }

  /** What is left, a page a partition. */
  finish(): PartitionPage[] {
    return this.#pending.flatMap((_, partition) => this.#flush(partition));
  }

  #flush(partition: number): PartitionPage[] {
    const { pages } = this.#pending[partition] as Pending;
    this.#pending[partition] = { pages: [], rows: 0, bytes: 0 };
    return pages.length === 0 ? [] : [this.#serialize(partition, concatenatePages(pages))];
  }

  #serialize(partition: number, page: Page): PartitionPage {
    const bytes = serializePage(page, this.#types, { compressed: this.#compressed });
    return { partition, rows: page.positions, bytes };
  }
}

interface Pending {
  readonly pages: Page[];
  rows: number;
  bytes: number;
}

/** Positions of each partition's rows, or `one` when there is a single partition. */
type PartitionAssignment = 'one' | ((page: Page) => readonly Int32Array[]);

function partitionAssignment(
  scheme: PartitioningScheme,
  types: readonly Type[],
  partitionCount: number,
): PartitionAssignment {
  if (partitionCount === 1) return 'one';
  const handle = scheme.partitioning.handle.connectorHandle;
  const fn = '@type' in handle && 'function' in handle ? handle.function : undefined;
  switch (fn) {
    case 'HASH':
      return hashAssignment(scheme, types, partitionCount);
    case 'ROUND_ROBIN':
      return roundRobinAssignment(partitionCount);
    case 'SINGLE':
    case 'BROADCAST':
    case 'UNKNOWN':
      return 'one';
    default:
      throw new TrinoError(
        'NOT_SUPPORTED',
        `Output partitioning ${JSON.stringify(handle)} is not supported yet`,
      );
  }
}

/** Trino's bucket function: the hash of the partitioning columns, or a column that has it already. */
function hashAssignment(
  scheme: PartitioningScheme,
  types: readonly Type[],
  partitionCount: number,
): PartitionAssignment {
  const layout = scheme.outputLayout;
  const channelOf = (symbol: string): number => {
    const channel = layout.indexOf(symbol);
    if (channel < 0) throw new TrinoError('GENERIC_INTERNAL_ERROR', `Output has no column ${symbol}`);
    return channel;
  };
  const channels = scheme.partitioning.arguments.map(({ expression }) => {
    const symbol = expression === undefined ? undefined : /^"([^"]+)"$/.exec(expression)?.[1];
    if (symbol === undefined)
      throw new TrinoError('NOT_SUPPORTED', 'Partitioning by constants is not supported yet');
    return channelOf(symbol);
  });
  const hashChannel = scheme.hashColumn === undefined ? undefined : channelOf(scheme.hashColumn);
  const bucketToPartition =
    scheme.bucketToPartition ?? Array.from({ length: partitionCount }, (_, index) => index);
  const channelTypes = channels.map((channel) => types[channel] as Type);
  let anySent = false;
  return (page) => {
    const columns = channels.map((channel) => page.columns[channel] as Page['columns'][number]);
    const hashes =
      hashChannel === undefined
        ? rowHashes(columns, channelTypes, page.positions)
        : precomputed(page, hashChannel);
    const buckets = bucketsOf(hashes, bucketToPartition.length);
    const replicated = new Uint8Array(page.positions);
    if (scheme.replicateNullsAndAny) {
      // Rows with a null key can match anything, and every partition has to know whether there is any row at all.
      for (const column of columns) {
        const flat = flatten(column);
        if (!('nulls' in flat)) continue;
        for (let row = 0; row < replicated.length; row++) if (flat.nulls[row] !== 0) replicated[row] = 1;
      }
      if (!anySent) replicated[0] = 1;
      anySent = true;
    }
    return positionsByPartition(page.positions, partitionCount, (row) => {
      const partition = bucketToPartition[buckets[row] as number];
      if (partition === undefined || partition >= partitionCount)
        throw new TrinoError('GENERIC_INTERNAL_ERROR', 'Bucket without partition');
      return replicated[row] === 0 ? partition : everyPartition;
    });
  };
}

const everyPartition = -1;

function precomputed(page: Page, channel: number): BigInt64Array {
  const column = flatten(page.columns[channel] as Page['columns'][number]);
  if (column.kind !== 'long')
    throw new TrinoError('GENERIC_INTERNAL_ERROR', 'The hash column is not a bigint');
  return column.values;
}

function roundRobinAssignment(partitionCount: number): PartitionAssignment {
  let next = 0;
  return (page) =>
    positionsByPartition(page.positions, partitionCount, () => {
      const partition = next;
      next = (next + 1) % partitionCount;
      return partition;
    });
}

function positionsByPartition(
  rows: number,
  partitionCount: number,
  partitionOf: (row: number) => number,
): Int32Array[] {
  const partitions = new Int32Array(rows);
  const counts = new Int32Array(partitionCount);
  for (let row = 0; row < rows; row++) {
    const partition = partitionOf(row);
    partitions[row] = partition;
    if (partition === everyPartition)
      for (let index = 0; index < partitionCount; index++) counts[index] = (counts[index] as number) + 1;
    else counts[partition] = (counts[partition] as number) + 1;
  }
  const all = counts.findIndex((count) => count === rows);
  if (partitionCount > 0 && all >= 0 && counts.every((count, index) => index === all || count === 0)) {
    return Array.from(counts, (_, index) => (index === all ? rangeOf(0, rows) : new Int32Array(0)));
  }
  const positions = Array.from(counts, (count) => new Int32Array(count));
  const filled = new Int32Array(partitionCount);
  const put = (partition: number, row: number): void => {
    (positions[partition] as Int32Array)[filled[partition] as number] = row;
    filled[partition] = (filled[partition] as number) + 1;
  };
  for (let row = 0; row < rows; row++) {
    const partition = partitions[row] as number;
    if (partition === everyPartition) for (let index = 0; index < partitionCount; index++) put(index, row);
    else put(partition, row);
  }
  return positions;
}
