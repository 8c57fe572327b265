import { resolve, type Reference, type Response } from '../../codegen/openapi-document.ts';
import type { PortalDocument } from './portal-document.ts';

/**
 * Fills a page in. Known are `{{operation ID}}` (a link), `{{example ID NAME}}` (a recorded JSON answer), `{{schema SPEC NAME}}` (a link) and the
 * given values. Throws for anything else and for names that the specs don't have, so that pages can't fall behind them.
 */
export function renderPage(
  text: string,
  documents: readonly PortalDocument[],
  values: Readonly<Record<string, string>>,
): string {
  return text.replaceAll(/\{\{([^{}]+)\}\}/g, (whole, inside: string) => {
    const [kind, first = '', second = ''] = inside.trim().split(/\s+/);
    switch (kind) {
      case 'operation':
        return operationLink(documents, first);
      case 'example':
        return escapeHtml(exampleText(documents, first, second));
      case 'schema':
        return schemaLink(documents, first, second);
      default: {
        const value = values[inside.trim()];
        if (value === undefined) throw new Error(`A page has ${whole}, which means nothing`);
        return value;
      }
    }
  });
}

function operationLink(documents: readonly PortalDocument[], id: string): string {
  // An operation that both documents have is linked in the first that has it.
  for (const { operations } of documents) {
    const found = operations.get(id);
    if (found === undefined) continue;
    const { method, path, href } = found;
    return `<a class="operation" href="${escapeHtml(href)}"><b>${method}</b><code>${escapeHtml(path)}</code></a>`;
  }
  throw new Error(`A page links to the operation ${id}, which no spec has`);
}

function schemaLink(documents: readonly PortalDocument[], name: string, schema: string): string {
  const found = documents.find((candidate) => candidate.name === name);
  if (found?.document.components?.['schemas']?.[schema] === undefined) {
    throw new Error(`A page links to the schema ${schema}, which ${name} doesn't have`);
  }
  return `<a href="${name}.html#models/${schema}">${schema}</a>`;
}

function exampleText(documents: readonly PortalDocument[], id: string, name: string): string {
  for (const { document, operations } of documents) {
    const operation = operations.get(id);
    if (operation === undefined) continue;
    const item = document.paths[operation.path] as Readonly<
      Record<string, { readonly responses: object } | undefined>
    >;
    const responses = Object.values(item[operation.method.toLowerCase()]?.responses ?? {}) as (
      | Response
      | Reference
    )[];
    for (const response of responses) {
      for (const media of Object.values(resolve<Response>(document, response).content ?? {})) {
        const examples = (
          media as { readonly examples?: Readonly<Record<string, { value: unknown } | Reference>> }
        ).examples;
        const example = examples?.[name];
        if (example !== undefined) {
          return JSON.stringify(resolve<{ value: unknown }>(document, example).value, null, 2);
        }
      }
    }
  }
  throw new Error(`A page shows the example ${name} of ${id}, which no spec has`);
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
