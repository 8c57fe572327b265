import { customer } from './customer.ts';
import { lineitem } from './lineitem.ts';
import { nation } from './nation.ts';
import { orders } from './orders.ts';
import { part } from './part.ts';
import { partsupp } from './partsupp.ts';
import { region } from './region.ts';
import { supplier } from './supplier.ts';
import type { TpchTable } from './table.ts';

/** All tables by name. */
export const tables: ReadonlyMap<string, TpchTable> = new Map(
  [customer, lineitem, nation, orders, part, partsupp, region, supplier].map((table) => [table.name, table]),
);
