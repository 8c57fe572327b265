/**
 * Looks for mistakes in a LIKE pattern.
 * @throws Error with Trino's INVALID_FUNCTION_ARGUMENT in front, as `raise` has it
 */
export function parsePattern(pattern: string, escape: string): void {
  const characters = Array.from(pattern);
  if (Array.from(escape).length !== 1) throw invalid('Escape string must be a single character');
  for (let index = 0; index < characters.length; index++) {
    if (characters[index] !== escape) continue;
    const next = characters[++index];
    if (next !== '%' && next !== '_' && next !== escape)
      throw invalid("Escape character must be followed by '%', '_' or the escape character itself");
  }
}

function invalid(message: string): Error {
  return new Error(`#INVALID_FUNCTION_ARGUMENT#${message}`);
}
