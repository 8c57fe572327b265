import { nation } from './nation.ts';
import { region } from './region.ts';
import type { TpchTable } from './table.ts';

/** All tables by name. */
export const tables: ReadonlyMap<string, TpchTable> = new Map(
  [nation, region].map((table) => [table.name, table]),
);
