import { TaskRequestError } from '../exchange/task-request-error.ts';

/** The parts of a task id, `query.stage.partition.attempt`. */
export interface TaskIdParts {
  readonly queryId: string;
  readonly stage: number;
  readonly partition: number;
  readonly attempt: number;
}

/**
 * @throws TaskRequestError (500) when the text is no task id (taskapi-invalid-task-id)
 */
export function parseTaskId(text: string): TaskIdParts {
  const match = /^([_a-z0-9]+)\.([0-9]{1,9})\.([0-9]{1,9})\.([0-9]{1,9})$/.exec(text);
  if (match === null) throw new TaskRequestError(`Invalid taskId ${text}`);
  const [, queryId, stage, partition, attempt] = match as unknown as [string, string, string, string, string];
  return { queryId, stage: Number(stage), partition: Number(partition), attempt: Number(attempt) };
}
