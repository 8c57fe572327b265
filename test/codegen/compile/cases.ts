import { ReportClient } from '../../../codegen/fixtures/answers/expected/client.ts';
import type {
  GetReportAnswer,
  GetPagesAnswer,
  ReportApi,
} from '../../../codegen/fixtures/answers/expected/server.ts';
import { BodyClient } from '../../../codegen/fixtures/bodies/expected/client.ts';
import type { BodyApi } from '../../../codegen/fixtures/bodies/expected/server.ts';
import type { PlanNode } from '../../../codegen/fixtures/discriminator/expected/types.ts';
import { ThingClient } from '../../../codegen/fixtures/parameters/expected/client.ts';
import type { ThingApi } from '../../../codegen/fixtures/parameters/expected/server.ts';
import { encoded, type Transport } from '../../../codegen/runtime.ts';

/*
 * What the compiler takes and refuses of handlers and callers. A comment `@ts-expect-error` says that the next line is refused; the test counts
 * them and looks at the message behind each.
 */

declare const bytes: Uint8Array;
declare const transport: Transport;

const good: ReportApi = {
  getReport: ({ http }) => {
    if (http.url === '1') return { status: 204, headers: { 'X-Version': 1n } };
    if (http.url === '2') return { status: 410 };
    if (http.url === '3') return { status: 404, contentType: 'text/plain;charset=utf-8', body: 'No report' };
    if (http.url === '4') return { status: 200, headers: { 'X-Version': 1 }, body: encoded(bytes) };
    return {
      status: 200,
      headers: { 'X-Version': 1, 'X-Complete': undefined, 'X-Set-Session': ['a=1'] },
      body: { lines: [] },
    };
  },
  headReport: () => ({ status: 200 }),
  getPages: async () => ({ status: 200, body: [bytes, bytes] }),
};

// @ts-expect-error an operation is missing: Property 'headReport' is missing
export const missing: ReportApi = { getReport: () => ({ status: 410 }), getPages: good.getPages.bind(good) };

/* Answers have to be annotated for undocumented properties to be refused: the compiler doesn't look for them in what a bare arrow returns. */
const report = { 'X-Version': 1 };
export const answers: readonly GetReportAnswer[] = [
  // @ts-expect-error an undocumented status: Type '500' is not assignable to type
  { status: 500 },
  // @ts-expect-error a required header is missing: Property 'headers' is missing
  { status: 204 },
  // @ts-expect-error a header is of another type: Type 'string' is not assignable to type 'number | bigint'
  { status: 204, headers: { 'X-Version': '1' } },
  // @ts-expect-error an undocumented header: Type 'number' is not assignable to type
  { status: 204, headers: { 'X-Version': 1, 'X-Other': 1 } },
  // @ts-expect-error a header where none is documented: is not assignable to type
  { status: 410, headers: { 'X-Version': 1 } },
  // @ts-expect-error a body is of another type: Type 'string' is not assignable to type
  { status: 200, headers: report, body: 'text' },
  // @ts-expect-error a property of the body is missing: is not assignable to type
  { status: 200, headers: report, body: {} },
  // @ts-expect-error a property of the body is undocumented: 'more' does not exist in type
  { status: 200, headers: report, body: { lines: [], more: 1 } },
  // @ts-expect-error no body: Property 'body' is missing
  { status: 200, headers: report },
  // @ts-expect-error a body where none is documented: Type 'string' is not assignable to type 'undefined'
  { status: 410, body: 'Gone' },
  // @ts-expect-error an undocumented media type: Type '"text/css"' is not assignable to type
  { status: 404, contentType: 'text/css', body: 'No' },
  // @ts-expect-error no choice among media types: Property 'contentType' is missing
  { status: 404, body: 'No' },
  // @ts-expect-error the bytes of another type: is not assignable to type
  { status: 200, headers: report, body: encoded<{ other: string }>(bytes) },
];

/** Even without an annotation the compiler refuses what is mistyped or missing. */
export const bare: Pick<ReportApi, 'getReport'>[] = [
  // @ts-expect-error an undocumented status: Type '500' is not assignable to type
  { getReport: () => ({ status: 500 }) },
  // @ts-expect-error a required header is missing: Property 'headers' is missing
  { getReport: () => ({ status: 204 }) },
  // @ts-expect-error a header where none is documented: is not assignable to type
  { getReport: () => ({ status: 410, headers: report }) },
  // @ts-expect-error an undocumented media type: Type '"text/css"' is not assignable to type
  { getReport: async () => ({ status: 404, contentType: 'text/css', body: 'No' }) },
  // @ts-expect-error a property of the body is missing: is not assignable to type
  { getReport: async () => ({ status: 200, headers: report, body: {} }) },
];

// @ts-expect-error text for bytes: Type 'string' is not assignable to type 'BinaryBody'
export const textForBytes: GetPagesAnswer = { status: 200, body: 'abc' };

export const thing: ThingApi = {
  getThing: ({ path, query, headers }) => {
    const defaulted: boolean = query.abort;
    // @ts-expect-error may be absent: Type 'string | undefined' is not assignable to type 'string'
    const optional: string = query.maxWait;
    // @ts-expect-error may be a bigint: Type 'number | bigint' is not assignable to type 'number'
    const token: number = path.token;
    // @ts-expect-error isn't in the spec: Property 'X-Other' does not exist on type
    const undocumented: unknown = headers['X-Other'];
    // @ts-expect-error isn't in the spec: Property 'stage' does not exist on type
    const unknownParameter: unknown = path.stage;
    return {
      status: 200,
      body: { seen: [defaulted, optional, token, undocumented, unknownParameter].join() },
    };
  },
};

export const bodies: Pick<BodyApi, 'putJson' | 'postOptional'> = {
  // @ts-expect-error may be absent: Type 'undefined' is not assignable to type 'string'
  postOptional: ({ body }) => ({ status: 200, body }),
  putJson: ({ body }) => {
    // @ts-expect-error bodies can't be changed: Cannot assign to 'text' because it is a read-only property
    body.text = 'other';
    return { status: 200, body };
  },
};

/** `@type` narrows, and a forgotten node shows. */
export function depth(node: PlanNode): number {
  switch (node['@type']) {
    case 'filter':
      return 1 + depth(node.source);
    case 'values':
      return node.rowCount;
    default:
      return node satisfies never;
  }
}

export async function calls(): Promise<unknown> {
  const thingClient = new ThingClient('http://127.0.0.1:8080', transport);
  const reportClient = new ReportClient('http://127.0.0.1:8080', transport);
  const bodyClient = new BodyClient('http://127.0.0.1:8080', transport);
  // @ts-expect-error a required header is missing: Property 'headers' is missing
  await thingClient.getThing({ path: { name: 'a', token: 1 } });
  // @ts-expect-error a path parameter is missing: Property 'token' is missing
  await thingClient.getThing({ path: { name: 'a' }, headers: { 'X-Version': 1 } });
  const path = { name: 'a', token: 1 };
  // @ts-expect-error an undocumented parameter: 'other' does not exist in type
  await thingClient.getThing({ path, headers: { 'X-Version': 1 }, query: { other: 1 } });
  // @ts-expect-error no body: Property 'body' is missing
  await bodyClient.putJson({});
  // @ts-expect-error a body where none is documented: is not assignable to type 'undefined'
  await reportClient.getReport({ body: 'a' });
  await reportClient.getReport({}, { signal: AbortSignal.timeout(1000), headers: { 'X-Trace': 'a' } });
  const first = await reportClient.getReport();
  // @ts-expect-error before the undocumented is ruled out the body may be anything: Property 'lines' does not exist on type
  if (first.status === 200) return first.body.lines;
  const result = await reportClient.getReport();
  if (result.undocumented) return result.body.byteLength;
  switch (result.status) {
    case 200: {
      const complete: boolean | undefined = result.headers['X-Complete'];
      // @ts-expect-error isn't in the spec: Property 'X-Other' does not exist on type
      const other: unknown = result.headers['X-Other'];
      return [complete, other, result.body.lines];
    }
    case 204:
    case 410:
      return result.headers;
    case 400:
    case 404:
      return result.body;
    default:
      return result satisfies never;
  }
}
