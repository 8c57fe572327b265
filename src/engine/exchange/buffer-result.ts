/** A serialized page while it waits in an output buffer. */
export interface BufferedPage {
  readonly rows: number;
  readonly bytes: Uint8Array;
}

/** The answer to one read of an output buffer: what `GET …/results/{bufferId}/{token}` says in headers and body. */
export interface BufferResult {
  /** `X-Trino-Page-Sequence-Id`: token of the first page. */
  readonly token: number;
  /** `X-Trino-Page-End-Sequence-Id`: the token to ask for next. */
  readonly nextToken: number;
  /** `X-Trino-Buffer-Complete`: nothing follows. Only ever true without pages. */
  readonly complete: boolean;
  readonly pages: readonly BufferedPage[];
}

/** A result without pages. Both tokens are the given one, so a reader that sees it stays where it is. */
export function emptyResult(token: number, complete: boolean): BufferResult {
  return { token, nextToken: token, complete, pages: [] };
}
