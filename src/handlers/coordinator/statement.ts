import type { Request } from 'express';
import type {
  GetExecutingStatementAnswer,
  GetQueuedStatementAnswer,
  StatementApi,
} from '../../../generated/coordinator/server.ts';
import { encoded } from '../../../generated/runtime.ts';
import type { QueryResults } from '../../../generated/coordinator/types.ts';
import type { Query } from '../../engine/schedule/query.ts';
import type { QueryManager } from '../../engine/schedule/query-manager.ts';
import type { Answer, StatementProtocol } from '../../engine/results/statement-protocol.ts';
import type { SessionRequest } from '../../engine/session/create-session.ts';
import type { Session } from '../../engine/session/session.ts';
import { parseDataSize } from '../../engine/units/data-size.ts';
import { parseDuration } from '../../engine/units/duration.ts';
import { baseUri } from '../base-uri.ts';
import { answersWithPrefix, prefixOf } from '../header-prefix.ts';
import { errorPage } from '../error-page.ts';
import { InvalidHeader, sessionContext } from './session-context.ts';

const textPlain = 'text/plain';
const htmlPage = 'text/html;charset=iso-8859-1';

/**
 * The client protocol's resources.
 * @param createSession makes the session of a query from what its request said
 */
export function createStatementApi(
  queries: QueryManager,
  protocol: StatementProtocol,
  createSession: (queryId: string, context: SessionRequest) => Session,
): StatementApi {
  /** Of queries whose clients use another prefix than Trino's. */
  const prefixes = new WeakMap<Query, string>();
  return {
    async postStatement({ body, identity, http }) {
      if (identity.internal) {
        return { status: 403, body: 'Internal communication can not be used to start a query' };
      }
      if (body === '') return { status: 400, body: 'SQL statement is empty' };
      let context: SessionRequest;
      try {
        context = await sessionContext(http.headers, identity.user ?? '', http.socket.remoteAddress);
      } catch (error) {
        if (error instanceof InvalidHeader) return { status: 400, body: error.message };
        throw error;
      }
      const query = queries.create(body, (queryId) => createSession(queryId, context));
      const prefix = prefixOf(http.res);
      if (prefix !== undefined) prefixes.set(query, prefix);
      return { status: 200, body: protocol.created(query, baseUri(http)) };
    },

    async getQueuedStatement({ path, query, http }): Promise<GetQueuedStatementAnswer> {
      return answered(
        await protocol.queued(
          path.queryId,
          path.slug,
          Number(path.token),
          millisOf(query.maxWait),
          baseUri(http),
        ),
        http,
      );
    },

    async getExecutingStatement({ path, query, http }): Promise<GetExecutingStatementAnswer> {
      const known = queries.get(path.queryId);
      const prefix = known === undefined ? undefined : prefixes.get(known);
      if (prefix !== undefined && http.res !== undefined) answersWithPrefix(http.res, prefix);
      return answered(
        await protocol.executing(path.queryId, path.slug, Number(path.token), {
          waitMillis: millisOf(query.maxWait),
          targetBytes:
            query.targetResultSize === undefined ? undefined : parseDataSize(query.targetResultSize),
          base: baseUri(http),
        }),
        http,
      );
    },

    async cancelQueuedStatement({ path }) {
      return protocol.cancel('queued', path.queryId, path.slug, Number(path.token))
        ? { status: 204 }
        : unknownQuery;
    },

    async cancelExecutingStatement({ path }) {
      return protocol.cancel('executing', path.queryId, path.slug, Number(path.token))
        ? { status: 204 }
        : unknownQuery;
    },

    async partialCancelStatement({ path }) {
      return protocol.cancelStage(path.queryId, path.stage, path.slug, Number(path.token))
        ? { status: 204 }
        : unknownQuery;
    },
  };
}

const unknownQuery = { status: 404, body: 'Query not found' } as const;

type PollAnswer = Extract<GetExecutingStatementAnswer, GetQueuedStatementAnswer>;

function answered(answer: Answer, http: Request): PollAnswer {
  switch (answer.kind) {
    case 'results':
      return { status: 200, headers: answer.headers ?? {}, body: answer.results };
    case 'encoded':
      return { status: 200, headers: answer.headers ?? {}, body: encoded<QueryResults>(answer.bytes) };
    case 'notFound':
      return { status: 404, contentType: textPlain, body: 'Query not found' };
    case 'gone':
      return { status: 410, contentType: htmlPage, body: errorPage(410, http.path) };
    default:
      return unreachable(answer);
  }
}

function millisOf(duration: string | undefined): number | undefined {
  const nanos = duration === undefined ? undefined : parseDuration(duration);
  return nanos === undefined ? undefined : nanos / 1e6;
}

function unreachable(value: never): never {
  throw new Error(`unknown answer ${JSON.stringify(value)}`);
}
