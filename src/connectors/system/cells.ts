import type { Vector } from '../../engine/pages/vector.ts';
import type { Type } from '../../engine/types/type.ts';

/** A value of a row made on the coordinator; undefined is NULL. Points in time are ms since 1970, shown in UTC. */
export type Cell = string | number | boolean | readonly string[] | ReadonlyMap<number, number> | undefined;

/**
 * A column of cells as a vector.
 * @throws TypeError when cells are not of the type: a mistake in a table
 */
export function columnOf(type: Type, cells: readonly Cell[]): Vector {
  const nulls = cells.includes(undefined)
    ? { nulls: Uint8Array.from(cells, (cell) => Number(cell === undefined)) }
    : {};
  switch (type.kind) {
    case 'varchar': {
      const parts = cells.map((cell) => Buffer.from(cell === undefined ? '' : text(cell)));
      return { kind: 'bytes', offsets: offsetsOf(parts), data: Buffer.concat(parts), ...nulls };
    }
    case 'bigint':
      return {
        kind: 'long',
        values: BigInt64Array.from(cells, (cell) => BigInt(Math.trunc(number(cell ?? 0)))),
        ...nulls,
      };
    case 'double': {
      const values = Float64Array.from(cells, (cell) => number(cell ?? 0));
      return { kind: 'long', values: new BigInt64Array(values.buffer), ...nulls };
    }
    case 'boolean':
      return { kind: 'byte', values: Int8Array.from(cells, (cell) => Number(cell === true)), ...nulls };
    case 'timestamp with time zone': {
      // Milliseconds above 12 bits of time zone key; 0 is UTC.
      const longs = BigInt64Array.from(cells, (cell) => BigInt(Math.trunc(number(cell ?? 0))) << 12n);
      return type.precision <= 3
        ? { kind: 'long', values: longs, ...nulls }
        : { kind: 'fixed12', longs, ints: new Int32Array(cells.length), ...nulls };
    }
    case 'array': {
      const lists = cells.map((cell) => (Array.isArray(cell) ? (cell as readonly Cell[]) : []));
      return {
        kind: 'array',
        offsets: offsetsOf(lists),
        element: columnOf(type.element, lists.flat()),
        ...nulls,
      };
    }
    case 'map': {
      const entries = cells.map((cell) =>
        cell instanceof Map ? [...(cell as ReadonlyMap<number, number>)] : [],
      );
      const flat = entries.flat();
      return {
        kind: 'map',
        offsets: offsetsOf(entries),
        key: columnOf(
          type.key,
          flat.map(([key]) => key),
        ),
        value: columnOf(
          type.value,
          flat.map(([, value]) => value),
        ),
        ...nulls,
      };
    }
    default:
      throw new TypeError(`System tables have no columns of type ${type.kind}`);
  }
}

function offsetsOf(parts: readonly { readonly length: number }[]): Int32Array {
  const offsets = new Int32Array(parts.length + 1);
  for (const [i, part] of parts.entries()) offsets[i + 1] = (offsets[i] ?? 0) + part.length;
  return offsets;
}

function text(cell: Cell): string {
  if (typeof cell !== 'string') throw new TypeError(`A ${typeof cell} is no text`);
  return cell;
}

function number(cell: Cell): number {
  if (typeof cell !== 'number') throw new TypeError(`A ${typeof cell} is no number`);
  return cell;
}
