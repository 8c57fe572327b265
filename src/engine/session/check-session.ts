import type { Metadata } from '../catalog/metadata.ts';
import { TrinoError } from '../errors/trino-error.ts';
import { parseSqlPath } from './sql-path.ts';
import { knownZone } from './known-zone.ts';
import { checkNumber, propertyProblem } from './check-session-property.ts';
import type { Session } from './session.ts';
import { systemSessionProperty } from './system-session-properties.ts';

/**
 * What a submitted statement fails with before it is read: its user may not be another one's, its zone and path must be known.
 * @throws TrinoError PERMISSION_DENIED, NOT_SUPPORTED, SYNTAX_ERROR
 */
export function checkIdentity(session: Session): void {
  // Trino's access control without configuration lets nobody act for others.
  if (session.originalUser !== session.user) throw cannotImpersonate(session.originalUser, session.user);
  if (knownZone(session.timeZone) === undefined) {
    throw new TrinoError('NOT_SUPPORTED', `Time zone not supported: ${session.timeZone}`, {
      failureType: 'io.trino.spi.type.TimeZoneNotSupportedException',
    });
  }
  parseSqlPath(session.path);
}

export function cannotImpersonate(user: string, other: string): TrinoError {
  return accessDenied(`User ${user} cannot impersonate user ${other}`);
}

function accessDenied(what: string): TrinoError {
  return new TrinoError('PERMISSION_DENIED', `Access Denied: ${what}`, {
    failureType: 'io.trino.spi.security.AccessDeniedException',
  });
}

/**
 * Checks roles, session properties and their catalogs when a statement enters its transaction.
 * @throws TrinoError INVALID_SESSION_PROPERTY, NOT_FOUND, PERMISSION_DENIED; GENERIC_INTERNAL_ERROR for texts that are no numbers
 */
export function checkSession(session: Session, metadata: Metadata): void {
  for (const [name, text] of Object.entries(session.systemProperties)) {
    const property = systemSessionProperty(name);
    if (property === undefined) {
      throw new TrinoError('INVALID_SESSION_PROPERTY', `Unknown session property ${name}`);
    }
    checkNumber(property.type, text);
    const problem = property.check && propertyProblem(name, property.check, text, 'header');
    if (problem !== undefined) throw new TrinoError('INVALID_SESSION_PROPERTY', problem);
  }
  for (const [catalog, properties] of Object.entries(session.catalogProperties)) {
    if (metadata.catalog(catalog) === undefined) {
      throw new TrinoError('NOT_FOUND', `Session property catalog does not exist: ${catalog}`);
    }
    // None of our connectors has session properties of its own.
    const name = Object.keys(properties)[0];
    if (name !== undefined) {
      throw new TrinoError('INVALID_SESSION_PROPERTY', `Unknown session property ${catalog}.${name}`);
    }
  }
  for (const [catalog, { type, role }] of Object.entries(session.catalogRoles)) {
    if (catalog === 'system') {
      if (type === 'ROLE') throw accessDenied(`Cannot set role ${role ?? ''}`);
    } else if (metadata.catalog(catalog) === undefined) {
      throw new TrinoError('NOT_FOUND', `Catalog for role does not exist: ${catalog}`);
    }
  }
}
