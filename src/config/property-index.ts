import {
  catalogProperties,
  defunctHttpClientProperties,
  defunctProperties,
  httpClientProperties,
  httpClients,
  serverProperties,
} from './known-properties.ts';
import type { PropertyRow } from './known-properties.ts';
import { ownProperties } from './own-properties.ts';

/** A property that Trino 435 knows, or that is our own. */
export interface KnownProperty {
  /** Today's name; another one than asked for when that was an older name. */
  readonly name: string;
  readonly row: PropertyRow;
}

/** The properties of one kind of file, by every name under which they may be written. */
export interface PropertyIndex {
  find(name: string): KnownProperty | undefined;
  isDefunct(name: string): boolean;
  /** The known name with the fewest edits from `name`, when it's near enough to be what was meant. */
  nearest(name: string): string | undefined;
}

function index(rows: Iterable<PropertyRow>, defunct: ReadonlySet<string>): PropertyIndex {
  const byName = new Map<string, KnownProperty>();
  for (const row of rows) {
    const known = { name: row[0], row };
    byName.set(row[0], known);
    for (const older of row[3]?.legacy ?? []) byName.set(older, known);
  }
  return {
    find: (name) => byName.get(name),
    isDefunct: (name) => defunct.has(name),
    nearest: (name) => nearestName(name, byName.keys()),
  };
}

function* allServerRows(): Generator<PropertyRow> {
  yield* serverProperties;
  yield* ownProperties;
  for (const client of httpClients) {
    for (const [name, kind, defaultValue, facts] of httpClientProperties) {
      const legacy = facts?.legacy?.map((older) => `${client}.${older}`);
      yield [
        `${client}.${name}`,
        kind,
        defaultValue,
        { ...facts, ...(legacy === undefined ? {} : { legacy }) },
      ];
    }
  }
}

let server: PropertyIndex | undefined;

/** Of `config.properties` and `node.properties`. */
export function serverPropertyIndex(): PropertyIndex {
  server ??= index(
    allServerRows(),
    new Set([
      ...defunctProperties,
      ...httpClients.flatMap((client) => defunctHttpClientProperties.map((name) => `${client}.${name}`)),
    ]),
  );
  return server;
}

/** Of a catalog file with this `connector.name`, or undefined for a connector that isn't here. */
export function catalogPropertyIndex(connector: string): PropertyIndex | undefined {
  const rows = catalogProperties[connector];
  return rows === undefined ? undefined : index([['connector.name', 'string'], ...rows], new Set());
}

function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  // A third of the letters may be wrong; more is a different word.
  let bestDistance = Math.floor(name.length / 3) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) >= bestDistance) continue;
    const distance = editDistance(name, candidate);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** Levenshtein's distance: insertions, deletions and replacements of one letter. */
function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (let i = 1; i <= left.length; i++) {
    const row = [i];
    for (let j = 1; j <= right.length; j++) {
      const replaced = (previous[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    previous = row;
  }
  return previous[right.length] ?? 0;
}
