/**
 * Cuts the examples that the specs show out of the recordings: `openapi/examples/sources.yaml` says which part of which
 * recording becomes which file of `openapi/examples`. Run it with `npx tsx tools/spec/extract-examples.ts`; with
 * `--check` it writes nothing and fails where a file differs from what it would write.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

/** Where an example comes from and how it is shortened. */
export interface ExampleSource {
  /** Name of a file of test/contract/recordings, without `.json`. */
  readonly recording: string;
  /** Which body is taken; the response's if nothing is said. */
  readonly part?: 'request' | 'response';
  readonly summary: string;
  readonly description?: string;
  /** Longest list that stays whole; 2 if nothing is said. Longer ones keep their first entries. */
  readonly list?: number;
  /** The same for single lists, by property name. */
  readonly lists?: Readonly<Record<string, number>>;
  /** Body text that isn't JSON, only its first line (stack traces). */
  readonly firstLine?: boolean;
  /** Body text that is a form's: its fields become an object. */
  readonly form?: boolean;
}

/** The value of an OpenAPI Example Object, as it stands in a file. */
export interface Example {
  readonly summary: string;
  readonly description?: string;
  readonly value: unknown;
}

interface Recording {
  readonly request: { readonly body?: unknown };
  readonly response: { readonly body?: unknown };
}

/** Makes the example that `source` describes from a recording. */
export function cutExample(source: ExampleSource, recording: Recording): Example {
  const body = recording[source.part ?? 'response'].body;
  if (body === undefined || body === null) {
    throw new Error(`${source.recording} has no ${source.part ?? 'response'} body`);
  }
  return {
    summary: source.summary,
    ...(source.description === undefined ? {} : { description: source.description }),
    value: exampleValue(source, body),
  };
}

function exampleValue(source: ExampleSource, body: unknown): unknown {
  if (typeof body === 'string') {
    if (source.firstLine === true) {
      return body.split('\n', 1)[0];
    }
    if (source.form === true) {
      return Object.fromEntries(new URLSearchParams(body));
    }
  }
  return shorten(body, source, source.list ?? 2);
}

function shorten(value: unknown, source: ExampleSource, longest: number): unknown {
  if (Array.isArray(value)) {
    const isPair = value.every((entry) => typeof entry === 'string');
    // Handles that are Java enums are lists of exactly two texts.
    const kept: unknown[] = value.slice(0, isPair ? Math.max(2, longest) : longest);
    return kept.map((entry) => shorten(entry, source, source.list ?? 2));
  }
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value).map(([name, entry]) => [
        name,
        shorten(entry, source, source.lists?.[name] ?? source.list ?? 2),
      ]),
    );
  }
  return value;
}

/** All examples by file name, in the form in which they are written. */
export function extractExamples(root: string): ReadonlyMap<string, string> {
  const sources = parse(readFileSync(`${root}/openapi/examples/sources.yaml`, 'utf8')) as Record<
    string,
    ExampleSource
  >;
  return new Map(
    Object.entries(sources).map(([name, source]) => {
      const path = `${root}/test/contract/recordings/${source.recording}.json`;
      const recording = JSON.parse(readFileSync(path, 'utf8')) as Recording;
      return [`${name}.json`, `${JSON.stringify(cutExample(source, recording), null, 2)}\n`];
    }),
  );
}

/** What is wrong with the example files: differing, missing or left over. Empty if nothing is. */
export function staleExamples(root: string): readonly string[] {
  const folder = `${root}/openapi/examples`;
  const wanted = extractExamples(root);
  const differing = [...wanted].filter(
    ([name, text]) => !existsSync(`${folder}/${name}`) || readFileSync(`${folder}/${name}`, 'utf8') !== text,
  );
  const leftOver = readdirSync(folder).filter((name) => name.endsWith('.json') && !wanted.has(name));
  return [...differing.map(([name]) => name), ...leftOver];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
  if (process.argv.includes('--check')) {
    const stale = staleExamples(root);
    if (stale.length > 0) {
      console.error(`Examples that don't match their sources: ${stale.join(', ')}`);
      process.exitCode = 1;
    }
  } else {
    for (const [name, text] of extractExamples(root)) {
      writeFileSync(`${root}/openapi/examples/${name}`, text);
    }
  }
}
