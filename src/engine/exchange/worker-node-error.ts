/** Stock's words when a node can't be reached for too long, by a reader of pages or by the coordinator. */
export const workerNodeError =
  'Encountered too many errors talking to a worker node. The node may have crashed or be under too much load. ' +
  'This is probably a transient issue, so please retry your query in a few minutes.';

/** Stock's words when a task is another one than before: its node was started again. */
export const taskMismatchError =
  'Could not communicate with the remote task. The node may have crashed or be under too much load. ' +
  'This is probably a transient issue, so please retry your query in a few minutes.';
