import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { captureBody } from './capture-request.ts';
import { holdAnswer } from './capture-response.ts';
import type { HeldAnswer } from './capture-response.ts';
import { loadContractSpec, member, resolveReference } from './contract-spec.ts';
import type { ContractSpec, SpecValue } from './contract-spec.ts';

/** What express-openapi-validator found out about a request and its answer. */
interface Exchange {
  /** Why it refuses the request. */
  refusal?: string;
  /** What is wrong with the answer's body. */
  complaint?: string;
}

/** What the middleware leaves on requests that its spec knows. */
interface DocumentedRequest {
  readonly openapi?: { readonly schema?: SpecValue };
}

/** Answers of the server itself, whatever the operation: they stand in no operation's list. */
const answersOfTheServer: readonly number[] = [405, 413];

/**
 * A second pair of eyes (`--contract`): express-openapi-validator checks every request and answer against the specs. A request
 * that it refuses must not be answered 2xx, and an answer must be documented with all that is in it; what isn't goes out as a
 * 500 that says so. Costs half a second at the start and holds all bodies in memory.
 */
export async function createContract(coordinator: boolean, log: Logger): Promise<readonly RequestHandler[]> {
  const worker = await checksOf('worker', log);
  if (!coordinator) return worker;
  const forTasks = (request: Request): boolean => request.path.startsWith('/v1/task');
  return [
    ...worker.map((handler) => onlyFor(forTasks, handler)),
    ...(await checksOf('coordinator', log)).map((handler) =>
      onlyFor((request) => !forTasks(request), handler),
    ),
  ];
}

const exchanges = new WeakMap<Request, Exchange>();

function exchangeOf(request: Request): Exchange {
  let exchange = exchanges.get(request);
  if (exchange === undefined) exchanges.set(request, (exchange = {}));
  return exchange;
}

type SpecName = 'coordinator' | 'worker';

interface Validator {
  readonly spec: ContractSpec;
  readonly handlers: readonly RequestHandler[];
}

/** Making one takes long, and nodes of one process can share it. */
const validators = new Map<SpecName, Promise<Validator>>();

function validatorOf(name: SpecName): Promise<Validator> {
  let validator = validators.get(name);
  if (validator === undefined) validators.set(name, (validator = createValidator(name)));
  return validator;
}

async function createValidator(name: SpecName): Promise<Validator> {
  const [{ middleware }, spec] = await Promise.all([
    import('express-openapi-validator'),
    loadContractSpec(name),
  ]);
  const handlers = middleware({
    apiSpec: spec as unknown as Parameters<typeof middleware>[0]['apiSpec'],
    validateApiSpec: false,
    validateRequests: { discriminator: true, allowUnknownQueryParameters: true },
    validateResponses: {
      onError: (error, _body, request) => {
        exchangeOf(request).complaint = error.message;
      },
    },
    validateSecurity: false,
    ignoreUndocumented: true,
    fileUploader: false,
  });
  return { spec, handlers: handlers as unknown as RequestHandler[] };
}

async function checksOf(name: SpecName, log: Logger): Promise<readonly RequestHandler[]> {
  const { spec, handlers } = await validatorOf(name);
  const open: RequestHandler = async (request, response, next) => {
    await captureBody(request);
    holdAnswer(response, (answer) => {
      const complaint = checkAnswer(spec, exchangeOf(request), request, response, answer);
      if (complaint === undefined) return undefined;
      log.error({ method: request.method, path: request.path, status: answer.status }, complaint);
      return complaint;
    });
    next();
  };
  const note: ErrorRequestHandler = (error: unknown, request, _response, next) => {
    exchangeOf(request).refusal = error instanceof Error ? error.message : String(error);
    next();
  };
  // Express takes handlers of errors in the same list.
  return [open, ...handlers, note as unknown as RequestHandler];
}

/** Leaves other requests alone; keeps the number of parameters, by which Express knows handlers of errors. */
function onlyFor(applies: (request: Request) => boolean, handler: RequestHandler): RequestHandler {
  if (handler.length === 4) {
    const errorHandler = handler as unknown as ErrorRequestHandler;
    const wrapped: ErrorRequestHandler = (error, request, response, next) => {
      if (applies(request)) return errorHandler(error, request, response, next);
      next(error);
      return undefined;
    };
    return wrapped as unknown as RequestHandler;
  }
  return (request, response, next) => {
    if (applies(request)) return handler(request, response, next);
    next();
    return undefined;
  };
}

function checkAnswer(
  spec: ContractSpec,
  exchange: Exchange,
  request: Request,
  response: Response,
  answer: HeldAnswer,
): string | undefined {
  const { schema } = (request as DocumentedRequest).openapi ?? {};
  if (schema === undefined || answer.status >= 500 || answersOfTheServer.includes(answer.status))
    return undefined;
  const violation = (what: string): string =>
    `Contract violated by ${request.method} ${request.path}: ${what}`;
  if (exchange.refusal !== undefined && answer.status < 300) {
    return violation(
      `answered ${answer.status}, but express-openapi-validator refuses the request: ${exchange.refusal}`,
    );
  }
  const documented = resolveReference(spec, member(member(schema, 'responses'), String(answer.status)));
  if (documented === undefined) return violation(`${answer.status} is not documented`);
  const contents = Object.keys((member(documented, 'content') ?? {}) as Record<string, SpecValue>);
  const contentType = answer.headers['content-type'];
  if (contents.length === 0) {
    return answer.body.length === 0 ? undefined : violation(`${answer.status} is documented without a body`);
  }
  if (typeof contentType !== 'string' || !contents.includes(contentType)) {
    return violation(
      `${answer.status} is documented as ${contents.join(', ')}, not as ${String(contentType)}`,
    );
  }
  if (!contentType.startsWith('application/json') || answer.status >= 400) return undefined;
  // The middleware has put its check into `json`.
  response.setHeader('content-type', contentType);
  response.json(JSON.parse(answer.body.toString('utf8')));
  return exchange.complaint === undefined
    ? undefined
    : violation(`the body of ${answer.status} ${exchange.complaint}`);
}
