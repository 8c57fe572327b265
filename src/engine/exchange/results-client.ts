/** What a reader needs to know of an answer to `GET …/results/{bufferId}/{token}` with status 200 or 204. */
export interface ResultsAnswer {
  readonly taskInstanceId: string;
  readonly token: number;
  readonly nextToken: number;
  readonly complete: boolean;
  readonly taskFailed: boolean;
  /** Serialized pages; none for 204. */
  readonly pages: readonly Uint8Array[];
}

/** One buffer of one task on some node. */
export interface ResultsClient {
  /** Base address with `/{token}` appended, for messages. */
  uri(token: number): string;
  /** host:port */
  readonly remoteHost: string;
  /**
   * @throws PageTransportError when the node answers something else than pages: it's not asked again
   * @throws Error of the transport, or about a torn body: it's asked again
   */
  fetch(token: number, maxBytes: number, signal: AbortSignal): Promise<ResultsAnswer>;
  acknowledge(token: number, signal: AbortSignal): Promise<void>;
  destroy(signal: AbortSignal): Promise<void>;
}
