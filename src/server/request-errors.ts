import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { OperationDescriptor, OperationInfo, Problem } from '../../generated/runtime.ts';
import { TrinoError } from '../engine/errors/trino-error.ts';
import { TaskRequestError } from '../engine/exchange/task-request-error.ts';
import { sendErrorPage, sendErrorText } from './error-page.ts';
import { Refusal } from './refusal.ts';

/**
 * The one table from what is wrong with a request to what Trino answers (PROTOCOL 1, traps 4, 5 and 10). Where a stock server
 * sends a Java stack trace, a line of text says the same.
 */
export function rejectRequest(
  problem: Problem,
  operation: OperationInfo,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  switch (problem.kind) {
    case 'path':
      // Trino reads task ids inside the task manager, other path values while it looks for the resource.
      if (problem.parameter === 'taskId')
        sendErrorText(response, 500, `Invalid taskId ${problem.value ?? ''}`);
      else sendErrorPage(request, response, 404);
      return;
    case 'query':
      if (isReadByHandler(operation, problem)) sendErrorText(response, 500, problem.message);
      else sendErrorPage(request, response, 404);
      return;
    case 'header':
      if (problem.value === undefined) sendErrorText(response, 500, problem.message);
      else if (operation.operationId === 'postStatement')
        sendErrorText(response, 400, sessionHeaderError(problem));
      else sendErrorPage(request, response, 400);
      return;
    case 'content-type':
      sendErrorPage(request, response, 415);
      return;
    case 'body-missing':
      if (operation.operationId === 'postStatement') sendErrorText(response, 400, 'SQL statement is empty');
      else if (request.headers['content-type'] === undefined) sendErrorText(response, 500, problem.message);
      else sendBodyError(problem, operation, response);
      return;
    case 'body-schema':
      // JSON's null is read without complaint by Trino, whose resource then misses the value.
      if (operation.operationId === 'updateInfoState' && !isText(problem)) {
        sendErrorText(response, 500, problem.message);
        return;
      }
      sendBodyError(problem, operation, response);
      return;
    case 'body-syntax':
      sendBodyError(problem, operation, response);
      return;
    case 'body-too-large':
      sendErrorPage(request, response, 413);
      return;
    case 'body-aborted':
      // Nobody is there to read an answer.
      response.destroy();
      return;
    default:
      problem.kind satisfies never;
  }
}

/** Whether a body that should be a text is one, if not one of those that are known. */
function isText(problem: Problem): boolean {
  return problem.errors?.some((error) => error.instancePath === '' && error.keyword === 'type') !== true;
}

/** What stock says about a header of a session that it can't read. */
function sessionHeaderError({ parameter, value }: Problem): string {
  return parameter === 'X-Trino-Transaction-Id'
    ? `Invalid UUID string: ${value ?? ''}`
    : `Invalid ${parameter ?? ''} header`;
}

/** Query parameters that Trino takes as text and reads in the resource itself. */
function isReadByHandler(operation: OperationInfo, problem: Problem): boolean {
  return (
    operation.operationId.startsWith('list') &&
    (problem.parameter === 'state' || problem.parameter === 'user')
  );
}

/** The text is labelled with the type that the operation would have answered: JSON, more often than not. */
function sendBodyError(problem: Problem, operation: OperationInfo, response: ServerResponse): void {
  const contents = descriptorOf(operation)?.answers[200]?.contents ?? [];
  sendErrorText(response, 400, problem.message, contents[0]?.mediaType ?? 'text/plain');
}

/** Routers hand over the whole descriptor, of which hooks are promised the part about access. */
export function descriptorOf(operation: OperationInfo): OperationDescriptor | undefined {
  return 'answers' in operation ? (operation as OperationDescriptor) : undefined;
}

/** Answers what a handler or the way to it threw. */
export function failRequest(
  error: unknown,
  request: IncomingMessage,
  response: ServerResponse,
  log: Logger,
  operation?: OperationInfo,
): void {
  if (error instanceof Refusal) {
    if (error.text === undefined) sendErrorPage(request, response, error.status, error.headers);
    else sendErrorText(response, error.status, error.text, error.contentType, error.headers);
    return;
  }
  if (response.destroyed) return;
  const context = {
    err: error,
    operation: operation?.operationId,
    method: request.method,
    path: request.url,
  };
  // What callers did wrong is theirs to read; what else is thrown is a mistake of ours.
  if (error instanceof TrinoError || error instanceof TaskRequestError) log.info(context, 'Request refused');
  else log.error(context, 'Request failed');
  if (response.headersSent) {
    response.destroy();
    return;
  }
  // One line: what follows could be a trace.
  const [text = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  sendErrorText(response, 500, text);
}
