import type { IncomingMessage } from 'node:http';
import type { Identity, OperationInfo } from '../../generated/runtime.ts';
import { internalTokenHeader } from './internal-token.ts';
import type { InternalTokens } from './internal-token.ts';
import { Refusal } from './refusal.ts';
import type { UiSessions } from './ui-session.ts';

/** Says who may call an operation, by its access class (PROTOCOL 1.1). */
export interface Authenticator {
  /** @throws Refusal */
  authorize(operation: OperationInfo, request: IncomingMessage): Promise<Identity>;
  /** Who asks, where any user will do: what the class AUTHENTICATED_USER asks for. @throws Refusal */
  user(request: IncomingMessage): Promise<Identity>;
}

const everyone: Identity = { internal: false };
const anotherNode: Identity = { internal: true };

/**
 * Trino's "insecure" authentication: a name is enough, passwords are refused. Nodes prove themselves by a token.
 * @param uiSessions absent where there is no console
 */
export function createAuthenticator(
  tokens: InternalTokens,
  uiSessions: UiSessions | undefined,
): Authenticator {
  /** @returns undefined without a token @throws Refusal when the token isn't good */
  async function internalIdentity(request: IncomingMessage): Promise<Identity | undefined> {
    const token = request.headers[internalTokenHeader.toLowerCase()];
    if (typeof token !== 'string') return undefined;
    if (await tokens.accepts(token)) return anotherNode;
    throw new Refusal(401);
  }

  async function user(request: IncomingMessage): Promise<Identity> {
    return (await internalIdentity(request)) ?? { internal: false, user: userOf(request) };
  }

  return {
    user,
    async authorize(operation, request) {
      switch (operation.access) {
        case 'PUBLIC':
          return everyone;
        case 'AUTHENTICATED_USER':
        case 'MANAGEMENT_READ': {
          const identity = await user(request);
          if (operation.operationId === statementOperation) refuseInternal(identity);
          else refuseImpersonation(identity, request);
          return identity;
        }
        case 'MANAGEMENT_WRITE': {
          const identity = await user(request);
          // Trino's default access control lets no user write here.
          if (!identity.internal) throw new Refusal(403);
          return identity;
        }
        case 'INTERNAL_ONLY': {
          const identity = await internalIdentity(request);
          if (identity === undefined) throw new Refusal(403);
          return identity;
        }
        case 'WEB_UI': {
          const name = await uiSessions?.userOf(request);
          if (name === undefined) {
            throw new Refusal(401, {
              text: 'Unauthorized',
              headers: { 'WWW-Authenticate': 'Trino-Form-Login' },
            });
          }
          return { internal: false, user: name };
        }
        default:
          return operation.access satisfies never;
      }
    },
  };
}

/** Operation whose session user is checked when the query starts, not at the door. */
const statementOperation = 'postStatement';

function refuseInternal(identity: Identity): void {
  if (!identity.internal) return;
  throw new Refusal(403, {
    text: 'Internal communication can not be used to start a query',
    contentType: 'text/plain',
  });
}

/** Nobody may act for another user: the default access control allows no impersonation. */
function refuseImpersonation({ user, internal }: Identity, request: IncomingMessage): void {
  const wanted = textHeader(request, 'x-trino-user');
  if (internal || wanted === undefined || wanted === user) return;
  // X-Trino-Original-User is who authenticated; SET SESSION AUTHORIZATION made X-Trino-User of it.
  if (textHeader(request, 'x-trino-original-user') !== undefined) return;
  throw new Refusal(403);
}

function textHeader(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return text === '' ? undefined : text;
}

const challenge = { 'WWW-Authenticate': 'Basic realm="Trino"' };

/** The user that the request names. @throws Refusal with Trino's words */
function userOf(request: IncomingMessage): string {
  const basic = basicCredentials(request);
  if (basic !== undefined) {
    if (basic.password !== '') {
      throw new Refusal(401, {
        text: 'Password not allowed for insecure authentication',
        headers: challenge,
      });
    }
    return basic.user;
  }
  const user = textHeader(request, 'x-trino-original-user') ?? textHeader(request, 'x-trino-user');
  if (user !== undefined) return user;
  throw new Refusal(401, {
    text: 'Basic authentication or X-Trino-Original-User or X-Trino-User must be sent',
    headers: challenge,
  });
}

function basicCredentials(
  request: IncomingMessage,
): { readonly user: string; readonly password: string } | undefined {
  const [, encoded] = /^basic\s+(.+)$/i.exec(request.headers.authorization?.trim() ?? '') ?? [];
  if (encoded === undefined) return undefined;
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(encoded) || encoded.length % 4 === 1) {
    throw new Refusal(401, { text: 'Invalid base64 encoded credentials' });
  }
  const decoded = Buffer.from(encoded, 'base64').toString('latin1');
  const colon = decoded.indexOf(':');
  const user = colon < 0 ? decoded : decoded.slice(0, colon);
  if (user === '') throw new Refusal(401, { text: 'Malformed credentials: user is empty' });
  return { user, password: colon < 0 ? '' : decoded.slice(colon + 1) };
}
