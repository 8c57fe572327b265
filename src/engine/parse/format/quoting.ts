import { reservedWords } from '../../../../generated/sql/token-types.ts';
import type { IdentifierNode, QualifiedName } from '../tree/identifier.ts';

const reserved: ReadonlySet<string> = new Set(reservedWords);

/** Whether a name must stand in double quotes: it isn't a plain one, or is a reserved word. */
export function needsQuotes(name: string): boolean {
  return !/^[a-z_][a-z0-9_]*$/i.test(name) || reserved.has(name.toUpperCase());
}

export function formatIdentifier(name: IdentifierNode): string {
  return name.delimited ? `"${name.value.replaceAll('"', '""')}"` : name.value;
}

export function formatName(name: QualifiedName): string {
  return name.parts.map(formatIdentifier).join('.');
}

export function formatString(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
