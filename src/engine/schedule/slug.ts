import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** The two resources whose URIs carry slugs. */
export type SlugContext = 'queued' | 'executing';

/** A query's secret: only who was given a URI by us can ask for its next one. Differs from token to token. */
export interface Slug {
  make(context: SlugContext, token: number): string;
  matches(context: SlugContext, slug: string, token: number): boolean;
}

/** A slug maker with a key of its own (`y` and 40 hex digits, HMAC-SHA1 of context and token). */
export function createSlug(): Slug {
  const key = randomBytes(16);
  // What was handed out last is what comes back next: no need to compute it twice.
  const last = { context: '', token: -1, slug: '' };
  const make = (context: SlugContext, token: number): string => {
    if (last.context !== context || last.token !== token) {
      last.slug = `y${createHmac('sha1', key).update(`${context}/${token}`).digest('hex')}`;
      last.context = context;
      last.token = token;
    }
    return last.slug;
  };
  return {
    make,
    matches(context, slug, token) {
      const expected = Buffer.from(make(context, token));
      const given = Buffer.from(slug);
      return expected.length === given.length && timingSafeEqual(expected, given);
    },
  };
}
