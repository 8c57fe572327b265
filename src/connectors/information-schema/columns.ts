import type { Vector } from '../../engine/pages/vector.ts';

/** A varchar column of such values; undefined is NULL. */
export function textColumn(values: readonly (string | undefined)[]): Vector {
  const parts = values.map((value) => Buffer.from(value ?? ''));
  const offsets = new Int32Array(values.length + 1);
  for (const [i, part] of parts.entries()) offsets[i + 1] = (offsets[i] ?? 0) + part.length;
  return { kind: 'bytes', offsets, data: Buffer.concat(parts), ...nullsOf(values) };
}

/** A bigint column of such values; undefined is NULL. */
export function longColumn(values: readonly (number | undefined)[]): Vector {
  return {
    kind: 'long',
    values: BigInt64Array.from(values, (value) => BigInt(value ?? 0)),
    ...nullsOf(values),
  };
}

function nullsOf(values: readonly unknown[]): { readonly nulls?: Uint8Array } {
  return values.includes(undefined)
    ? { nulls: Uint8Array.from(values, (value) => (value === undefined ? 1 : 0)) }
    : {};
}
