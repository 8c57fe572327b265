/** Who sent a request, as far as the server's `authorize` hook found out. */
export interface Identity {
  /** The authenticated user; absent where none is asked for, and for other nodes. */
  readonly user?: string;
  /** Whether the caller is a node of the cluster, proven by an internal token. */
  readonly internal: boolean;
}
