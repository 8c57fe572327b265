import type { ScalarType } from './scalars.ts';

/** A media type and how its bytes are made and read. */
export interface ContentDescriptor {
  /** As in the spec; sent as it stands there. */
  readonly mediaType: string;
  readonly kind: 'json' | 'text' | 'binary' | 'form';
}

/** A documented answer. */
export interface AnswerDescriptor {
  readonly contents: readonly ContentDescriptor[];
  readonly headers: readonly HeaderDescriptor[];
  /** The content type of an answer without body: that of the GET, on a HEAD. */
  readonly contentType?: string;
}

/** A documented header of an answer. */
export interface HeaderDescriptor {
  readonly name: string;
  readonly type: ScalarType;
  /** A list: the header is repeated, an item each. */
  readonly list?: true;
  readonly required: boolean;
  /** The only value that the spec knows; sent without a handler's doing. */
  readonly constant?: string;
}

/** Bytes, in one piece or several: pages are sent from where they lie. */
export type BinaryBody = Uint8Array | readonly Uint8Array[];

/** A parameter of an operation. */
export interface ParameterDescriptor {
  readonly name: string;
  /** Where the value stands in the request object: `headers` are header parameters. */
  readonly group: 'path' | 'query' | 'headers';
  readonly type: ScalarType;
  /** A list: items between commas in path and header (`style: simple`), repeated in the query (`style: form`). */
  readonly list?: true;
  readonly required: boolean;
  /** `x-multi-segment`: a path parameter that takes the rest of the path, slashes included. */
  readonly severalSegments?: true;
  /** `allowEmptyValue`: `?name` says something; for a boolean it says true. */
  readonly emptyAllowed?: true;
  /** Stands in when the parameter is absent. */
  readonly default?: string | number | boolean;
}
