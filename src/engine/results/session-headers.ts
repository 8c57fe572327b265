import type { SessionChanges } from '../session/session-changes.ts';

/** Headers that change the client's session; a list is sent as a header for each of its entries. */
export type SessionHeaders = Readonly<Record<`X-Trino-${string}`, string | readonly string[]>>;

/** The response headers of what a statement changed (PROTOCOL 1.3); none for a query. */
export function sessionHeaders(changes: SessionChanges): SessionHeaders {
  const headers: Record<`X-Trino-${string}`, string | readonly string[]> = {};
  if (changes.catalog !== undefined) headers['X-Trino-Set-Catalog'] = changes.catalog;
  if (changes.schema !== undefined) headers['X-Trino-Set-Schema'] = changes.schema;
  if (changes.path !== undefined) headers['X-Trino-Set-Path'] = changes.path;
  if (changes.setProperties.size > 0) headers['X-Trino-Set-Session'] = pairs(changes.setProperties);
  if (changes.clearedProperties.size > 0) headers['X-Trino-Clear-Session'] = [...changes.clearedProperties];
  if (changes.roles.size > 0) headers['X-Trino-Set-Role'] = pairs(changes.roles);
  if (changes.addedPreparedStatements.size > 0) {
    headers['X-Trino-Added-Prepare'] = pairs(changes.addedPreparedStatements);
  }
  if (changes.deallocatedPreparedStatements.size > 0) {
    headers['X-Trino-Deallocated-Prepare'] = [...changes.deallocatedPreparedStatements].map(formEncoded);
  }
  if (changes.startedTransactionId !== undefined) {
    headers['X-Trino-Started-Transaction-Id'] = changes.startedTransactionId;
  }
  if (changes.clearTransactionId === true) headers['X-Trino-Clear-Transaction-Id'] = 'true';
  if (changes.authorizationUser !== undefined) {
    headers['X-Trino-Set-Authorization-User'] = changes.authorizationUser;
  }
  if (changes.resetAuthorizationUser === true) headers['X-Trino-Reset-Authorization-User'] = 'true';
  return headers;
}

function pairs(entries: ReadonlyMap<string, string>): string[] {
  return [...entries].map(([name, value]) => `${formEncoded(name)}=${formEncoded(value)}`);
}

/** As in a form: a blank is `+`. */
function formEncoded(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}
