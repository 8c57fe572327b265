import type { Recording } from './recording.ts';

/**
 * The text of a recorded request's body as it went over the wire; undefined without one. Recordings hold parsed JSON, so where what was
 * sent differs from how it would be written now (no JSON, the word null), the description says it.
 */
export function requestBodyText({ request, description }: Recording): string | undefined {
  const said = /with body '(.*)'/.exec(description)?.[1];
  if (said !== undefined) {
    return said === '' ? undefined : said;
  }
  if (request.body === null || request.body === '') {
    return undefined;
  }
  const isJsonText = request.path === '/v1/info/state';
  return typeof request.body === 'string' && !isJsonText ? request.body : JSON.stringify(request.body);
}
