/**
 * The states of a task's output buffer.
 *
 *          ┌──▶ NO_MORE_BUFFERS ──┐
 *   OPEN ──┤                      ├──▶ FLUSHING ──▶ FINISHED
 *          └──▶ NO_MORE_PAGES ────┘
 *
 *   any of them but FINISHED ──▶ ABORTED      (the task failed or was aborted)
 *   OPEN, NO_MORE_BUFFERS    ──▶ FINISHED     (all readers left early, or the task was cancelled)
 *
 * Stock's FAILED is for spooled exchanges and isn't reached here.
 */
export type BufferState =
  | 'OPEN'
  | 'NO_MORE_BUFFERS'
  | 'NO_MORE_PAGES'
  | 'FLUSHING'
  | 'FINISHED'
  | 'ABORTED'
  | 'FAILED';

/** Whether readers may still be added. */
export function canAddBuffers(state: BufferState): boolean {
  return state === 'OPEN' || state === 'NO_MORE_PAGES';
}

/** Whether pages may still be added. */
export function canAddPages(state: BufferState): boolean {
  return state === 'OPEN' || state === 'NO_MORE_BUFFERS';
}

/** Whether nothing follows. */
export function isTerminalBufferState(state: BufferState): boolean {
  return state === 'FINISHED' || state === 'ABORTED' || state === 'FAILED';
}
