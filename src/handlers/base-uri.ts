import type { Request } from 'express';

/** Set on the application: whether `X-Forwarded-*` of a proxy is believed (`http-server.process-forwarded`). */
export const processForwarded = 'process forwarded';

/**
 * The server's base URI as the caller addressed it: absolute URIs of answers are built from it, so that they work through
 * whatever name or proxy the caller used.
 */
export function baseUri(request: Request): string {
  const forwarded = request.app.enabled(processForwarded);
  const header = (name: string): string | undefined =>
    forwarded ? request.get(name)?.split(',')[0]?.trim() || undefined : undefined;
  const protocol = header('X-Forwarded-Proto') ?? ('encrypted' in request.socket ? 'https' : 'http');
  let host =
    header('X-Forwarded-Host') ??
    request.get('Host') ??
    `${request.socket.localAddress ?? '127.0.0.1'}:${request.socket.localPort ?? ''}`;
  const port = header('X-Forwarded-Port');
  if (port !== undefined && !/:\d+$/.test(host) && port !== (protocol === 'https' ? '443' : '80'))
    host = `${host}:${port}`;
  return `${protocol}://${host}`;
}
