import { createTpchConnector } from '../../../src/connectors/tpch/connector.ts';
import { analyze } from '../../../src/engine/analyze/analyze.ts';
import type { Analysis } from '../../../src/engine/analyze/analysis.ts';
import { createMetadata } from '../../../src/engine/catalog/metadata.ts';
import { parseStatement } from '../../../src/engine/parse/parse.ts';
import type { Session } from '../../../src/engine/session/session.ts';

/** The catalog tpch alone. */
export const metadata = createMetadata(
  new Map([
    [
      'tpch',
      {
        name: 'tpch',
        handle: 'tpch:normal:default',
        connectorName: 'tpch',
        connector: createTpchConnector(),
      },
    ],
  ]),
);

/** A session in tpch.tiny that started at 2026-01-02 03:04:05.678901234 UTC. */
export const session: Session = {
  queryId: '20260102_030405_00000_aaaaa',
  clientTransactionSupport: false,
  user: 'alice',
  originalUser: 'alice',
  groups: [],
  originalUserGroups: [],
  enabledRoles: [],
  catalog: 'tpch',
  schema: 'tiny',
  path: '',
  timeZone: 'UTC',
  timeZoneKey: 0,
  locale: 'en',
  clientTags: [],
  clientCapabilities: [],
  resourceEstimates: {},
  start: { epochMillis: Date.UTC(2026, 0, 2, 3, 4, 5, 678), nanosOfMilli: 901_234 },
  systemProperties: {},
  catalogProperties: {},
  catalogRoles: {},
  preparedStatements: {},
};

export function analyzed(sql: string, change: Partial<Session> = {}): Analysis {
  return analyze(parseStatement(sql), { session: { ...session, ...change }, metadata });
}
