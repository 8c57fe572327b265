import { readdirSync, readFileSync } from 'node:fs';
import { parseType } from '../../../src/engine/types/parse-type.ts';
import type { Type } from '../../../src/engine/types/type.ts';

const recordings = new URL('../../contract/recordings/', import.meta.url);

/** An exchange with a stock server, as far as these tests look at it. */
export interface Recording {
  readonly file: string;
  readonly description: string;
  readonly request: { readonly method: string; readonly path: string; readonly body: unknown };
  readonly response: { readonly status: number; readonly body: unknown; readonly encoding?: string };
  readonly columns?: readonly { readonly name: string; readonly type: string }[];
  readonly statementRows?: readonly (readonly unknown[])[];
}

/** Recordings whose file name starts with one of the prefixes. */
export function recordingsOf(...prefixes: readonly string[]): Recording[] {
  return readdirSync(recordings)
    .filter((file) => file.endsWith('.json') && prefixes.some((prefix) => file.startsWith(prefix)))
    .sort()
    .map((file) => ({
      file,
      ...(JSON.parse(readFileSync(new URL(file, recordings), 'utf8')) as Omit<Recording, 'file'>),
    }));
}

/** The page stream of a recorded results answer, undefined when it had none. */
export function pageStreamOf({ response }: Recording): Uint8Array | undefined {
  if (response.status !== 200 || response.encoding !== 'base64' || typeof response.body !== 'string')
    return undefined;
  return new Uint8Array(Buffer.from(response.body, 'base64'));
}

/** Types of a recording's columns: they are in the client's spelling (`map(varchar(1), integer)`). */
export function columnTypes(recording: Recording): Type[] {
  return (recording.columns ?? []).map((column) => parseType(column.type));
}
