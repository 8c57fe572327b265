import { xxHash64 } from '../../../src/engine/pages/xxhash.ts';
import type { Page, Vector } from '../../../src/engine/pages/vector.ts';

const prime = 0x9e3779b185ebca87n;

/** Trino's checksum aggregate over the columns of pages: the sum of the values' hashes times a prime, as base64. */
export function checksums(pages: Iterable<Page>): {
  readonly rows: number;
  readonly sums: readonly string[];
} {
  let rows = 0;
  const sums: bigint[] = [];
  for (const page of pages) {
    rows += page.positions;
    page.columns.forEach((column, index) => {
      sums[index] = BigInt.asUintN(64, (sums[index] ?? 0n) + hashSum(column, page.positions));
    });
  }
  return {
    rows,
    sums: sums.map((sum) => {
      const bytes = Buffer.alloc(8);
      bytes.writeBigUInt64LE(BigInt.asUintN(64, sum * prime));
      return bytes.toString('base64');
    }),
  };
}

function hashSum(vector: Vector, positions: number): bigint {
  let sum = 0n;
  switch (vector.kind) {
    case 'bytes':
      for (let i = 0; i < positions; i++)
        sum += xxHash64(vector.data.subarray(vector.offsets[i], vector.offsets[i + 1]));
      return sum;
    case 'long': {
      const bytes = new Uint8Array(vector.values.buffer, vector.values.byteOffset, positions * 8);
      for (let i = 0; i < positions; i++) sum += xxHash64(bytes.subarray(i * 8, i * 8 + 8));
      return sum;
    }
    case 'int': {
      const bytes = Buffer.alloc(8);
      for (const value of vector.values) {
        bytes.writeBigInt64LE(BigInt(value));
        sum += xxHash64(bytes);
      }
      return sum;
    }
    default:
      throw new Error(vector.kind);
  }
}
