import { expect } from 'chai';
import { noTransaction } from '../../../src/engine/catalog/catalog-transaction.ts';
import type { Connector, TextCondition, WireHandle } from '../../../src/engine/catalog/connector.ts';
import { serializePage, deserializePage } from '../../../src/engine/pages/page-serde.ts';
import { anyOf, like } from '../../support/text-condition.ts';
import { tpchMetadata } from '../../support/tpch-metadata.ts';
import type { Vector } from '../../../src/engine/pages/vector.ts';
import type { Type } from '../../../src/engine/types/type.ts';
import { recordedTask } from './recorded-task.ts';

const metadata = tpchMetadata();
const connector = metadata.catalog('tpch')?.informationSchema?.connector as Connector;
const schema = 'information_schema';

function conditions(limits: Record<string, string[]>): ReadonlyMap<string, TextCondition> {
  return new Map(Object.entries(limits).map(([column, values]) => [column, anyOf(...values)]));
}

/** The rows of a table, through the page format, only some columns. */
function rows(table: string, columns: readonly string[], limits: Record<string, string[]> = {}): unknown[][] {
  const described = connector.metadata.table(schema, table);
  if (described === undefined) throw new Error(`no ${table}`);
  const all = connector.metadata.tableHandle(schema, table);
  const handle = connector.metadata.limitTo?.(all, conditions(limits)) ?? all;
  const types = columns.map((name) => described.columns.find((column) => column.name === name)?.type as Type);
  const [split] = [...connector.splits.splits(handle, [{ nodeId: 'c', address: '127.0.0.1:1' }], 4)];
  const found: unknown[][] = [];
  const pages = connector.pages.pages(
    split?.split as WireHandle,
    handle,
    columns.map((column) => connector.metadata.columnHandle(schema, table, column)),
  );
  for (const page of pages) {
    const copy = deserializePage(serializePage(page, types, { compressed: false }), types);
    for (let i = 0; i < copy.positions; i++) found.push(copy.columns.map((column) => valueAt(column, i)));
  }
  return found;
}

function valueAt(column: Vector, i: number): unknown {
  if ('nulls' in column && column.nulls[i] === 1) return null;
  if (column.kind === 'long') return Number(column.values[i]);
  if (column.kind !== 'bytes') throw new Error(`unexpected ${column.kind}`);
  return Buffer.from(column.data.subarray(column.offsets[i], column.offsets[i + 1])).toString();
}

describe('information_schema', () => {
  it('writes handles as stock', () => {
    const { scan, split } = recordedTask('task-show-tables-00-update-s2');
    const handle = connector.metadata.limitTo?.(
      connector.metadata.tableHandle(schema, 'tables'),
      conditions({ table_schema: ['tiny'] }),
    );
    expect(handle).to.deep.equal(scan.table.connectorHandle);
    expect(metadata.catalog('tpch')?.informationSchema?.handle).to.equal(scan.table.catalogHandle);
    const transaction = scan.table.transaction as unknown as { transactionId: string };
    const within = metadata.inTransaction({ ...noTransaction, id: transaction.transactionId });
    const table = within.table({ catalog: 'tpch', schema, table: 'tables' });
    expect(table && within.tableHandle(table).transaction).to.deep.equal(transaction);
    expect(connector.metadata.columnHandle(schema, 'tables', 'table_name')).to.deep.equal(
      scan.assignments['table_name'],
    );
    const { addresses } = split as { addresses: string[] };
    const [made] = connector.splits.splits(
      handle as WireHandle,
      [{ nodeId: 'c', address: addresses[0] ?? '' }],
      2,
    );
    expect(made).to.deep.equal({ split, addresses });
  });

  it('has the columns of a table, NOT NULL where the connector says so', () => {
    expect(
      rows('columns', ['column_name', 'ordinal_position', 'column_default', 'is_nullable', 'data_type'], {
        table_schema: ['tiny'],
        table_name: ['nation'],
      }),
    ).to.deep.equal([
      ['nationkey', 1, null, 'NO', 'bigint'],
      ['name', 2, null, 'NO', 'varchar(25)'],
      ['regionkey', 3, null, 'NO', 'bigint'],
      ['comment', 4, null, 'NO', 'varchar(152)'],
    ]);
  });

  it('leaves hidden columns out, its own among them', () => {
    const names = rows('columns', ['column_name', 'is_nullable'], {
      table_schema: [schema],
      table_name: ['columns'],
    });
    expect(names).to.deep.include(['data_type', 'YES']);
    expect(names.flat()).not.to.include('comment');
  });

  it('lists schemas, its own among them', () => {
    const listed = rows('schemata', ['schema_name']).flat();
    expect(listed).to.include.members(['information_schema', 'sf1', 'tiny']).and.not.to.include('sf7');
  });

  it('finds tables of schemas that are not listed, when they are asked for', () => {
    expect(rows('tables', ['table_schema'], { table_schema: ['sf7'], table_name: ['nation'] })).to.deep.equal(
      [['sf7']],
    );
    expect(rows('tables', ['table_schema'], { table_name: ['nation'] }).flat()).not.to.include('sf7');
  });

  it('lists each table once, though it is asked for twice', () => {
    const twice = { table_schema: ['tiny', 'tiny'], table_name: ['nation', 'nation', 'nope'] };
    expect(rows('tables', ['table_name', 'table_type'], twice)).to.deep.equal([['nation', 'BASE TABLE']]);
  });

  it('is not limited by what says nothing of tables, or too much', () => {
    const limited = (table: string, values: Record<string, string[]>): unknown =>
      connector.metadata.limitTo?.(connector.metadata.tableHandle(schema, table), conditions(values));
    expect(limited('schemata', { schema_name: ['tiny'] })).to.equal(undefined);
    expect(limited('tables', { table_type: ['VIEW'] })).to.equal(undefined);
    expect(limited('tables', { table_schema: Array.from({ length: 101 }, (_, i) => `s${i}`) })).to.equal(
      undefined,
    );
  });

  it('looks up what LIKE leaves, like stock', () => {
    const limited = (table: string, ...entries: [string, TextCondition][]): unknown =>
      connector.metadata.limitTo?.(connector.metadata.tableHandle(schema, table), new Map(entries));
    const prefixes = (...of: [schema: string, table?: string][]): unknown => ({
      '@type': 'system:io.trino.connector.informationschema.InformationSchemaTableHandle',
      catalogName: 'tpch',
      table: 'COLUMNS',
      prefixes: of.map(([schemaName, tableName]) => ({
        catalogName: 'tpch',
        schemaName,
        ...(tableName !== undefined && { tableName }),
      })),
    });
    expect(limited('columns', ['table_schema', like('t%')])).to.deep.equal(prefixes(['tiny']));
    expect(limited('columns', ['table_schema', anyOf('tiny')], ['table_name', like('%tion')])).to.deep.equal(
      prefixes(['tiny', 'nation']),
    );
    expect(limited('columns', ['table_schema', like('t$_ny', '$')])).to.deep.equal(prefixes(['t_ny']));
    expect(limited('columns', ['table_schema', anyOf('TINY')])).to.deep.equal(prefixes(['']));
    expect(
      limited('columns', ['table_schema', anyOf('tiny')], ['table_catalog', anyOf('memory')]),
    ).to.deep.equal(prefixes(['']));
  });

  it('refuses handles of others', () => {
    const table = connector.metadata.tableHandle(schema, 'tables');
    const pages = (split: WireHandle, column: WireHandle): unknown[] => [
      ...connector.pages.pages(split, table, [column]),
    ];
    const [{ split } = { split: undefined }] = [...connector.splits.splits(table, [], 1)];
    expect(() =>
      pages({ '@type': 'tpch:x' }, connector.metadata.columnHandle(schema, 'tables', 'table_name')),
    ).to.throw('Not a Split');
    expect(() => pages(split as WireHandle, { '@type': 'tpch:x' })).to.throw('Not a ColumnHandle');
    expect(() => connector.metadata.columnHandle(schema, 'tables', 'nope')).to.throw('tables.nope');
    expect(() => connector.metadata.tableHandle(schema, 'nope')).to.throw('information_schema.nope');
  });
});
