import type { OpenApiDocument } from '../../codegen/openapi-document.ts';
import { operationsOf } from '../../codegen/openapi-document.ts';

/** An operation as the pages link to it. */
export interface LinkedOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  /** The page and anchor where the viewer shows it. */
  readonly href: string;
}

/** What the pages need to know of a bundled spec. */
export interface PortalDocument {
  readonly name: string;
  readonly document: OpenApiDocument;
  readonly operations: ReadonlyMap<string, LinkedOperation>;
}

/** Prepares a bundled spec for the pages. `name` is that of its page without `.html`. */
export function portalDocument(name: string, document: OpenApiDocument): PortalDocument {
  const operations = new Map<string, LinkedOperation>();
  for (const { id, method, path, operation } of operationsOf(document)) {
    operations.set(id, { id, method, path, href: `${name}.html#tag/${operation.tags?.[0] ?? ''}/${id}` });
  }
  return { name, document, operations };
}

/** Colours of the access classes' badges, from open to closed. */
const ACCESS_COLOURS: Readonly<Record<string, string>> = {
  PUBLIC: '#3d7a4d',
  AUTHENTICATED_USER: '#3a6ea5',
  MANAGEMENT_READ: '#3a6ea5',
  MANAGEMENT_WRITE: '#a5673a',
  WEB_UI: '#7a5aa0',
  INTERNAL_ONLY: '#8a4b14',
};

/** The document as the viewer shows it: who gets in as a badge of each operation. */
export function viewedDocument({ document }: PortalDocument): OpenApiDocument {
  const copy = structuredClone(document);
  for (const { operation } of operationsOf(copy)) {
    const access = operation['x-trino-access'] ?? '';
    Object.assign(operation, {
      'x-badges': [{ name: access, position: 'after', color: ACCESS_COLOURS[access] }],
    });
  }
  return copy;
}
