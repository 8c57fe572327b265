import { createRequire } from 'node:module';
import { TrinoError } from '../errors/trino-error.ts';
import { decodeBase32Hex, encodeBase32Hex } from './base32hex.ts';
import type { ResolvedFunction } from './expression.ts';

interface Zstd {
  readonly Encoder: new (level: number) => { encodeSync(data: Buffer): Buffer };
  readonly Decoder: new () => { decodeSync(data: Buffer): Buffer };
}

/** Loaded with the first call of a function: a native library that `SELECT 1` has no need of. */
let zstd: Zstd | undefined;

function loadZstd(): Zstd {
  // A CommonJS package, required so that expressions can be printed without awaiting.
  zstd ??= createRequire(import.meta.url)('@toondepauw/node-zstd') as Zstd;
  return zstd;
}

/** Functions that one process sees are few, but names come from outside: both caches are emptied when they reach this. */
const cacheLimit = 10_000;
const functionOfName = new Map<string, ResolvedFunction>();
const nameOfKey = new Map<string, string>();
/** The name a function was read from: it is written back unchanged, whoever compressed it. */
const nameOfFunction = new WeakMap<ResolvedFunction, string>();

/** The largest JSON of a resolved function that is read, in bytes. */
const maxDecodedLength = 1 << 20;

/**
 * The last part of a call's name on the wire: `@catalog@schema@name@data`, data being base32hex of the zstd frame of the
 * function's JSON (PROTOCOL 5.8, recording taskapi-handmade-filter).
 */
export function encodeFunctionName(fn: ResolvedFunction): string {
  const known = nameOfFunction.get(fn);
  if (known !== undefined) {
    return known;
  }
  const json = JSON.stringify(wireForm(fn));
  let name = nameOfKey.get(json);
  if (name === undefined) {
    const { catalogName, schemaName, functionName } = fn.signature.name;
    const frame = compress(Buffer.from(json, 'utf8'));
    name = `@${catalogName}@${schemaName}@${functionName.toLowerCase()}@${encodeBase32Hex(frame)}`;
    bounded(nameOfKey).set(json, name);
  }
  nameOfFunction.set(fn, name);
  return name;
}

/**
 * Reads a name that `encodeFunctionName` or another Trino node wrote.
 * @throws TrinoError GENERIC_INTERNAL_ERROR when it is no such name
 */
export function decodeFunctionName(name: string): ResolvedFunction {
  let fn = functionOfName.get(name);
  if (fn === undefined) {
    fn = parseName(name);
    nameOfFunction.set(fn, name);
    bounded(functionOfName).set(name, fn);
    // A constant's `$literal$` is made anew when it's printed: under the name it came with.
    const json = JSON.stringify(wireForm(fn));
    if (!nameOfKey.has(json)) {
      bounded(nameOfKey).set(json, name);
    }
  }
  return fn;
}

function parseName(name: string): ResolvedFunction {
  const data = name.slice(name.lastIndexOf('@') + 1);
  try {
    const frame = Buffer.from(decodeBase32Hex(data));
    if (contentSize(frame) > maxDecodedLength) {
      throw new RangeError('too long');
    }
    const json: unknown = JSON.parse(new (loadZstd().Decoder)().decodeSync(frame).toString('utf8'));
    return json as ResolvedFunction;
  } catch (cause) {
    throw new TrinoError('GENERIC_INTERNAL_ERROR', `Not a resolved function: ${name.slice(0, 100)}`, {
      cause,
    });
  }
}

/** Fields in the order Trino writes them, and only those. */
function wireForm(fn: ResolvedFunction): ResolvedFunction {
  const { name, returnType, argumentTypes } = fn.signature;
  return {
    signature: {
      name: { catalogName: name.catalogName, schemaName: name.schemaName, functionName: name.functionName },
      returnType,
      argumentTypes,
    },
    catalogHandle: fn.catalogHandle,
    id: fn.id,
    functionKind: fn.functionKind,
    deterministic: fn.deterministic,
    functionNullability: {
      returnNullable: fn.functionNullability.returnNullable,
      argumentNullable: fn.functionNullability.argumentNullable,
    },
    typeDependencies: fn.typeDependencies,
    functionDependencies: fn.functionDependencies.map(wireForm),
  };
}

/**
 * A zstd frame that says how long its content is, which Trino's decoder needs. The library compresses as a stream and leaves
 * that field out (frame header descriptor 0, then a window descriptor), so it is added: RFC 8878, 3.1.1.1.
 */
function compress(content: Buffer): Buffer {
  const frame = new (loadZstd().Encoder)(3).encodeSync(content);
  const descriptor = frame.readUInt8(4);
  if ((descriptor & 0b1110_0000) !== 0) {
    return frame;
  }
  const header = Buffer.alloc(10);
  frame.copy(header, 0, 0, 6);
  header.writeUInt8(descriptor | 0b1000_0000, 4);
  header.writeUInt32LE(content.length, 6);
  return Buffer.concat([header, frame.subarray(6)]);
}

/** `Frame_Content_Size` of a zstd frame: RFC 8878, 3.1.1.1.4. Throws RangeError when the frame has none. */
function contentSize(frame: Buffer): number {
  const descriptor = frame.readUInt8(4);
  const singleSegment = (descriptor & 0b0010_0000) !== 0;
  const dictionaryLength = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const at = 5 + (singleSegment ? 0 : 1) + dictionaryLength;
  switch (descriptor >>> 6) {
    case 0:
      if (!singleSegment) {
        throw new RangeError('no content size');
      }
      return frame.readUInt8(at);
    case 1:
      return frame.readUInt16LE(at) + 256;
    case 2:
      return frame.readUInt32LE(at);
    default:
      return Number(frame.readBigUInt64LE(at));
  }
}

function bounded<V>(cache: Map<string, V>): Map<string, V> {
  if (cache.size >= cacheLimit) {
    cache.clear();
  }
  return cache;
}
