/**
 * Properties that ask for protection which this server can't give yet, with the only values that it can honour.
 * Ignoring them would open what was meant to be closed, so any other value stops the start.
 */
export const requiredValues: Readonly<
  Record<string, { readonly allowed: readonly string[]; readonly missing: string }>
> = {
  'http-server.authentication.type': { allowed: ['insecure', ''], missing: 'authentication of users' },
  'http-server.authentication.allow-insecure-over-http': {
    allowed: ['true'],
    missing: 'authentication of users',
  },
  'http-server.http.enabled': { allowed: ['true'], missing: 'HTTPS' },
  'http-server.https.enabled': { allowed: ['false'], missing: 'HTTPS' },
  'internal-communication.https.required': { allowed: ['false'], missing: 'HTTPS between nodes' },
  'access-control.config-files': { allowed: [''], missing: 'access control by rules' },
  'web-ui.authentication.type': { allowed: ['form', ''], missing: 'other ways to log in to the console' },
  'management.user': { allowed: [''], missing: 'a management user' },
};
