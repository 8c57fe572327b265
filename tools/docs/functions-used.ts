/** Text that names nothing: strings, quoted names, comments. */
const opaque = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\//g;

/** Functions that are called without parentheses. */
const bare = new Set(['current_date']);

/** The names in a statement that stand where functions do, in lower case: also those of a statement that doesn't parse. */
export function functionsUsed(sql: string): ReadonlySet<string> {
  const text = sql.replace(opaque, ' ').toLowerCase();
  const names = new Set<string>();
  for (const [, name = ''] of text.matchAll(/([a-z_][a-z0-9_]*)\s*\(/g)) names.add(name);
  for (const [word] of text.matchAll(/[a-z_][a-z0-9_]*/g)) if (bare.has(word)) names.add(word);
  return names;
}
