/**
 * What generated servers and clients share. `npm run generate` copies this file and the folder `runtime/` from `codegen/`
 * into `generated/`; change them in `codegen/`.
 */
export type { AnswerBody } from './runtime/answer.ts';
export { type CallOptions, type CallValues, callOperation, ResponseFormatError } from './runtime/call.ts';
export type {
  AnswerDescriptor,
  BinaryBody,
  ContentDescriptor,
  HeaderDescriptor,
  ParameterDescriptor,
} from './runtime/descriptors.ts';
export { Encoded, encoded } from './runtime/encoded.ts';
export type { Identity } from './runtime/identity.ts';
export { parseJson, stringifyJson } from './runtime/json.ts';
export {
  type Access,
  allowedMethods,
  type BodyDescriptor,
  type HttpMethod,
  type OperationDescriptor,
  type OperationInfo,
} from './runtime/operation.ts';
export type { Problem, ProblemKind, Validate, ValidationError } from './runtime/problem.ts';
export { mountRoutes, type Route, type RouterHooks } from './runtime/routes.ts';
export type { ScalarType } from './runtime/scalars.ts';
export type { Defaulted, ServerRequest } from './runtime/server-request.ts';
export type {
  Transport,
  TransportHeaders,
  TransportRequest,
  TransportResponse,
} from './runtime/transport.ts';
export type { ClientCall, ClientResult, ServerAnswer, UndocumentedResult } from './runtime/wire-types.ts';
