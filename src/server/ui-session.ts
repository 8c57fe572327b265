import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Clock } from '../engine/schedule/clock.ts';

/** Sessions of the console: a signed cookie that carries the user's name (PROTOCOL 6). */
export interface UiSessions {
  /** The `Set-Cookie` value that starts a session. */
  start(user: string): Promise<string>;
  /** The `Set-Cookie` value that ends one. */
  end(): string;
  /** The user of the request's session, or undefined without a good one. */
  userOf(request: IncomingMessage): Promise<string | undefined>;
}

const cookieName = 'Trino-UI-Token';
const audience = 'trino-ui';

/**
 * @param secret `web-ui.shared-secret`; without one sessions end with the process
 * @param lifeMillis `web-ui.session-timeout`
 */
export function createUiSessions(options: {
  readonly secret: string | undefined;
  readonly lifeMillis: number;
  readonly clock: Clock;
}): UiSessions {
  const { secret, lifeMillis, clock } = options;
  const key = secret === undefined ? randomBytes(32) : createHash('sha256').update(secret, 'utf8').digest();
  return {
    async start(user) {
      const { SignJWT } = await import('jose/jwt/sign');
      const token = await new SignJWT()
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(user)
        .setAudience(audience)
        .setExpirationTime(Math.floor((clock.now() + lifeMillis) / 1000))
        .sign(key);
      return `${cookieName}=${token};Version=1;Path=/ui;HttpOnly`;
    },
    end: () => `${cookieName}=delete;Version=1;Path=/ui;Max-Age=0;HttpOnly`,
    async userOf(request) {
      const token = cookieOf(request);
      if (token === undefined) return undefined;
      const { jwtVerify } = await import('jose/jwt/verify');
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: ['HS256'],
          audience,
          requiredClaims: ['sub', 'exp'],
          currentDate: new Date(clock.now()),
        });
        return payload.sub;
      } catch {
        return undefined;
      }
    },
  };
}

function cookieOf(request: IncomingMessage): string | undefined {
  for (const pair of request.headers.cookie?.split(';') ?? []) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === cookieName && value !== undefined && value !== '') return value;
  }
  return undefined;
}
