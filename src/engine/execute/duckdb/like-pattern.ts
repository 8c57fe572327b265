/** What stands before a `%` or `_` that means itself, in the patterns that DuckDB gets. */
export const kernelEscape = '\\';

/**
 * A LIKE pattern with `kernelEscape` in the place of its own escape character: DuckDB takes one of a single byte only.
 * @param escape a character of the Basic Multilingual Plane, as stock counts characters here in units of UTF-16
 * @throws Error with Trino's INVALID_FUNCTION_ARGUMENT in front, as `raise` has it
 */
export function kernelPattern(pattern: string, escape: string): string {
  if (escape.length !== 1) throw invalid('Escape string must be a single character');
  const characters = Array.from(pattern);
  let written = '';
  for (let index = 0; index < characters.length; index++) {
    const character = characters[index] as string;
    if (character !== escape) {
      written += character === kernelEscape ? kernelEscape + kernelEscape : character;
      continue;
    }
    const next = characters[++index];
    if (next !== '%' && next !== '_' && next !== escape)
      throw invalid("Escape character must be followed by '%', '_' or the escape character itself");
    written += next === '%' || next === '_' || next === kernelEscape ? kernelEscape + next : next;
  }
  return written;
}

function invalid(message: string): Error {
  return new Error(`#INVALID_FUNCTION_ARGUMENT#${message}`);
}
