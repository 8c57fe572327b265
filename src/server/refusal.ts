/**
 * A request that isn't let in, with the whole answer. Thrown by authentication and access control.
 * Without `text` the answer is the error page of the status.
 */
export class Refusal extends Error {
  readonly status: number;
  readonly text: string | undefined;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    answer: {
      readonly text?: string;
      readonly contentType?: string;
      readonly headers?: Readonly<Record<string, string>>;
    } = {},
  ) {
    super(answer.text ?? `refused with ${status}`);
    this.name = 'Refusal';
    this.status = status;
    this.text = answer.text;
    this.contentType = answer.contentType ?? 'text/plain;charset=utf-8';
    this.headers = answer.headers ?? {};
  }
}
