import { expect } from 'chai';
import { mountInformationSchema } from '../../../src/connectors/information-schema/mount.ts';
import { mountSystem } from '../../../src/connectors/system/mount.ts';
import { createMetadata } from '../../../src/engine/catalog/metadata.ts';
import type { Catalog, Metadata } from '../../../src/engine/catalog/metadata.ts';
import { countingCatalog } from './counting-catalog.ts';
import type { Calls } from './counting-catalog.ts';
import { scanRows } from './scan-rows.ts';
import { registries } from './test-registries.ts';

const tableCount = 10_000;
const viewCount = tableCount / 100;

function bigMetadata(): { readonly metadata: Metadata; readonly calls: Calls } {
  const { catalog, calls } = countingCatalog(tableCount);
  const catalogs = new Map<string, Catalog>();
  const metadata = createMetadata(catalogs);
  for (const one of [catalog, mountSystem(metadata, registries())])
    catalogs.set(one.name, mountInformationSchema(one, metadata));
  return { metadata, calls };
}

/** Rows that the scan of a query reads, and how often it asked for one table's or view's metadata, and for lists of them. */
async function cost(
  sql: string,
): Promise<{ readonly rows: number; readonly details: number; readonly lists: number }> {
  const { metadata, calls } = bigMetadata();
  const { rows } = await scanRows(sql, metadata);
  return {
    rows: rows.length,
    details: calls.table + calls.view,
    lists: calls.tables + calls.views,
  };
}

describe('metadata of 10,000 tables', () => {
  it('lists names without asking for a table', async () => {
    const all = tableCount + viewCount;
    const inSchema = 'FROM big.information_schema.tables WHERE table_schema';
    expect(await cost(`SELECT table_name, table_type ${inSchema} = 's_one'`)).to.deep.equal({
      rows: all,
      details: 0,
      lists: 2,
    });
    expect(await cost(`SELECT table_name ${inSchema} LIKE 's\\_one' ESCAPE '\\'`)).to.deep.equal({
      rows: all,
      details: 0,
      lists: 2,
    });
    expect(
      await cost(
        "SELECT * FROM system.jdbc.tables WHERE table_cat = 'big' AND table_schem LIKE 's\\_one' ESCAPE '\\'",
      ),
    ).to.deep.equal({ rows: all, details: 0, lists: 2 });
    expect(
      await cost("SELECT count(*) FROM system.jdbc.tables WHERE table_schem LIKE 's\\_on%' ESCAPE '\\'"),
    ).to.deep.equal({ rows: all, details: 0, lists: 2 });
  });

  it('asks for the tables that are named, and no lists', async () => {
    const columns = 'SELECT column_name FROM big.information_schema.columns WHERE';
    const named = await cost(`${columns} table_schema = 's_one' AND table_name IN ('t_5', 't_77')`);
    expect(named.rows).to.equal(4);
    expect(named.lists).to.equal(0);
    expect(named.details).to.be.lessThan(10);
    for (const jdbc of [
      "SELECT * FROM system.jdbc.columns WHERE table_cat = 'big' AND table_schem = 's_one' AND table_name = 't_5'",
      "SELECT * FROM system.jdbc.columns WHERE table_cat = 'big' AND table_schem LIKE 's\\_one' ESCAPE '\\' AND table_name LIKE 't\\_5' ESCAPE '\\'",
      "SELECT * FROM system.metadata.table_comments WHERE catalog_name = 'big' AND schema_name = 's_one' AND table_name = 't_5'",
    ]) {
      const found = await cost(jdbc);
      expect(found.rows, jdbc).to.equal(jdbc.includes('comments') ? 1 : 2);
      expect(found.lists, jdbc).to.equal(0);
      expect(found.details, jdbc).to.be.lessThan(5);
    }
  });

  it('looks patterns up in lists before it asks for tables', async () => {
    for (const sql of [
      "SELECT * FROM big.information_schema.columns WHERE table_schema = 's_one' AND table_name LIKE '%_123'",
      "SELECT * FROM big.information_schema.columns WHERE table_schema LIKE 's\\_%' ESCAPE '\\' AND table_name LIKE '%_123'",
      "SELECT * FROM system.jdbc.columns WHERE table_cat = 'big' AND table_schem = 's_one' AND table_name LIKE '%_123'",
    ]) {
      const { rows, lists, details } = await cost(sql);
      // t_123, t_1123, t_2123, …, with two columns each.
      expect(rows, sql).to.equal(20);
      expect(lists, sql).to.be.lessThan(5);
      // Three a table: is it a view, is it a table, what columns has it.
      expect(details, sql).to.equal(30);
    }
  });

  it('reads nothing of other catalogs and schemas', async () => {
    expect(await cost("SELECT * FROM system.jdbc.tables WHERE table_cat = 'system'")).to.include({
      lists: 0,
    });
    expect(await cost("SELECT * FROM system.jdbc.tables WHERE table_cat = 'nope'")).to.include({
      rows: 0,
      lists: 0,
    });
    expect(
      await cost("SELECT * FROM system.jdbc.columns WHERE table_cat = 'big' AND table_schem = 'sxone'"),
    ).to.deep.include({ rows: 2, lists: 2 });
    expect(
      await cost(
        "SELECT * FROM big.information_schema.tables WHERE table_schema = 'a' AND table_schema = 'b'",
      ),
    ).to.include({ lists: 0 });
  });

  it('reads all in a moment', async () => {
    const start = process.hrtime.bigint();
    const { rows } = await cost('SELECT * FROM system.jdbc.columns');
    expect(rows).to.be.greaterThan(2 * tableCount);
    expect(Number(process.hrtime.bigint() - start) / 1e9).to.be.lessThan(5);
  });

  it('tells tables and views apart', async () => {
    const { metadata } = bigMetadata();
    const { rows } = await scanRows(
      "SELECT table_name, table_type FROM big.information_schema.tables WHERE table_name IN ('t_1', 'v_1', 'n')",
      metadata,
    );
    expect(rows).to.deep.equal([
      { table_name: 't_1', table_type: 'BASE TABLE' },
      { table_name: 'v_1', table_type: 'VIEW' },
    ]);
    const views = await scanRows(
      "SELECT table_name, view_definition FROM big.information_schema.views WHERE table_name IN ('t_1', 'v_1')",
      metadata,
    );
    expect(views.rows).to.deep.equal([{ table_name: 'v_1', view_definition: 'SELECT 1 x' }]);
    const columns = await scanRows(
      "SELECT table_name, column_name, ordinal_position, is_nullable, data_type, comment FROM big.information_schema.columns WHERE table_name IN ('t_1', 'v_1')",
      metadata,
    );
    expect(columns.rows).to.deep.equal([
      {
        table_name: 't_1',
        column_name: 'a',
        ordinal_position: 1,
        is_nullable: 'NO',
        data_type: 'bigint',
        comment: null,
      },
      {
        table_name: 't_1',
        column_name: 'b',
        ordinal_position: 2,
        is_nullable: 'YES',
        data_type: 'varchar(7)',
        comment: 'a text',
      },
      {
        table_name: 'v_1',
        column_name: 'x',
        ordinal_position: 1,
        is_nullable: 'YES',
        data_type: 'integer',
        comment: null,
      },
    ]);
    const comments = await scanRows(
      "SELECT table_name, comment FROM system.metadata.table_comments WHERE table_name IN ('t_1', 'v_1') AND catalog_name = 'big'",
      metadata,
    );
    expect(comments.rows).to.deep.equal([
      { catalog_name: 'big', table_name: 't_1', comment: 'number 1' },
      { catalog_name: 'big', table_name: 'v_1', comment: 'a view' },
    ]);
  });
});
