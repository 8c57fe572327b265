import { semanticError } from '../analyze/semantic-error.ts';
import { TrinoError } from '../errors/trino-error.ts';
import type { ConstantValue } from '../expressions/expression.ts';
import { formatExpression } from '../parse/format/format-expression.ts';
import type { ResetSession, SetSession } from '../parse/tree/session-statement.ts';
import { propertyProblem } from '../session/check-session-property.ts';
import { systemSessionProperty } from '../session/system-session-properties.ts';
import type { SystemSessionProperty } from '../session/system-session-properties.ts';
import { formatDouble } from '../values/double-text.ts';
import type { Command, CommandContext } from './command.ts';
import { constantValue } from './constant-value.ts';

/** SET SESSION name = value. @throws TrinoError INVALID_SESSION_PROPERTY, CATALOG_NOT_FOUND (recordings statement-set-session-*) */
export function setSession(statement: SetSession, context: CommandContext): Command {
  return {
    updateType: 'SET SESSION',
    execute({ changes }) {
      const { name, property } = findProperty(statement, context);
      const text = valueText(statement, name, property, context);
      const problem = property.check && propertyProblem(name, property.check, text, 'statement');
      if (problem !== undefined) throw semanticError('INVALID_SESSION_PROPERTY', statement, problem);
      changes.setProperties.set(name, text);
    },
  };
}

/** RESET SESSION name. @throws TrinoError INVALID_SESSION_PROPERTY, CATALOG_NOT_FOUND */
export function resetSession(statement: ResetSession, context: CommandContext): Command {
  return {
    updateType: 'RESET SESSION',
    execute({ changes }) {
      changes.clearedProperties.add(findProperty(statement, context).name);
    },
  };
}

/** The property that a statement names, with its name in lower case. No connector there is has properties of its own. */
function findProperty(
  statement: SetSession | ResetSession,
  { metadata }: CommandContext,
): { readonly name: string; readonly property: SystemSessionProperty } {
  const parts = statement.name.parts.map(({ value }) => value.toLowerCase());
  const name = parts.join('.');
  const [first = ''] = parts;
  if (parts.length > 2)
    throw semanticError('INVALID_SESSION_PROPERTY', statement, `Invalid session property '${name}'`);
  if (parts.length === 2 && metadata.catalog(first) === undefined)
    throw semanticError('CATALOG_NOT_FOUND', statement, `Catalog '${first}' does not exist`);
  const property = parts.length === 1 ? systemSessionProperty(name) : undefined;
  if (property === undefined)
    throw semanticError('INVALID_SESSION_PROPERTY', statement, `Session property '${name}' does not exist`);
  return { name, property };
}

function valueText(
  { value }: SetSession,
  name: string,
  { type }: SystemSessionProperty,
  context: CommandContext,
): string {
  try {
    return textOf(constantValue(value, { kind: type }, context), type);
  } catch (error) {
    if (!(error instanceof TrinoError) || error.errorName === 'NOT_SUPPORTED') throw error;
    const { location } = error;
    const place = location && `line ${location.lineNumber}:${location.columnNumber}: `;
    const reason =
      place !== undefined && error.message.startsWith(place)
        ? error.message.slice(place.length)
        : error.message;
    throw new TrinoError(
      'INVALID_SESSION_PROPERTY',
      `Unable to set session property '${name}' to '${formatExpression(value)}': ${reason}`,
    );
  }
}

function textOf(value: ConstantValue, type: SystemSessionProperty['type']): string {
  if (value === null)
    throw new TrinoError('INVALID_SESSION_PROPERTY', 'Session property value must not be null');
  if (typeof value === 'object') throw new TypeError(`No ${type} is stored as an object`);
  return type === 'double' ? formatDouble(Number(value)) : String(value);
}
