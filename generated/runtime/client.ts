/**
 * The client's part of the runtime. Nothing in here, or imported from here, needs Node: browsers load it too.
 */
export { type CallOptions, type CallValues, callOperation, ResponseFormatError } from './call.ts';
export { parseJson, stringifyJson } from './json.ts';
export type { Transport, TransportHeaders, TransportRequest, TransportResponse } from './transport.ts';
export type { ClientCall, ClientResult, UndocumentedResult } from './wire-types.ts';
