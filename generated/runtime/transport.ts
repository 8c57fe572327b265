import type { OperationInfo } from './operation.ts';

/** Header values by lower-case name, in the form of `node:http`. */
export type TransportHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** A request that a generated client wants sent. */
export interface TransportRequest {
  readonly operation: OperationInfo;
  readonly method: string;
  /** Absolute, encoded. */
  readonly url: string;
  /** By the names of the spec, besides `Content-Type` and what the caller added. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Aborting ends the request; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** An answer, read to its end and decompressed. */
export interface TransportResponse {
  readonly status: number;
  readonly headers: TransportHeaders;
  readonly body: Uint8Array;
}

/** How generated clients reach a server. Rejects if no answer came. */
export interface Transport {
  send(request: TransportRequest): Promise<TransportResponse>;
}
