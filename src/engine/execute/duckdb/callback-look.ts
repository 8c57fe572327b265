let look: () => void = () => undefined;

/** Sets what functions of ours do whenever DuckDB calls one: the thread has no other chance to notice anything while calls follow each other. */
export function lookInCallbacks(atCall: () => void): void {
  look = atCall;
}

/** To be called first by every function that DuckDB calls. */
export function lookAround(): void {
  look();
}
