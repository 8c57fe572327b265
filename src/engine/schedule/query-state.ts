/** States of a query in Trino's order. */
export type QueryState =
  | 'QUEUED'
  | 'WAITING_FOR_RESOURCES'
  | 'DISPATCHING'
  | 'PLANNING'
  | 'STARTING'
  | 'RUNNING'
  | 'FINISHING'
  | 'FINISHED'
  | 'FAILED';

export const queryStates: readonly QueryState[] = [
  'QUEUED',
  'WAITING_FOR_RESOURCES',
  'DISPATCHING',
  'PLANNING',
  'STARTING',
  'RUNNING',
  'FINISHING',
  'FINISHED',
  'FAILED',
];

/** Whether a query in this state has ended. */
export function isDone(state: QueryState): boolean {
  return state === 'FINISHED' || state === 'FAILED';
}
