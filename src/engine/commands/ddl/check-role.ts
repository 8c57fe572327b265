import { semanticError } from '../../analyze/semantic-error.ts';
import type { SyntaxNode } from '../../parse/tree/node.ts';
import type { Principal } from '../../parse/tree/property.ts';

/** A role that a statement names must exist, and without system roles there is none. @throws TrinoError ROLE_NOT_FOUND */
export function checkRole(node: SyntaxNode, principal: Principal): void {
  if (principal.type !== 'ROLE') return;
  throw noSuchRole(node, principal.name.value);
}

export function noSuchRole(node: SyntaxNode, role: string): Error {
  return semanticError('ROLE_NOT_FOUND', node, `Role '${role.toLowerCase()}' does not exist`);
}
