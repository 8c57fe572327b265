/** Which node may run a task that is alone: the one that holds the splits, the coordinator, or any. */
export type Place = 'anywhere' | 'worker' | 'coordinator';

/**
 * Where the rows of a node are: with one task (`single`); with the tasks that read splits (`source`); or with tasks that got them
 * from others (`fixed`), by the hash of columns or in turns.
 *
 * `keys` of a hash are its arguments in order, each as the set of symbols that hold its value (`a` and `b` above a join on
 * `a = b`). Rows that agree in all arguments are in one task. Absent when an argument isn't among the node's symbols any more.
 *
 * `unique` are ids of rows that the task itself gave: rows that agree in one of them came from one row, and are in one task.
 */
export type Distribution =
  | { readonly kind: 'single'; readonly place: Place }
  | { readonly kind: 'source'; readonly unique?: readonly string[] }
  | {
      readonly kind: 'fixed';
      readonly by: 'HASH' | 'ROUND_ROBIN';
      readonly keys?: readonly (readonly string[])[];
      readonly unique?: readonly string[];
    };

/**
 * How the reader of a node would like its rows: it doesn't care, needs them in one task, works best with many tasks, or will need
 * rows that agree in some symbols in one task. Only a wish: what gives a node's rows says how they are.
 */
export type Wanted =
  | { readonly kind: 'any' | 'single' | 'spread' }
  | { readonly kind: 'keys'; readonly keys: readonly string[] };
