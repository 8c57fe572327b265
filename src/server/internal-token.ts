import { createHash } from 'node:crypto';
import type { Clock } from '../engine/schedule/clock.ts';

/** Makes and checks the tokens by which nodes of a cluster know each other (PROTOCOL 1.2). */
export interface InternalTokens {
  /** A token of this node, good for at least two minutes more. */
  issue(): Promise<string>;
  /** Whether a token of any node with our secret, that hasn't expired. */
  accepts(token: string): Promise<boolean>;
}

export const internalTokenHeader = 'X-Trino-Internal-Bearer';

const lifeMillis = 5 * 60_000;
const renewMillis = 3 * 60_000;
/** Nodes reuse a token for minutes, so accepted ones are remembered; so many at the most. */
const rememberedTokens = 256;

/**
 * @param secret `internal-communication.shared-secret`, or the name of the environment where none is set
 */
export function createInternalTokens(options: {
  readonly nodeId: string;
  readonly secret: string;
  readonly clock: Clock;
}): InternalTokens {
  const { clock } = options;
  const key = createHash('sha256').update(options.secret, 'utf8').digest();
  const accepted = new Map<string, number>();
  let issued: { readonly token: Promise<string>; readonly renewAt: number } | undefined;

  return {
    issue() {
      const now = clock.now();
      if (issued === undefined || now >= issued.renewAt) {
        issued = { token: sign(options.nodeId, key, now + lifeMillis), renewAt: now + renewMillis };
      }
      return issued.token;
    },
    async accepts(token) {
      const now = clock.now();
      const known = accepted.get(token);
      if (known !== undefined) return known > now;
      const expires = await verify(token, key, now);
      if (expires === undefined) return false;
      if (accepted.size >= rememberedTokens) accepted.clear();
      accepted.set(token, expires);
      return true;
    },
  };
}

async function sign(subject: string, key: Uint8Array, expiresAt: number): Promise<string> {
  // Loaded at the first use: a node listens before it needs a token.
  const { SignJWT } = await import('jose/jwt/sign');
  return new SignJWT()
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(subject)
    .setExpirationTime(Math.floor(expiresAt / 1000))
    .sign(key);
}

/** @returns when the token expires, ms since 1970, or undefined when it isn't good */
async function verify(token: string, key: Uint8Array, now: number): Promise<number | undefined> {
  const { jwtVerify } = await import('jose/jwt/verify');
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['HS256'],
      requiredClaims: ['sub', 'exp'],
      currentDate: new Date(now),
    });
    return payload.exp === undefined ? undefined : payload.exp * 1000;
  } catch {
    return undefined;
  }
}
