import { Agent, createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import express, { type ErrorRequestHandler, type Express, type RequestHandler, type Router } from 'express';
import * as OpenApiValidator from 'express-openapi-validator';
import * as coordinator from '../../generated/coordinator/server.ts';
import type { RouterHooks } from '../../generated/runtime.ts';
import * as worker from '../../generated/worker/server.ts';
import { type Recording, readRecordings } from './recording.ts';
import { requestBodyText } from './request-body-text.ts';
import { findOperation, findRoute } from './route.ts';
import { type Sent, send } from './send.ts';
import { loadSpec, type Spec, type SpecName } from './spec.ts';

/** What both applications answer to a request that the spec allows. */
const ACCEPTED = 299;
/** What the generated routers' application answers to one that it forbids; the problem is in the body. */
const REFUSED = 499;

/** Handlers that accept whatever reaches them. */
class Accepted extends Error {}

const hooks: RouterHooks = {
  authorize: () => ({ user: 'alice', internal: true }),
  reject: (problem, _operation, _request, response) => {
    response.status(REFUSED).json(problem);
  },
  fail: (error, _operation, _request, response) => {
    response
      .status(error instanceof Accepted ? ACCEPTED : 598)
      .end(error instanceof Error ? error.stack : '');
  },
  bodyLimit: () => 64 * 1024 * 1024,
};

/** An implementation of any generated interface. */
const accepting = new Proxy(
  {},
  {
    get: () => () => {
      throw new Accepted();
    },
  },
) as never;

type MakeRouter = (api: never, hooks: RouterHooks) => Router;

/** The application of the generated routers and validators. */
function generatedApp(module: object): Express {
  const app = express();
  for (const [name, make] of Object.entries(module) as [string, unknown][]) {
    if (name.endsWith('Router')) app.use((make as MakeRouter)(accepting, hooks));
  }
  return app;
}

/** The application of express-openapi-validator, set up to be as lenient about what OpenAPI leaves open as Trino is. */
function validatorApp(spec: Spec): Express {
  const app = express();
  const isJson = (type: string | undefined) => /^application\/json/i.test(type ?? '');
  app.use(
    express.json({
      strict: false,
      limit: '64mb',
      type: (request) => isJson(request.headers['content-type']),
    }),
  );
  app.use(express.urlencoded({ extended: false }));
  app.use(express.text({ limit: '64mb', type: (request) => !isJson(request.headers['content-type']) }));
  // The parser leaves an empty text out, and the middleware doesn't ask whether a body is required.
  app.use((request, _response, next) => {
    if (request.method === 'POST' && request.headers['content-type'] === undefined) request.body ??= '';
    next();
  });
  app.use(
    OpenApiValidator.middleware({
      apiSpec: spec.forMiddleware() as never,
      validateApiSpec: false,
      validateRequests: { discriminator: true, allowUnknownQueryParameters: true },
      validateResponses: false,
      validateSecurity: false,
    }) as unknown as RequestHandler,
  );
  app.use((_request, response) => {
    response.status(ACCEPTED).end();
  });
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- Express knows a handler of errors by its four parameters.
  app.use(((error: { status?: number; message: string }, _request, response, _next) => {
    response.status(error.status ?? 597).json({ message: error.message });
  }) satisfies ErrorRequestHandler);
  return app;
}

async function listen(app: Express): Promise<{ readonly server: Server; readonly url: string }> {
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** The request to send for a recording: connection headers are made anew. */
function requestOf(recording: Recording): Sent {
  const { method, path, headers } = recording.request;
  const own = new Set(['host', 'content-length', 'connection', 'accept-encoding']);
  const kept = Object.entries(headers).filter(([name]) => !own.has(name.toLowerCase()));
  return { method, path, headers: Object.fromEntries(kept), body: requestBodyText(recording) };
}

describe('Verdicts on recorded requests', () => {
  const modules = { coordinator, worker } as const;
  const agent = new Agent({ keepAlive: true });
  const servers: Server[] = [];
  const urls: Partial<Record<SpecName, { readonly generated: string; readonly middleware: string }>> = {};
  let specs: readonly Spec[] = [];

  before(async () => {
    specs = await Promise.all([loadSpec('coordinator'), loadSpec('worker')]);
    for (const spec of specs) {
      const [generated, middleware] = await Promise.all([
        listen(generatedApp(modules[spec.name])),
        listen(validatorApp(spec)),
      ]);
      servers.push(generated.server, middleware.server);
      urls[spec.name] = { generated: generated.url, middleware: middleware.url };
    }
  });

  after(() => {
    agent.destroy();
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  });

  it("are the same from the generated validators and from express-openapi-validator's", async function () {
    this.timeout(60_000);
    const disagreements: string[] = [];
    const counts = { accepted: 0, refused: 0 };
    for (const recording of readRecordings()) {
      for (const spec of specs) {
        const route = findRoute(spec, String(recording.request.path.split('?', 1)[0]));
        if (route === undefined || findOperation(spec, route, recording.request.method) === undefined)
          continue;
        const { generated, middleware } = urls[spec.name] ?? { generated: '', middleware: '' };
        const sent = requestOf(recording);
        const [ours, theirs] = await Promise.all([
          send(generated, sent, agent),
          send(middleware, sent, agent),
        ]);
        expect([ACCEPTED, REFUSED], `${recording.name}: ${ours.body.toString()}`).to.include(ours.status);
        expect(theirs.status, `${recording.name}: ${theirs.body.toString()}`).to.be.lessThan(500);
        if ((ours.status === ACCEPTED) !== (theirs.status === ACCEPTED)) {
          disagreements.push(
            `${recording.name} (${recording.response.status}): ` +
              `ours ${ours.status} ${ours.body.toString()}, theirs ${theirs.status} ${theirs.body.toString()}`,
          );
        }
        counts[ours.status === ACCEPTED ? 'accepted' : 'refused'] += 1;
      }
    }
    expect(disagreements.join('\n')).to.equal('');
    console.log(`      ${counts.accepted} accepted and ${counts.refused} refused by both`);
    expect(counts.refused).to.be.greaterThan(20);
  });
});
