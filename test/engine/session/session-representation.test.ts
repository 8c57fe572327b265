import { expect } from 'chai';
import { formatInstant, sessionRepresentation } from '../../../src/engine/session/session-representation.ts';
import type { Session } from '../../../src/engine/session/session.ts';
import { readRecording } from '../../contract/recording.ts';

describe('a session on the wire', () => {
  it('is what a stock coordinator sends', () => {
    const recorded = (
      readRecording('task-scan-03-update-s0').request.body as { session: Record<string, unknown> }
    ).session;
    const session: Session = {
      queryId: '20261122_133646_00002_yyhep',
      transactionId: 'd36fd98a-86cb-4e30-bbbd-4ea7a0e10cb5',
      clientTransactionSupport: false,
      user: 'alice',
      originalUser: 'alice',
      groups: [],
      originalUserGroups: [],
      principal: 'alice',
      enabledRoles: [],
      source: 'recorder',
      path: '',
      timeZoneKey: 0,
      timeZone: 'UTC',
      locale: 'en',
      remoteUserAddress: '127.0.0.1',
      clientTags: [],
      clientCapabilities: ['PATH', 'PARAMETRIC_DATETIME'],
      resourceEstimates: {},
      start: { epochMillis: Date.UTC(2026, 10, 22, 13, 36, 46, 893), nanosOfMilli: 59_296 },
      systemProperties: {},
      catalogProperties: {},
      catalogRoles: {},
      preparedStatements: {},
    };
    expect(JSON.parse(JSON.stringify(sessionRepresentation(session)))).to.deep.equal(recorded);
  });

  for (const [epochMillis, nanos, expected] of [
    [0, 0, '1970-01-01T00:00:00Z'],
    [100, 0, '1970-01-01T00:00:00.100Z'],
    [0, 1000, '1970-01-01T00:00:00.000001Z'],
    [1, 1, '1970-01-01T00:00:00.001000001Z'],
    [-1, 0, '1969-12-31T23:59:59.999Z'],
  ] as const) {
    it(`writes ${expected}`, () => {
      expect(formatInstant(epochMillis, nanos)).to.equal(expected);
    });
  }
});
