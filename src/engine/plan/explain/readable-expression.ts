import { formatName } from '../../expressions/sql-text.ts';

/** A string, which stays as it is, or a function's resolved name: `system."$resolved"."@catalog@schema@name@data"`. */
const stringOrName = /'(?:[^']|'')*'|system\."\$resolved"\."@[^"@]*@[^"@]*@((?:[^"@]|"")+)@[^"]*"/g;

/** An expression of a plan as EXPLAIN shows it: functions by their names, `"$like"("name", …)`. */
export function readableExpression(text: string): string {
  return text.replace(stringOrName, (match: string, name: string | undefined) =>
    name === undefined ? match : formatName(name.replaceAll('""', '"')),
  );
}
