import type { Metadata } from '../catalog/metadata.ts';
import { TrinoError } from '../errors/trino-error.ts';
import { parseDataSize } from '../units/data-size.ts';
import { parseDuration } from '../units/duration.ts';
import { timeZoneKey } from '../values/time-zone-key.ts';
import type { Session } from './session.ts';
import { systemSessionProperties } from './system-session-properties.ts';

/** The first thing that a submitted statement fails with. @throws TrinoError NOT_SUPPORTED */
export function checkTimeZone(session: Session): void {
  if (timeZoneKey(session.timeZone) === undefined) {
    throw new TrinoError('NOT_SUPPORTED', `Time zone not supported: ${session.timeZone}`, {
      failureType: 'io.trino.spi.type.TimeZoneNotSupportedException',
    });
  }
}

/**
 * Checks session properties and their catalogs when a statement enters its transaction.
 * @throws TrinoError INVALID_SESSION_PROPERTY, NOT_FOUND
 */
export function checkSession(session: Session, metadata: Metadata): void {
  for (const [name, value] of Object.entries(session.systemProperties)) {
    const property = systemSessionProperties[name];
    if (property === undefined) {
      throw new TrinoError('INVALID_SESSION_PROPERTY', `Unknown session property ${name}`);
    }
    if (!isValid(property.type, property.defaultValue, value)) {
      throw new TrinoError('INVALID_SESSION_PROPERTY', `${name} is invalid: ${value}`);
    }
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
}

/** A varchar property whose default is a duration or a size takes only these. */
function isValid(type: string, defaultValue: string, value: string): boolean {
  switch (type) {
    case 'integer':
    case 'bigint':
      return /^[+-]?\d+$/.test(value);
    case 'double':
      return value.trim() !== '' && !Number.isNaN(Number(value));
    case 'varchar':
      if (parseDuration(defaultValue) !== undefined) return parseDuration(value) !== undefined;
      if (parseDataSize(defaultValue) !== undefined) return parseDataSize(value) !== undefined;
      return true;
    default:
      return true;
  }
}
