import { TaskClient } from '../../../generated/worker/client.ts';
import { ResponseFormatError } from '../../../generated/runtime.ts';
import type { Transport } from '../../../generated/runtime.ts';
import { TrinoError } from '../errors/trino-error.ts';
import { readPageStream } from '../pages/page-stream.ts';
import { formatDataSize } from '../units/data-size.ts';
import { PageTransportError } from './page-transport-error.ts';
import type { ResultsAnswer, ResultsClient } from './results-client.ts';

const locationPattern = /^(https?:\/\/([^/]+))\/v1\/task\/([^/]+)\/results\/([0-9]+)\/?$/;

/**
 * The results of one task's buffer, over the generated worker client.
 * @param location `http://host:port/v1/task/{taskId}/results/{bufferId}`, as remote splits name it
 * @throws TrinoError GENERIC_INTERNAL_ERROR when the location is something else
 */
export function createTaskResultsClient(location: string, transport: Transport): ResultsClient {
  const match = locationPattern.exec(location);
  if (match === null)
    throw new TrinoError('GENERIC_INTERNAL_ERROR', `Invalid exchange location: ${location}`);
  const [, baseUrl, remoteHost, taskId, buffer] = match as unknown as [
    string,
    string,
    string,
    string,
    string,
  ];
  const bufferId = Number(buffer);
  const client = new TaskClient(baseUrl, transport);
  const uri = (token: number): string => `${location}/${token}`;

  /** An answer that isn't a page stream is final: the producer's node doesn't speak this protocol, or has forgotten the task. */
  function refuse(token: number, problem: string): never {
    throw new PageTransportError(
      'PAGE_TRANSPORT_ERROR',
      `Error fetching ${uri(token)}: ${problem}`,
      remoteHost,
      'io.trino.operator.PageTransportErrorException',
    );
  }

  return {
    uri,
    remoteHost,
    async fetch(token, maxBytes, signal): Promise<ResultsAnswer> {
      const answer = await client
        .getResults(
          { path: { taskId, bufferId, token }, headers: { 'X-Trino-Max-Size': formatDataSize(maxBytes) } },
          { signal },
        )
        .catch((error: unknown) => {
          if (error instanceof ResponseFormatError) refuse(token, error.message);
          throw error;
        });
      if (answer.undocumented === true || (answer.status !== 200 && answer.status !== 204)) {
        refuse(token, unexpected(answer.status, answer.headers, answer.body));
      }
      const { headers } = answer;
      return {
        taskInstanceId: headers['X-Trino-Task-Instance-Id'],
        token: Number(headers['X-Trino-Page-Sequence-Id']),
        nextToken: Number(headers['X-Trino-Page-End-Sequence-Id']),
        complete: headers['X-Trino-Buffer-Complete'],
        taskFailed: headers['X-Trino-Task-Failed'],
        pages: answer.status === 200 ? readPageStream(answer.body) : [],
      };
    },
    async acknowledge(token, signal): Promise<void> {
      await client.acknowledgeResults({ path: { taskId, bufferId, token } }, { signal });
    },
    async destroy(signal): Promise<void> {
      const answer = await client.destroyTaskResults({ path: { taskId, bufferId } }, { signal });
      if (answer.status !== 204) throw new Error(`DELETE ${location} was answered ${answer.status}`);
    },
  };
}

/** What stock says about an answer that is no page stream; the beginning of its body included. */
function unexpected(status: number, headers: Readonly<Record<string, unknown>>, body: unknown): string {
  if (status === 200) {
    return `Expected application/x-trino-pages response from server but got ${String(headers['content-type'])}`;
  }
  const text =
    body instanceof Uint8Array ? Buffer.from(body).toString('utf8') : typeof body === 'string' ? body : '';
  return `Expected response code to be 200, but was ${status}:\n${text.slice(0, 1000)}`;
}
