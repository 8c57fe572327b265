import type { GrantObject, SecurityStatement } from '../tree/security-statement.ts';
import { formatGrantor, formatPrincipal } from './format-property.ts';
import { formatIdentifier, formatName } from './quoting.ts';

/** Statements about roles and privileges. */
export function formatSecurity(node: SecurityStatement): string {
  switch (node.kind) {
    case 'createRole': {
      const admin = node.admin === undefined ? '' : ` WITH ADMIN ${formatGrantor(node.admin)}`;
      return `CREATE ROLE ${formatIdentifier(node.name)}${admin}${inCatalog(node)}`;
    }
    case 'dropRole':
      return `DROP ROLE ${formatIdentifier(node.name)}${inCatalog(node)}`;
    case 'grantRoles': {
      const admin = node.adminOption ? ' WITH ADMIN OPTION' : '';
      const by = node.grantedBy === undefined ? '' : ` GRANTED BY ${formatGrantor(node.grantedBy)}`;
      const grantees = node.grantees.map(formatPrincipal).join(', ');
      return `GRANT ${node.roles.map(formatIdentifier).join(', ')} TO ${grantees}${admin}${by}${inCatalog(node)}`;
    }
    case 'revokeRoles': {
      const admin = node.adminOption ? 'ADMIN OPTION FOR ' : '';
      const by = node.grantedBy === undefined ? '' : ` GRANTED BY ${formatGrantor(node.grantedBy)}`;
      const grantees = node.grantees.map(formatPrincipal).join(', ');
      return `REVOKE ${admin}${node.roles.map(formatIdentifier).join(', ')} FROM ${grantees}${by}${inCatalog(node)}`;
    }
    case 'grant': {
      const option = node.grantOption ? ' WITH GRANT OPTION' : '';
      return `GRANT ${privileges(node.privileges)} ON ${object(node.object)} TO ${formatPrincipal(node.grantee)}${option}`;
    }
    case 'deny':
      return `DENY ${privileges(node.privileges)} ON ${object(node.object)} TO ${formatPrincipal(node.grantee)}`;
    case 'revoke': {
      const option = node.grantOption ? 'GRANT OPTION FOR ' : '';
      return `REVOKE ${option}${privileges(node.privileges)} ON ${object(node.object)} FROM ${formatPrincipal(node.grantee)}`;
    }
    default:
      return node satisfies never;
  }
}

function privileges(names: readonly string[] | undefined): string {
  return names === undefined ? 'ALL PRIVILEGES' : names.join(', ');
}

function object(node: GrantObject): string {
  return `${node.entity === undefined ? '' : `${node.entity} `}${formatName(node.name)}`;
}

function inCatalog(node: { readonly catalog?: Parameters<typeof formatIdentifier>[0] }): string {
  return node.catalog === undefined ? '' : ` IN ${formatIdentifier(node.catalog)}`;
}
