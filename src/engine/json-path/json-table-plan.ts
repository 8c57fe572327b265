import type { JsonPath } from './path-node.ts';

/**
 * What JSON_TABLE makes of a document, as it travels in a plan: as the JSON text of this, in a call of `$json_table`. Stock servers have no
 * form for it that they can read back themselves.
 */
export interface JsonTablePlan {
  readonly root: JsonTableLevel;
  /** ERROR ON ERROR: a path that fails ends the statement; else it leads nowhere. */
  readonly fails: boolean;
  /** Number of columns of all levels. */
  readonly width: number;
}

/** A path that gives rows, its columns, and what is below. */
export interface JsonTableLevel {
  readonly path: JsonPath;
  readonly columns: readonly JsonTableColumnPlan[];
  readonly children?: JsonTableChildren;
  /** Whether a row stays when there is nothing below. */
  readonly outer: boolean;
}

export type JsonTableChildren =
  | { readonly kind: 'level'; readonly level: JsonTableLevel }
  | { readonly kind: 'union' | 'cross'; readonly parts: readonly JsonTableChildren[] };

/** A column: `index` is its place in the row, types are as on the wire, behaviours are numbered as in calls. */
export type JsonTableColumnPlan =
  | { readonly kind: 'ordinality'; readonly index: number }
  | {
      readonly kind: 'value';
      readonly index: number;
      readonly path: JsonPath;
      readonly type: string;
      readonly onEmpty: number;
      readonly onError: number;
      /** Places in the row of defaults. */
      readonly emptyDefault?: number;
      readonly errorDefault?: number;
    }
  | {
      readonly kind: 'query';
      readonly index: number;
      readonly path: JsonPath;
      readonly type: string;
      readonly encoding: 'utf8' | 'utf16' | 'utf32';
      readonly wrapper: number;
      readonly onEmpty: number;
      readonly onError: number;
      readonly omitQuotes: boolean;
    };
