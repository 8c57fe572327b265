/** A JSON body that was serialised ahead of time, typed by what it holds. */
export class Encoded<T> {
  /** UTF-8 JSON text; a missing newline at its end is added when it is sent. */
  readonly bytes: Uint8Array;

  /** Keeps bodies of different types apart for the compiler; never there at run time. */
  declare readonly holds: (value: T) => T;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

/** Takes the bytes of a JSON document for a body of type `T`. The caller answers for their form: they are sent as they are. */
export function encoded<T>(bytes: Uint8Array): Encoded<T> {
  return new Encoded<T>(bytes);
}
