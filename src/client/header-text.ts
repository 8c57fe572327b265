/**
 * How names and values travel in lists in headers: encoded as in a form, so that commas and equal signs in them are no separators.
 */

/** @returns the text with everything encoded that a list can't hold */
export function encodeHeaderText(text: string): string {
  return encodeURIComponent(text);
}

/** Servers encode a blank as `+`, as forms do. @returns the text as it was; unchanged when it isn't encoded text */
export function decodeHeaderText(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

/** Takes `name=value` apart at the first equal sign. @returns undefined when there is none */
export function splitAssignment(item: string): readonly [name: string, value: string] | undefined {
  const at = item.indexOf('=');
  return at < 1 ? undefined : [item.slice(0, at).trim(), item.slice(at + 1).trim()];
}
