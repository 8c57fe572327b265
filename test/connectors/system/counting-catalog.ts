import type { ConnectorMetadata } from '../../../src/engine/catalog/connector.ts';
import type { Catalog } from '../../../src/engine/catalog/metadata.ts';

/** How often a connector was asked for what. */
export interface Calls {
  schemas: number;
  tables: number;
  views: number;
  table: number;
  view: number;
}

/** A catalog `big` of two schemas, `s_one` with tables `t_0`, `t_1`, … and a view `v_0` a hundred tables, `sxone` with one table. */
export function countingCatalog(tableCount: number): { readonly catalog: Catalog; readonly calls: Calls } {
  const calls: Calls = { schemas: 0, tables: 0, views: 0, table: 0, view: 0 };
  const tables = new Map([
    ['s_one', Array.from({ length: tableCount }, (_, i) => `t_${i}`)],
    ['sxone', ['t_0']],
  ]);
  const views = Array.from({ length: tableCount / 100 }, (_, i) => `v_${i}`);
  const metadata: ConnectorMetadata = {
    schemas() {
      calls.schemas++;
      return [...tables.keys()];
    },
    hasSchema: (schema) => tables.has(schema),
    tables(schema) {
      calls.tables++;
      return tables.get(schema) ?? [];
    },
    table(schema, table) {
      calls.table++;
      const number = Number(/^t_(\d+)$/.exec(table)?.[1]);
      if (!(number < (tables.get(schema)?.length ?? 0))) return undefined;
      return {
        schema,
        table,
        comment: `number ${number}`,
        columns: [
          { name: 'a', type: { kind: 'bigint' }, notNull: true },
          { name: 'b', type: { kind: 'varchar', length: 7 }, comment: 'a text' },
          { name: 'c', type: { kind: 'bigint' }, hidden: true },
        ],
      };
    },
    views(schema) {
      calls.views++;
      return schema === 's_one' ? views : [];
    },
    view(schema, view) {
      calls.view++;
      return schema === 's_one' && views.includes(view)
        ? {
            originalSql: 'SELECT 1 x',
            columns: [{ name: 'x', type: { kind: 'integer' } }],
            comment: 'a view',
            runAsInvoker: false,
            path: '',
          }
        : undefined;
    },
    statistics: () => ({ columns: {} }),
    tableHandle: (schema, table) => ({ '@type': 'big:Table', schema, table }),
    columnHandle: (_schema, _table, column) => ({ '@type': 'big:Column', column }),
    transactionHandle: () => ['big:Transaction', 'INSTANCE'],
  };
  const catalog: Catalog = {
    name: 'big',
    handle: 'big:normal:default',
    connectorName: 'big',
    connector: {
      name: 'big',
      metadata,
      splits: { splits: () => [] },
      pages: { pages: () => [] },
    },
  };
  return { catalog, calls };
}
