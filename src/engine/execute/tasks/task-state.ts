import type { TaskState } from '../../../../generated/worker/types.ts';

/**
 * The states of a task. A new one is RUNNING at once, as in stock, whether or not its plan has arrived; PLANNED is a
 * coordinator's word for a task that it hasn't sent yet.
 *
 *   PLANNED ──▶ RUNNING ──▶ FLUSHING ──▶ FINISHED
 *                  │           │   (the rows are made; readers still fetch them)
 *                  │           │
 *                  ├───────────┴──▶ CANCELING ──▶ CANCELED    (readers may take what there is as the end)
 *                  ├───────────┴──▶ ABORTING  ──▶ ABORTED     (readers must not)
 *                  └───────────┴──▶ FAILING   ──▶ FAILED
 *
 * RUNNING goes to FINISHED directly when all readers leave early (LIMIT). In a state that ends in ING the fragment is being
 * stopped; nothing but its own end follows.
 */
export class TaskStateMachine {
  #state: TaskState = 'RUNNING';

  get state(): TaskState {
    return this.#state;
  }

  get done(): boolean {
    return isDone(this.#state);
  }

  /** Moves on if the change is allowed. @returns whether it was */
  set(next: TaskState): boolean {
    if (!mayFollow(this.#state, next)) return false;
    this.#state = next;
    return true;
  }
}

/** Whether nothing follows. */
function isDone(state: TaskState): boolean {
  return state === 'FINISHED' || state === 'CANCELED' || state === 'ABORTED' || state === 'FAILED';
}

/** Whether the task is being stopped. */
export function isTerminating(state: TaskState): boolean {
  return state === 'CANCELING' || state === 'ABORTING' || state === 'FAILING';
}

/** Whether a reader must not take the pages it gets as all there are (`X-Trino-Task-Failed`). */
export function isFailed(state: TaskState): boolean {
  return state === 'FAILING' || state === 'FAILED' || state === 'ABORTING' || state === 'ABORTED';
}

function mayFollow(from: TaskState, to: TaskState): boolean {
  switch (from) {
    case 'PLANNED':
      return true;
    case 'RUNNING':
      return to === 'FLUSHING' || to === 'FINISHED' || isTerminating(to);
    case 'FLUSHING':
      return to === 'FINISHED' || isTerminating(to);
    case 'CANCELING':
      return to === 'CANCELED';
    case 'ABORTING':
      return to === 'ABORTED';
    case 'FAILING':
      return to === 'FAILED';
    default:
      return false;
  }
}
