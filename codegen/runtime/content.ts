import type { ContentDescriptor } from './descriptors.ts';

/** The documented content for a `Content-Type`, or undefined if there is none. */
export function contentOf(
  contents: readonly ContentDescriptor[],
  contentType: string | undefined,
): ContentDescriptor | undefined {
  const sent = contentType === undefined ? undefined : normalMediaType(contentType);
  let loose: ContentDescriptor | undefined;
  for (const content of contents) {
    if (content.mediaType === '*/*') loose ??= content;
    else if (sent !== undefined) {
      const documented = normalMediaType(content.mediaType);
      if (documented === sent) return content;
      if (baseType(documented) === baseType(sent)) loose = content;
    }
  }
  return loose;
}

function normalMediaType(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/\s*;\s*/g, ';')
    .trim();
}

function baseType(text: string): string {
  const parameters = text.indexOf(';');
  return parameters === -1 ? text : text.slice(0, parameters);
}
