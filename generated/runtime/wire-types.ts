import type { BinaryBody } from './descriptors.ts';
import type { Encoded } from './encoded.ts';
import type { TransportHeaders } from './transport.ts';

/*
 * Requests and answers of an operation, derived from the `operations` that openapi-typescript writes. `Op` is one of its members.
 */

type Nothing = Readonly<Record<string, never>>;

/** A group of parameters; `Nothing` if the operation has none there. */
export type Group<Op, In extends 'path' | 'query' | 'header'> = Op extends { readonly parameters: infer P }
  ? P extends { readonly [K in In]?: infer G }
    ? [Exclude<G, undefined>] extends [never]
      ? Nothing
      : Exclude<G, undefined>
    : Nothing
  : Nothing;

type Responses<Op> = Op extends { readonly responses: infer R } ? R : never;

/** Documented headers alone: openapi-typescript lets every response have any header besides. */
type Documented<H> = { readonly [K in keyof H as string extends K ? never : K]: H[K] };

type OptionalKeys<T> = { [K in keyof T]-?: Partial<Pick<T, K>> extends Pick<T, K> ? K : never }[keyof T];

/** Optional headers may be given as undefined: they are left out then. */
type SentHeaders<H> = { readonly [K in keyof H]: K extends OptionalKeys<H> ? H[K] | undefined : H[K] };

type HeadersSent<H> = [keyof H] extends [never]
  ? { readonly headers?: Nothing }
  : Partial<H> extends H
    ? { readonly headers?: SentHeaders<H> }
    : { readonly headers: SentHeaders<H> };

type HeadersReceived<H> = { readonly headers: [keyof H] extends [never] ? Nothing : H };

type IsOne<K, All = K> = [K] extends [never]
  ? false
  : K extends unknown
    ? [All] extends [K]
      ? true
      : false
    : never;

type HeadersOf<R> = R extends { readonly headers: infer H } ? Documented<H> : Nothing;

type SentBody<M, T> = M extends `application/json${string}`
  ? T | Encoded<T>
  : T extends Uint8Array
    ? BinaryBody
    : T;

type SentAnswer<S, R> = R extends { readonly content: infer C }
  ? {
      [M in keyof C]: { readonly status: S; readonly body: SentBody<M, C[M]> } & HeadersSent<HeadersOf<R>> &
        (IsOne<keyof C> extends true ? { readonly contentType?: M } : { readonly contentType: M });
    }[keyof C]
  : { readonly status: S; readonly body?: never; readonly contentType?: never } & HeadersSent<HeadersOf<R>>;

/** What a handler may return: one of the documented answers. Where a status has several media types, `contentType` chooses. */
export type ServerAnswer<Op> = {
  [S in keyof Responses<Op>]: SentAnswer<S, Responses<Op>[S]>;
}[keyof Responses<Op>];

type ReceivedAnswer<S, R> = R extends { readonly content: infer C }
  ? {
      [M in keyof C]: {
        readonly status: S;
        readonly contentType: M;
        readonly body: C[M];
        readonly undocumented?: never;
      } & HeadersReceived<HeadersOf<R>>;
    }[keyof C]
  : {
      readonly status: S;
      readonly contentType?: never;
      readonly body?: never;
      readonly undocumented?: never;
    } & HeadersReceived<HeadersOf<R>>;

/** An answer that the spec doesn't list, by its status or by the type of its body. */
export interface UndocumentedResult {
  readonly status: number;
  readonly undocumented: true;
  readonly headers: TransportHeaders;
  readonly body: Uint8Array;
}

/** What a call gives: one of the documented answers, or one that isn't. Ask for `undocumented` first, then `status` tells the others apart. */
export type ClientResult<Op> =
  | { [S in keyof Responses<Op>]: ReceivedAnswer<S, Responses<Op>[S]> }[keyof Responses<Op>]
  | UndocumentedResult;

type Given<Name extends string, G> = [keyof G] extends [never]
  ? { readonly [K in Name]?: Nothing }
  : string extends keyof G
    ? { readonly [K in Name]?: Nothing }
    : Partial<G> extends G
      ? { readonly [K in Name]?: { readonly [P in keyof G]: G[P] | undefined } }
      : { readonly [K in Name]: SentHeaders<G> };

type GivenBody<Op> = Op extends { readonly requestBody: { readonly content: infer C } }
  ? {
      readonly body: {
        [M in keyof C]: M extends `application/json${string}` ? C[M] | Encoded<C[M]> : C[M];
      }[keyof C];
    }
  : Op extends { readonly requestBody?: { readonly content: infer C } }
    ? [keyof C] extends [never]
      ? { readonly body?: never }
      : {
          readonly body?: {
            [M in keyof C]: M extends `application/json${string}` ? C[M] | Encoded<C[M]> : C[M];
          }[keyof C];
        }
    : { readonly body?: never };

/** What a call takes: the parameters by their names in the spec, and the body. */
export type ClientCall<Op> = Given<'path', Group<Op, 'path'>> &
  Given<'query', Group<Op, 'query'>> &
  Given<'headers', Group<Op, 'header'>> &
  GivenBody<Op>;
