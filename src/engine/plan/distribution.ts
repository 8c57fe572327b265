/**
 * Where the rows of a node are: with one task (`single`); with the tasks that read splits (`source`); with tasks that got them by
 * the hash of some columns, or anyhow (no `keys`).
 */
export type Distribution =
  | { readonly kind: 'single' }
  | { readonly kind: 'source' }
  | { readonly kind: 'fixed'; readonly keys?: readonly string[] };
