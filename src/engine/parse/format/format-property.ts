import type { Grantor, Principal, Property } from '../tree/property.ts';
import { formatExpression } from './format-expression.ts';
import { indentation } from './indentation.ts';
import { formatIdentifier } from './quoting.ts';

/** `WITH (…)` on lines of its own, or nothing. */
export function formatProperties(properties: readonly Property[]): string {
  if (properties.length === 0) return '';
  const lines = properties.map((property) => `${indentation(1)}${formatProperty(property)}`);
  return `\nWITH (\n${lines.join(',\n')}\n)`;
}

export function formatProperty(property: Property): string {
  const value = property.value === undefined ? 'DEFAULT' : formatExpression(property.value);
  return `${formatIdentifier(property.name)} = ${value}`;
}

export function formatPrincipal(principal: Principal): string {
  const type = principal.type === undefined ? '' : `${principal.type} `;
  return type + formatIdentifier(principal.name);
}

export function formatGrantor(grantor: Grantor): string {
  switch (grantor.kind) {
    case 'grantorPrincipal':
      return formatPrincipal(grantor.principal);
    case 'currentUserGrantor':
      return 'CURRENT_USER';
    case 'currentRoleGrantor':
      return 'CURRENT_ROLE';
    default:
      return grantor satisfies never;
  }
}
