import type { Request, Response, Router } from 'express';
import { type AnswerValue, writeAnswer } from './answer.ts';
import { readBody } from './body.ts';
import type { Identity } from './identity.ts';
import { type OperationDescriptor, type OperationInfo, pathPieces } from './operation.ts';
import { readParameters } from './parameters.ts';
import type { Problem, Validate } from './problem.ts';

/** What a server decides about all operations. A hook that answers writes the whole answer. */
export interface RouterHooks {
  /** Says who asks, before anything else of the request is looked at. Throws to refuse; what it threw goes to `fail`. */
  authorize(operation: OperationInfo, request: Request): Identity | Promise<Identity>;
  /** Answers a request that the spec forbids. */
  reject(
    problem: Problem,
    operation: OperationInfo,
    request: Request,
    response: Response,
  ): void | Promise<void>;
  /** Answers when `authorize` or the handler threw, or the handler's answer isn't in the spec. */
  fail(error: unknown, operation: OperationInfo, request: Request, response: Response): void | Promise<void>;
  /** The number of bytes that a body of the operation may have. */
  bodyLimit(operation: OperationInfo): number;
}

/** An operation and the method that answers it, with their types forgotten. */
export interface Route {
  readonly operation: OperationDescriptor;
  readonly validateParameters: Validate | undefined;
  readonly validateBody: Validate | undefined;
  readonly handle: (request: never) => AnswerValue | Promise<AnswerValue>;
}

/**
 * Registers routes with an Express router. HEAD comes before GET (Express answers HEAD with a GET route), and paths with literal
 * segments before those with parameters.
 */
export function mountRoutes(router: Router, hooks: RouterHooks, routes: readonly Route[]): void {
  for (const route of [...routes].sort(bySpecificity)) {
    const path = expressPath(route.operation);
    const listener = (request: Request, response: Response): void => {
      void answer(route, hooks, request, response);
    };
    switch (route.operation.method) {
      case 'GET':
        router.get(path, listener);
        break;
      case 'HEAD':
        router.head(path, listener);
        break;
      case 'POST':
        router.post(path, listener);
        break;
      case 'PUT':
        router.put(path, listener);
        break;
      case 'DELETE':
        router.delete(path, listener);
        break;
      default:
        route.operation.method satisfies never;
    }
  }
}

function bySpecificity(one: Route, other: Route): number {
  const ones = one.operation.path.split('/');
  const others = other.operation.path.split('/');
  for (let index = 0; index < Math.min(ones.length, others.length); index++) {
    const difference = Number(ones[index]?.startsWith('{')) - Number(others[index]?.startsWith('{'));
    if (difference !== 0) return difference;
  }
  if (ones.length !== others.length) return others.length - ones.length;
  return Number(other.operation.method === 'HEAD') - Number(one.operation.method === 'HEAD');
}

/** The path in Express's words: `/v1/task/:taskId`, `/v1/resourceGroupState/*resourceGroupId`. */
function expressPath(operation: OperationDescriptor): string {
  const several = new Set(operation.parameters.filter((p) => p.severalSegments === true).map((p) => p.name));
  return pathPieces(operation.path)
    .map((piece) => {
      if (piece.parameter === undefined) return piece.text;
      return `${several.has(piece.parameter) ? '*' : ':'}${piece.parameter}`;
    })
    .join('');
}

/** From request to answer. Never rejects: what goes wrong is answered, or ends the connection. */
async function answer(route: Route, hooks: RouterHooks, request: Request, response: Response): Promise<void> {
  const { operation } = route;
  try {
    try {
      const identity = await hooks.authorize(operation, request);
      const values = readParameters(operation.parameters, route.validateParameters, request, request.params);
      if ('kind' in values) {
        await hooks.reject(values, operation, request, response);
        return;
      }
      let body: unknown;
      if (operation.body !== undefined) {
        const read = await readBody(operation.body, route.validateBody, request, hooks.bodyLimit(operation));
        if (read.problem !== undefined) {
          if (read.problem.kind === 'body-too-large') response.shouldKeepAlive = false;
          await hooks.reject(read.problem, operation, request, response);
          return;
        }
        body = read.value;
      }
      const { path, query, headers } = values;
      const answered = await route.handle({ path, query, headers, body, identity, http: request } as never);
      await writeAnswer(operation, answered, request, response);
    } catch (error) {
      await hooks.fail(error, operation, request, response);
    }
  } catch (error) {
    // Not even the refusal could be written: without an end the client would wait for ever.
    response.destroy(error instanceof Error ? error : undefined);
  }
}
