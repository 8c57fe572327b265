import { formatName } from '../../expressions/sql-text.ts';

/** A string, which stays as it is, or a function's resolved name: `system."$resolved"."@catalog@schema@name@data"`. */
const stringOrName = /'(?:[^']|'')*'|system\."\$resolved"\."@([^"@]*)@([^"@]*)@((?:[^"@]|"")+)@[^"]*"/g;

/** An expression of a plan as EXPLAIN shows it: functions by their names, `"$like"("name", …)`, those that a catalog keeps by their full ones. */
export function readableExpression(text: string): string {
  return text.replace(stringOrName, (match: string, catalog?: string, schema?: string, name?: string) => {
    if (catalog === undefined || schema === undefined || name === undefined) return match;
    const parts = catalog === 'system' ? [name] : [catalog, schema, name];
    return parts.map((part) => formatName(part.replaceAll('""', '"'))).join('.');
  });
}
