import { body, invalidArgument } from './function-body.ts';
import type { FunctionBodies, FunctionBody } from './function-body.ts';

/** Functions on URLs (functions/url-functions.ts). */
export const urlBodies: FunctionBodies = {
  url_extract_protocol: part(({ scheme }) => scheme),
  url_extract_host: part(({ host }) => host),
  url_extract_port: body((url: string) => {
    const port = parseUri(url)?.port;
    return port === undefined || port === '' ? null : BigInt(port);
  }),
  url_extract_path: part(({ path }) => unescaped(path)),
  url_extract_query: part(({ query }) => unescaped(query)),
  url_extract_fragment: part(({ fragment }) => unescaped(fragment)),
  url_extract_parameter: body((url: string, name: string) => {
    for (const parameter of (parseUri(url)?.query ?? '').split('&')) {
      const equals = parameter.indexOf('=');
      const key = equals < 0 ? parameter : parameter.slice(0, equals);
      if (parameter !== '' && unescaped(key) === name)
        return equals < 0 ? '' : unescaped(parameter.slice(equals + 1));
    }
    return null;
  }),
  url_encode: body((text: string) =>
    encodeURIComponent(text)
      .replaceAll('%20', '+')
      .replace(/[!'()~]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`),
  ),
  url_decode: body((text: string) => decodeForm(text)),
};

interface Uri {
  readonly scheme?: string;
  readonly host?: string;
  readonly port?: string;
  readonly path?: string;
  readonly query?: string;
  readonly fragment?: string;
}

/** What java.net.URI lets stand; letters beyond ASCII are let through there as well. */
const allowed = String.raw`(?:[\w\-.!~*'();:@&=+$,\[\]]|%[0-9A-Fa-f]{2}|[^\x00-\x7f\s])`;
const pathPattern = String.raw`(?:[\w\-.!~*'();:@&=+$,/]|%[0-9A-Fa-f]{2}|[^\x00-\x7f\s])*`;
const uriPattern = new RegExp(
  `^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?:(?://(${allowed}*))?(${pathPattern}))(?:\\?((?:${allowed}|[/?])*))?(?:#((?:${allowed}|[/?])*))?$`,
);

/** @returns undefined for what is no URI */
function parseUri(text: string): Uri | undefined {
  const match = uriPattern.exec(text);
  if (match === null) return undefined;
  const [, scheme, authority, path = '', query, fragment] = match;
  if (scheme !== undefined && authority === undefined && path === '' && query === undefined) return undefined;
  // Behind a scheme, what doesn't begin with a slash has no parts: mailto:.
  const isOpaque = scheme !== undefined && authority === undefined && !path.startsWith('/');
  const server = /^(?:.*@)?(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]*)(?::(\d*))?$/.exec(authority ?? '');
  return {
    ...(scheme !== undefined && { scheme }),
    ...(server?.[1] !== undefined && { host: server[1] }),
    ...(server?.[2] !== undefined && { port: server[2] }),
    ...(!isOpaque && { path, ...(query !== undefined && { query }) }),
    ...(fragment !== undefined && { fragment }),
  };
}

function part(read: (uri: Uri) => string | undefined): FunctionBody {
  return body((url: string) => {
    const uri = parseUri(url);
    return uri === undefined ? null : (read(uri) ?? '');
  });
}

/** Escapes as bytes of UTF-8; a part that isn't there is empty. */
function unescaped(text: string | undefined): string {
  return (text ?? '').replace(/(?:%[0-9A-Fa-f]{2})+/g, (escapes) =>
    Buffer.from(escapes.replaceAll('%', ''), 'hex').toString('utf8'),
  );
}

function decodeForm(text: string): string {
  const plain = text.replaceAll('+', ' ');
  for (const { index } of plain.matchAll(/%/g)) {
    const digits = plain.slice(index + 1, index + 3);
    if (digits.length < 2) throw invalidArgument('URLDecoder: Incomplete trailing escape (%) pattern');
    const bad = /[^0-9A-Fa-f]/.exec(digits);
    if (bad !== null) {
      throw invalidArgument(
        `URLDecoder: Illegal hex characters in escape (%) pattern - Error at index ${bad.index} in: "${digits}"`,
      );
    }
  }
  return unescaped(plain);
}
