import type { JsonNode } from '../../../values/json-node.ts';
import { isArrayNode } from './json-item.ts';
import type { JsonItem } from './json-item.ts';

/** What a path is evaluated over. */
export interface PathContext {
  readonly root: JsonNode;
  /** Undefined where JSON was passed that is NULL: an empty sequence. */
  readonly parameters: readonly (JsonItem | undefined)[];
  /** `@`. */
  readonly item?: JsonItem;
  /** `last`. */
  readonly last?: number;
  /** How many objects `keyvalue()` has numbered. */
  readonly ids: { next: number };
}

/** A part of a path, ready to be evaluated. @throws TrinoError PATH_EVALUATION_ERROR */
export type PathStep = (context: PathContext) => readonly JsonItem[];

/** Lax paths take the elements of an array where they want one item after the other. */
export function unwrapped(items: readonly JsonItem[], lax: boolean): readonly JsonItem[] {
  if (!lax || !items.some(isArrayNode)) return items;
  return items.flatMap((item): readonly JsonItem[] => (isArrayNode(item) ? item : [item]));
}
