import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

/** One exchange with a stock server, as a file of test/contract/recordings holds it. */
export interface Recording {
  /** The file's name without `.json`. */
  readonly name: string;
  readonly description: string;
  readonly server: 'coordinator' | 'worker';
  readonly request: RecordedRequest;
  readonly response: RecordedResponse;
}

/** `body`: parsed where it is JSON, text otherwise, null or empty without one. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** `body`: parsed where it is JSON, bytes where it is binary, text otherwise. */
export interface RecordedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** What stands in a file: binary bodies are base64, and where the exact text of numbers matters it stands beside. */
interface RecordingFile extends Omit<Recording, 'name'> {
  readonly response: RecordedResponse & { readonly encoding?: 'base64'; readonly bodyText?: string };
}

export const recordingsFolder = fileURLToPath(new URL('recordings', import.meta.url));

/** All recordings in the order of their names. */
export function readRecordings(): Recording[] {
  return readdirSync(recordingsFolder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => readRecording(file.slice(0, -'.json'.length)));
}

/** The recording of that name. */
export function readRecording(name: string): Recording {
  const file = JSON.parse(readFileSync(`${recordingsFolder}/${name}.json`, 'utf8')) as RecordingFile;
  return { ...file, name, response: decodeResponse(file.response) };
}

function decodeResponse(response: RecordingFile['response']): RecordedResponse {
  const { status, headers } = response;
  if (response.bodyText !== undefined) {
    return { status, headers, body: JSON.parse(response.bodyText) as unknown };
  }
  if (response.encoding === 'base64') {
    const bytes = Buffer.from(String(response.body), 'base64');
    const body: unknown =
      headers['Content-Encoding'] === 'gzip' ? JSON.parse(gunzipSync(bytes).toString()) : bytes;
    return { status, headers, body };
  }
  return { status, headers, body: response.body };
}
