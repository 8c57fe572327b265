import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { errorCodes } from '../../../src/engine/errors/error-codes.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const recordings = join(root, 'test', 'contract', 'recordings');

interface Code {
  readonly code: number;
  readonly type: string;
}

/** Trino's own codes as docs/facts lists them; those of connectors begin at 0x0100_0000. */
const documented = new Map(
  [
    ...readFileSync(join(root, 'docs', 'facts', 'PROTOCOL.md'), 'utf8').matchAll(
      /^\| (\d+) \| 0x([0-9A-F]+) \| ([A-Z_]+) \| ([A-Z_]+) \|$/gm,
    ),
  ].map(([, code, hex, name, type]): [string, Code] => {
    expect(Number.parseInt(hex ?? '', 16), name).to.equal(Number(code));
    return [name ?? '', { code: Number(code), type: type ?? '' }];
  }),
);

describe('errorCodes', () => {
  it('are the 173 of Trino and those of the memory connector', () => {
    const own = Object.fromEntries(Object.entries(errorCodes).filter(([, { code }]) => code < 0x0100_0000));
    expect(documented.size).to.equal(173);
    expect(own).to.deep.equal(Object.fromEntries(documented));
    const connectors = Object.entries(errorCodes).filter(([, { code }]) => code >= 0x0100_0000);
    expect(connectors.map(([name]) => name)).to.deep.equal(['MISSING_DATA', 'MEMORY_LIMIT_EXCEEDED']);
  });

  it('have numbers of their own, by type', () => {
    const codes: readonly Code[] = Object.values(errorCodes);
    expect(new Set(codes.map(({ code }) => code)).size).to.equal(codes.length);
    const bases = ['USER_ERROR', 'INTERNAL_ERROR', 'INSUFFICIENT_RESOURCES'];
    for (const { code, type } of codes) if (type !== 'EXTERNAL') expect(bases[code >>> 16]).to.equal(type);
  });

  it('are what a stock server said', () => {
    let count = 0;
    for (const file of readdirSync(recordings).filter((name) => name.endsWith('.json'))) {
      for (const error of errorsIn(JSON.parse(readFileSync(join(recordings, file), 'utf8')))) {
        count++;
        expect(errorCodes, file).to.have.property(error.name);
        expect(errorCodes[error.name as keyof typeof errorCodes], `${file}: ${error.name}`).to.deep.equal({
          code: error.code,
          type: error.type,
        });
      }
    }
    expect(count).to.be.greaterThan(90);
  });
});

/** The error codes of clients' answers and of nodes' failures in a recording, bodies that are texts of JSON included. */
function* errorsIn(part: unknown): Generator<Code & { readonly name: string }> {
  if (typeof part === 'string' && part.startsWith('{')) {
    let body: unknown;
    try {
      body = JSON.parse(part);
    } catch {
      return;
    }
    yield* errorsIn(body);
  }
  if (typeof part !== 'object' || part === null) return;
  const { errorName, errorCode, errorType } = part as Readonly<Record<string, unknown>>;
  if (typeof errorName === 'string' && typeof errorCode === 'number' && typeof errorType === 'string') {
    yield { name: errorName, code: errorCode, type: errorType };
  } else if (typeof errorCode === 'object' && errorCode !== null) {
    const { name, code, type } = errorCode as Readonly<Record<string, unknown>>;
    if (typeof name === 'string' && typeof code === 'number' && typeof type === 'string') {
      yield { name, code, type };
    }
  }
  for (const value of Object.values(part)) yield* errorsIn(value);
}
