/** An instant as Trino writes it in JSON (`2026-11-22T13:36:56.078Z`). @param epochMillis milliseconds since 1970 */
export function formatDateTime(epochMillis: number): string {
  return new Date(epochMillis).toISOString();
}
