import { TrinoError } from '../errors/trino-error.ts';
import type { SessionRepresentation } from '../../../generated/worker/types.ts';
import type { Session } from './session.ts';
import { parseSqlPath } from './sql-path.ts';

/**
 * A session as tasks, `QueryInfo` and `BasicQueryInfo` carry it (PROTOCOL 3, 5.5): absent values left out, maps always there.
 */
export function sessionRepresentation(session: Session): SessionRepresentation {
  return {
    queryId: session.queryId,
    querySpan: {},
    ...(session.transactionId !== undefined && { transactionId: session.transactionId }),
    clientTransactionSupport: session.clientTransactionSupport,
    user: session.user,
    originalUser: session.originalUser,
    groups: [...session.groups],
    originalUserGroups: [...session.originalUserGroups],
    ...(session.principal !== undefined && { principal: session.principal }),
    enabledRoles: [...session.enabledRoles],
    ...(session.source !== undefined && { source: session.source }),
    ...(session.catalog !== undefined && { catalog: session.catalog }),
    ...(session.schema !== undefined && { schema: session.schema }),
    path: { path: effectivePath(session), rawPath: session.path },
    ...(session.traceToken !== undefined && { traceToken: session.traceToken }),
    timeZoneKey: session.timeZoneKey,
    locale: session.locale,
    ...(session.remoteUserAddress !== undefined && { remoteUserAddress: session.remoteUserAddress }),
    ...(session.userAgent !== undefined && { userAgent: session.userAgent }),
    ...(session.clientInfo !== undefined && { clientInfo: session.clientInfo }),
    clientTags: [...session.clientTags],
    clientCapabilities: [...session.clientCapabilities],
    resourceEstimates: { ...session.resourceEstimates },
    start: formatInstant(session.start.epochMillis, session.start.nanosOfMilli),
    systemProperties: { ...session.systemProperties },
    catalogProperties: Object.fromEntries(
      Object.entries(session.catalogProperties).map(([catalog, properties]) => [catalog, { ...properties }]),
    ),
    catalogRoles: { ...session.catalogRoles },
    preparedStatements: { ...session.preparedStatements },
    protocolName: 'Trino',
    timeZone: session.timeZone,
  };
}

/** Function schemas in look-up order: the statement's own functions, the builtin ones, then those of the path. */
function effectivePath({ path, catalog }: Session): { catalogName: string; schemaName: string }[] {
  const own = readablePath(path).flatMap((element) => {
    const catalogName = element.catalog?.value.toLowerCase() ?? catalog;
    return catalogName === undefined ? [] : [{ catalogName, schemaName: element.schema.value.toLowerCase() }];
  });
  return [
    { catalogName: 'system', schemaName: '$query' },
    { catalogName: 'system', schemaName: 'builtin' },
    ...own,
  ];
}

/** What can't be read fails the statement, whose session is still shown. */
function readablePath(path: string): ReturnType<typeof parseSqlPath> {
  try {
    return parseSqlPath(path);
  } catch (error) {
    if (error instanceof TrinoError) return [];
    throw error;
  }
}

/** `java.time.Instant` text: fraction in groups of three digits, left out when zero. */
export function formatInstant(epochMillis: number, nanosOfMilli: number): string {
  const text = new Date(epochMillis).toISOString();
  const nanos = (((epochMillis % 1000) + 1000) % 1000) * 1_000_000 + nanosOfMilli;
  if (nanos === 0) {
    return text.replace('.000Z', 'Z');
  }
  const digits = nanos
    .toString()
    .padStart(9, '0')
    .replace(/(?:000){1,2}$/, '');
  return text.replace(/\.\d{3}Z$/, `.${digits}Z`);
}
