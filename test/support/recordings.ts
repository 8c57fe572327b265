import { readFileSync, readdirSync } from 'node:fs';

const folder = new URL('../contract/recordings/', import.meta.url);

/** One exchange with a stock server. */
export interface Recording {
  readonly name: string;
  readonly description: string;
  readonly server: string;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
    readonly encoding?: string;
  };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
    readonly encoding?: string;
  };
}

let all: readonly Recording[] | undefined;

/** All recordings, read once. */
export function recordings(): readonly Recording[] {
  all ??= readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => ({
      ...(JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Omit<Recording, 'name'>),
      name: file.slice(0, -'.json'.length),
    }));
  return all;
}

export interface RecordedColumn {
  readonly name: string;
  readonly type: string;
  readonly typeSignature: unknown;
}

/** The distinct columns of all recorded statement answers. */
export function recordedColumns(): readonly RecordedColumn[] {
  const byType = new Map<string, RecordedColumn>();
  for (const recording of recordings()) {
    const body = recording.response.body as { columns?: readonly RecordedColumn[] } | null;
    if (typeof body !== 'object' || body === null || !Array.isArray(body.columns)) continue;
    for (const column of body.columns as readonly RecordedColumn[]) byType.set(column.type, column);
  }
  return [...byType.values()];
}
