import { writeFileSync } from 'node:fs';
import { SentenceWriter } from '../../src/connectors/tpch/text/sentence.ts';

/**
 * Makes `src/connectors/tpch/text/text-pool-checkpoints.ts`: runs through the benchmark's text once (a few seconds) and
 * notes the generator's state at the first sentence at or after every 4 KiB.
 */
const size = 300 * 1024 * 1024;
const distance = 4 * 1024;
const firstSeed = 933_588_178;

const writer = new SentenceWriter(firstSeed);
const entries: Buffer[] = [];
let offset = 0;
while (offset < size) {
  if (offset >= entries.length * distance) {
    const entry = Buffer.alloc(5);
    entry.writeUInt8(offset - entries.length * distance, 0);
    entry.writeUInt32LE(writer.seed, 1);
    entries.push(entry);
  }
  offset += writer.skip();
}
const lines =
  Buffer.concat(entries)
    .toString('base64')
    .match(/.{1,120}/g) ?? [];
writeFileSync(
  new URL('../../src/connectors/tpch/text/text-pool-checkpoints.ts', import.meta.url),
  `// Made by tools/tpch/make-checkpoints.ts.

/** Bytes between two checkpoints. */
export const checkpointDistance = ${distance};
export const checkpointCount = ${entries.length};

/**
 * For each checkpoint, base64 of: bytes from its mark to the sentence that starts next (8 bits), and the state of the random
 * number generator there (32 bits); little endian.
 */
export const checkpoints = [
${lines.map((line) => `  '${line}',`).join('\n')}
].join('');
`,
);
