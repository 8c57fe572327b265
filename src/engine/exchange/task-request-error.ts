/**
 * A request for a task or its buffers that makes no sense: the server answers 500 with the text.
 * @param message Trino's text (`Invalid sequence id`)
 */
export class TaskRequestError extends Error {
  /** Java class that stock Trino names in the answer's text. */
  readonly failureType: string;

  constructor(message: string, failureType = 'java.lang.IllegalArgumentException') {
    super(message);
    this.name = 'TaskRequestError';
    this.failureType = failureType;
  }
}
