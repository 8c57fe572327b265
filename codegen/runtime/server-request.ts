import type { Request } from 'express';
import type { Identity } from './identity.ts';
import type { OperationDescriptor } from './operation.ts';
import type { Group } from './wire-types.ts';

/** The names of the parameters that have a default, from an operation's descriptor. */
export type Defaulted<D extends OperationDescriptor> = Extract<
  D['parameters'][number],
  { readonly default: unknown }
>['name'];

/** The named members always there: parameters with a default. */
type Filled<G, Names extends string> = {
  readonly [K in keyof G as K extends Names ? K : never]-?: Exclude<G[K], undefined>;
} & {
  readonly [K in keyof G as K extends Names ? never : K]: G[K];
};

type BodyOf<Op> = Op extends { readonly requestBody: { readonly content: infer C } }
  ? C[keyof C]
  : Op extends { readonly requestBody?: { readonly content: infer C } }
    ? C[keyof C] | undefined
    : undefined;

/**
 * What a handler gets: the parameters by their names in the spec with values of the spec's types, the body, who asks, and the Express request.
 * `Defaulted` names the query parameters that have a default.
 */
export interface ServerRequest<Op, Defaulted extends string = never> {
  readonly path: Group<Op, 'path'>;
  readonly query: Filled<Group<Op, 'query'>, Defaulted>;
  readonly headers: Filled<Group<Op, 'header'>, Defaulted>;
  readonly body: BodyOf<Op>;
  readonly identity: Identity;
  readonly http: Request;
}
