import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { parseStatement } from '../../engine/parse/parse.ts';
import { TrinoError } from '../../engine/errors/trino-error.ts';
import type { SessionRequest } from '../../engine/session/create-session.ts';
import { durationProblem, sizeProblem } from '../../engine/session/check-session-property.ts';
import type { ResourceEstimates, SelectedRole, Session } from '../../engine/session/session.ts';
import { parseDataSize } from '../../engine/units/data-size.ts';
import { parseDuration } from '../../engine/units/duration.ts';
import { zstdContentSize } from '../../engine/units/zstd-frame.ts';

/** A header of `POST /v1/statement` that can't be read: 400 with this message as text. */
export class InvalidHeader extends Error {}

const resourceNames = ['EXECUTION_TIME', 'CPU_TIME', 'PEAK_MEMORY'] as const;

/**
 * Reads the client protocol's request headers (PROTOCOL 1.3).
 * @param headers of the request, names in lower case
 * @param authenticatedUser whom authentication found
 * @param remoteAddress the client's IP address
 * @throws InvalidHeader with stock's message
 */
export async function sessionContext(
  headers: IncomingHttpHeaders,
  authenticatedUser: string,
  remoteAddress: string | undefined,
): Promise<SessionRequest> {
  const text = (name: string): string | undefined => {
    const value = headers[`x-trino-${name}`];
    const trimmed = (Array.isArray(value) ? value.join(',') : value)?.trim();
    return trimmed === undefined || trimmed === '' ? undefined : trimmed;
  };
  const list = (name: string): string[] => splitList(text(name));
  const catalog = text('catalog');
  const schema = text('schema');
  if (catalog === undefined && schema !== undefined)
    throw new InvalidHeader('Schema is set but catalog is not');
  const user = text('user') ?? authenticatedUser;
  const transaction = text('transaction-id');
  const optional = {
    source: text('source'),
    catalog,
    schema,
    traceToken: text('trace-token'),
    remoteUserAddress: remoteAddress,
    userAgent: headers['user-agent'],
    clientInfo: text('client-info'),
  };
  checkExtraCredentials(list('extra-credential'));
  return {
    ...withoutUndefined(optional),
    // A statement outside of an explicit transaction runs in one of its own.
    transactionId: transactionId(transaction) ?? randomUUID(),
    explicitTransaction: transactionId(transaction) !== undefined,
    clientTransactionSupport: transaction !== undefined,
    user,
    originalUser: text('original-user') ?? user,
    principal: authenticatedUser,
    groups: [],
    originalUserGroups: [],
    enabledRoles: [],
    path: text('path') ?? '',
    timeZone: text('time-zone'),
    locale: text('language') ?? 'en',
    clientTags: [...new Set(list('client-tags'))],
    clientCapabilities: [...new Set(list('client-capabilities'))],
    resourceEstimates: resourceEstimates(list('resource-estimate')),
    ...sessionProperties(list('session')),
    catalogRoles: roles(list('role')),
    preparedStatements: await preparedStatements(list('prepared-statement')),
  };
}

function splitList(text: string | undefined): string[] {
  if (text === undefined) return [];
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** `name=value` with the value URL-encoded in form style. */
function assignment(header: string, text: string): [string, string] {
  const at = text.indexOf('=');
  if (at <= 0) throw new InvalidHeader(`Invalid X-Trino-${header} header`);
  return [text.slice(0, at).trim(), formDecoded(header, text.slice(at + 1))];
}

/** A value encoded as in a form. @throws InvalidHeader in the words of Java's decoder */
function formDecoded(header: string, text: string): string {
  const escape = /%(?![0-9a-fA-F]{2})(.{0,2})/.exec(text);
  if (escape !== null) {
    const digits = escape[1] ?? '';
    const wrong = digits.search(/[^0-9a-fA-F]/);
    const problem =
      digits.length < 2
        ? 'Incomplete trailing escape (%) pattern'
        : `Illegal hex characters in escape (%) pattern - Error at index ${wrong} in: "${digits}"`;
    throw new InvalidHeader(
      `Invalid X-Trino-${header} header: java.lang.IllegalArgumentException: URLDecoder: ${problem}`,
    );
  }
  // Bytes that are no UTF-8 become U+FFFD.
  return new TextDecoder().decode(Uint8Array.from(bytesOf(text.replaceAll('+', ' '))));
}

function* bytesOf(text: string): Iterable<number> {
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '%') {
      yield Number.parseInt(text.slice(i + 1, i + 3), 16);
      i += 2;
    } else {
      yield* Buffer.from(text[i] ?? '');
    }
  }
}

function transactionId(text: string | undefined): string | undefined {
  if (text === undefined || text.toUpperCase() === 'NONE') return undefined;
  if (!/^[0-9a-f]{1,8}(-[0-9a-f]{1,4}){3}-[0-9a-f]{1,12}$/i.test(text)) {
    throw new InvalidHeader(`Invalid UUID string: ${text}`);
  }
  return text.toLowerCase();
}

function sessionProperties(
  entries: readonly string[],
): Pick<Session, 'systemProperties' | 'catalogProperties'> {
  const systemProperties: Record<string, string> = {};
  const catalogProperties: Record<string, Record<string, string>> = {};
  for (const entry of entries) {
    const [name, value] = assignment('Session', entry);
    const parts = name.split('.');
    if (parts.length > 2 || parts.some((part) => part === ''))
      throw new InvalidHeader('Invalid X-Trino-Session header');
    if (parts.length === 1) systemProperties[name] = value;
    else (catalogProperties[parts[0] as string] ??= {})[parts[1] as string] = value;
  }
  return { systemProperties, catalogProperties };
}

function roles(entries: readonly string[]): Record<string, SelectedRole> {
  const selected: Record<string, SelectedRole> = {};
  for (const entry of entries) {
    const [catalog, value] = assignment('Role', entry);
    const role = /^ROLE\{(.*)\}$/.exec(value)?.[1];
    if (role !== undefined) selected[catalog] = { type: 'ROLE', role };
    else if (value === 'ALL' || value === 'NONE') selected[catalog] = { type: value };
    else throw new InvalidHeader('Invalid X-Trino-Role header');
  }
  return selected;
}

function resourceEstimates(entries: readonly string[]): ResourceEstimates {
  const estimates: { executionTime?: string; cpuTime?: string; peakMemory?: string } = {};
  for (const entry of entries) {
    const [name, value] = assignment('Resource-Estimate', entry);
    const known = resourceNames.find((candidate) => candidate === name.toUpperCase());
    if (known === undefined) throw new InvalidHeader(`Unsupported resource name ${name}`);
    const parsed = known === 'PEAK_MEMORY' ? parseDataSize(value) : parseDuration(value);
    if (parsed === undefined) {
      const problem = known === 'PEAK_MEMORY' ? sizeProblem(value) : durationProblem(value);
      throw new InvalidHeader(
        `Unsupported format for resource estimate '${value}': java.lang.IllegalArgumentException: ${problem}`,
      );
    }
    if (known === 'EXECUTION_TIME') estimates.executionTime = value;
    else if (known === 'CPU_TIME') estimates.cpuTime = value;
    else estimates.peakMemory = value;
  }
  return estimates;
}

function checkExtraCredentials(entries: readonly string[]): void {
  for (const entry of entries) assignment('Extra-Credential', entry);
}

/** Longest statement that a compressed header may hold, bytes: a small frame must not fill the memory. */
const maxPreparedBytes = 16 * 1024 * 1024;

async function preparedStatements(entries: readonly string[]): Promise<Record<string, string>> {
  const statements: Record<string, string> = {};
  for (const entry of entries) {
    const [encodedName, value] = assignment('Prepared-Statement', entry);
    const name = formDecoded('Prepared-Statement', encodedName);
    const sql = value.startsWith('$zstd:') ? await unpack(value.slice('$zstd:'.length)) : value;
    try {
      parseStatement(sql);
    } catch (error) {
      if (!(error instanceof TrinoError)) throw error;
      throw new InvalidHeader(`Invalid X-Trino-Prepared-Statement header: ${error.message}`, {
        cause: error,
      });
    }
    statements[name] = sql;
  }
  return statements;
}

async function unpack(base64: string): Promise<string> {
  const frame = Buffer.from(base64, 'base64url');
  const size = zstdContentSize(frame);
  if (size === undefined || size > maxPreparedBytes)
    throw new InvalidHeader('Invalid X-Trino-Prepared-Statement header');
  const { Decoder } = await import('@toondepauw/node-zstd');
  try {
    return (await new Decoder().decode(frame)).toString('utf8');
  } catch (error) {
    throw new InvalidHeader('Invalid X-Trino-Prepared-Statement header', { cause: error });
  }
}

function withoutUndefined<T extends Record<string, unknown>>(
  value: T,
): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}
