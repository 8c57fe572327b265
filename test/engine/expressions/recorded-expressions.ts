import { readFileSync } from 'node:fs';
import { parseType } from '../../../src/engine/types/parse-type.ts';
import type { Type } from '../../../src/engine/types/type.ts';
import { readRecordings } from '../../contract/recording.ts';

/** An expression as a stock coordinator wrote it, with the symbols of its fragment. */
export interface RecordedExpression {
  readonly source: string;
  readonly text: string;
  readonly symbols: ReadonlyMap<string, Type>;
}

/** What one SELECT of a stock server computed: the answer to `sql`, taken from its query info. */
export interface StockSelect {
  readonly sql: string;
  readonly symbols: Readonly<Record<string, string>>;
  readonly expressions: readonly string[];
}

/** Expressions of SELECTs that were made to show every form. */
export const stockSelects = JSON.parse(
  readFileSync(new URL('stock-expressions.json', import.meta.url), 'utf8'),
) as readonly StockSelect[];

/** All expressions of the fragments in the recordings, each text once. Those of row patterns have symbols of their own. */
export function recordedExpressions(): RecordedExpression[] {
  const found = new Map<string, RecordedExpression>();
  for (const { name, request } of readRecordings()) {
    const { fragment } = (request.body ?? {}) as { fragment?: { symbols: Record<string, string> } };
    if (typeof fragment === 'object' && name.startsWith('task')) {
      const symbols = typesOf(fragment.symbols);
      collect(fragment, (text) => {
        found.set(text, { source: name, text, symbols });
      });
    }
  }
  return [...found.values()];
}

export function typesOf(symbols: Readonly<Record<string, string>>): ReadonlyMap<string, Type> {
  return new Map(Object.entries(symbols).map(([symbol, type]) => [symbol, parseType(type)]));
}

/** Properties that hold expressions, in any node. */
function collect(value: unknown, add: (text: string) => void): void {
  if (Array.isArray(value)) {
    value.forEach((each) => {
      collect(each, add);
    });
    return;
  }
  if (typeof value !== 'object' || value === null) {
    return;
  }
  const node = value as Readonly<Record<string, unknown>>;
  if (node['@type'] === 'patternRecognition') {
    collect(node['source'], add);
    return;
  }
  const texts = [
    ...(node['@type'] === 'project'
      ? Object.values((node['assignments'] as { assignments: Record<string, unknown> }).assignments)
      : []),
    ...(node['@type'] === 'filter' ? [node['predicate']] : []),
    ...(node['@type'] === 'join' || node['@type'] === 'spatialjoin' ? [node['filter']] : []),
    ...(node['@type'] === 'values' ? ((node['rows'] as unknown[] | undefined) ?? []) : []),
    ...('resolvedFunction' in node ? (node['arguments'] as unknown[]) : []),
    ...('expression' in node ? [node['expression']] : []),
  ];
  for (const text of texts) {
    if (typeof text === 'string') {
      add(text);
    }
  }
  Object.values(node).forEach((child) => {
    collect(child, add);
  });
}
