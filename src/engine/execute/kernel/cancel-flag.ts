/**
 * Whether a run was canceled, in memory that two threads see: while DuckDB calls functions of ours without a pause, the kernel's
 * thread reads no messages, for seconds at a time.
 */
export type CancelFlag = Int32Array<SharedArrayBuffer>;

export function cancelFlag(): CancelFlag {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

/** Tells the other thread, now. */
export function raise(flag: CancelFlag): void {
  Atomics.store(flag, 0, 1);
}

export function isRaised(flag: CancelFlag): boolean {
  return Atomics.load(flag, 0) !== 0;
}
