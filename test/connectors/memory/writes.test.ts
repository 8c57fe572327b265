import { expect } from 'chai';
import { createMemoryConnector } from '../../../src/connectors/memory/connector.ts';
import { readTarget } from '../../../src/connectors/memory/handles.ts';
import type { ConnectorChanges } from '../../../src/engine/catalog/connector-changes.ts';
import type { Connector, ConnectorSplit, WireHandle } from '../../../src/engine/catalog/connector.ts';
import { TrinoError } from '../../../src/engine/errors/trino-error.ts';

type Writes = Required<
  Pick<
    ConnectorChanges,
    | 'beginCreateTable'
    | 'finishCreateTable'
    | 'beginInsert'
    | 'finishInsert'
    | 'abandonWrite'
    | 'emptyWrite'
    | 'onRowsGone'
    | 'dropTable'
    | 'createSchema'
  >
>;

const table = {
  schema: 'default',
  table: 't',
  columns: [{ name: 'a', type: { kind: 'bigint' } as const }],
};

const fragment = (hostAddress: string, rows: number): Uint8Array =>
  Buffer.from(JSON.stringify({ hostAddress, rows }));

function connector(properties: Readonly<Record<string, string>> = {}): {
  readonly connector: Connector;
  readonly changes: Writes;
} {
  const made = createMemoryConnector(properties);
  return { connector: made, changes: made.metadata.changes as Writes };
}

function splitsOf({ metadata, splits }: Connector, name = 't'): ConnectorSplit[] {
  return [...splits.splits(metadata.tableHandle('default', name), [], 4)];
}

const idOf = (handle: WireHandle): number => Number(readTarget(handle).table);
const activeOf = (handle: WireHandle): number[] => readTarget(handle).activeTableIds.map(Number);

function failure(work: () => unknown): TrinoError {
  try {
    work();
  } catch (error) {
    if (error instanceof TrinoError) return error;
    throw error;
  }
  throw new Error('It did not fail');
}

describe('writes to tables of the memory connector', () => {
  it('show a created table when its write has finished, with a split a node', () => {
    const { connector: memory, changes } = connector();
    const handle = changes.beginCreateTable(table, false);
    expect(memory.metadata.table('default', 't')).to.equal(undefined);
    changes.finishCreateTable(handle, [fragment('a:1', 3), fragment('b:2', 4), fragment('a:1', 2)]);
    expect(memory.metadata.table('default', 't')?.columns).to.deep.equal(table.columns);
    expect(memory.metadata.statistics('default', 't').rowCount).to.equal(9);
    expect(splitsOf(memory)).to.deep.equal(
      [
        ['a:1', 5],
        ['b:2', 4],
      ].map(([address, expectedRows]) => ({
        split: {
          '@type': 'memory:io.trino.plugin.memory.MemorySplit',
          table: idOf(handle),
          partNumber: 0,
          totalPartsPerWorker: 1,
          address,
          expectedRows,
        },
        addresses: [address],
        pinned: true,
      })),
    );
  });

  it('give each write a number of its own, so that one that fails is never read', () => {
    const { connector: memory, changes } = connector();
    const created = changes.beginCreateTable(table, false);
    changes.finishCreateTable(created, [fragment('a:1', 1)]);
    const failed = changes.beginInsert('default', 't', ['a']);
    const good = changes.beginInsert('default', 't', ['a']);
    expect(activeOf(good)).to.have.members([idOf(created), idOf(failed), idOf(good)]);
    changes.abandonWrite(failed, true);
    changes.finishInsert(good, [fragment('a:1', 5)]);
    const read = splitsOf(memory).map(({ split }) => (split as { readonly table?: unknown }).table);
    expect(read).to.deep.equal([idOf(created), idOf(good)]);
    expect(activeOf(changes.beginInsert('default', 't', ['a']))).not.to.include(idOf(failed));
    expect(
      failure(() => {
        changes.finishInsert(failed, []);
      }).errorName,
    ).to.equal('GENERIC_INTERNAL_ERROR');
  });

  it('leave no table when they fail, and keep its name while they run', () => {
    const { connector: memory, changes } = connector();
    const handle = changes.beginCreateTable(table, false);
    const second = failure(() => changes.beginCreateTable(table, false));
    expect([second.errorName, second.message]).to.deep.equal([
      'ALREADY_EXISTS',
      'Table [default.t] already exists',
    ]);
    changes.abandonWrite(handle, true);
    expect(memory.metadata.tables('default')).to.deep.equal([]);
    changes.finishCreateTable(changes.beginCreateTable(table, false), []);
    expect(memory.metadata.tables('default')).to.deep.equal(['t']);
  });

  it('refuse what stock refuses', () => {
    const { changes } = connector();
    const missing = failure(() => changes.beginCreateTable({ ...table, schema: 'nosuch' }, false));
    expect([missing.errorName, missing.message]).to.deep.equal(['NOT_FOUND', 'Schema nosuch not found']);
    const replaced = failure(() => changes.beginCreateTable(table, true));
    expect([replaced.errorName, replaced.message]).to.deep.equal([
      'NOT_SUPPORTED',
      'This connector does not support replacing tables',
    ]);
  });

  it('fail when their table was dropped meanwhile', () => {
    const { changes } = connector();
    changes.finishCreateTable(changes.beginCreateTable(table, false), []);
    const handle = changes.beginInsert('default', 't', ['a']);
    changes.dropTable('default', 't');
    expect(
      failure(() => {
        changes.finishInsert(handle, [fragment('a:1', 1)]);
      }).errorName,
    ).to.equal('TABLE_NOT_FOUND');
  });

  it('tell when rows of nodes are gone, and list what is left in an empty write', () => {
    const { changes } = connector();
    let told = 0;
    changes.onRowsGone(() => told++);
    const kept = changes.beginCreateTable(table, false);
    changes.finishCreateTable(kept, [fragment('a:1', 1)]);
    const other = changes.beginCreateTable({ ...table, table: 'u' }, false);
    changes.finishCreateTable(other, [fragment('a:1', 1)]);
    changes.abandonWrite(changes.beginInsert('default', 't', ['a']), false);
    expect(told).to.equal(0);
    changes.dropTable('default', 'u');
    expect(told).to.equal(1);
    changes.abandonWrite(changes.beginInsert('default', 't', ['a']), true);
    expect(told).to.equal(2);
    const empty = changes.emptyWrite();
    expect(activeOf(empty)).to.deep.equal([idOf(kept), idOf(empty)]);
    expect(idOf(empty)).to.be.greaterThan(idOf(other));
  });

  it('number writes higher than those of an earlier start', () => {
    const first = connector().changes.beginCreateTable(table, false);
    expect(idOf(first)).to.be.greaterThan(Date.UTC(2024, 0) * 1000);
    expect(Number.isSafeInteger(idOf(first))).to.equal(true);
  });

  it('divide many rows into the splits that the catalog asks for', () => {
    const { connector: memory, changes } = connector({ 'memory.splits-per-node': '3' });
    changes.finishCreateTable(changes.beginCreateTable(table, false), [fragment('a:1', 30_000)]);
    expect(splitsOf(memory)).to.have.length(3);
  });

  it('read what writers tell with care', () => {
    const { changes } = connector();
    const handle = changes.beginCreateTable(table, false);
    for (const text of ['', 'null', '{"rows":1}', '{"hostAddress":"a:1"}', '{"hostAddress":1,"rows":1}']) {
      const { errorName } = failure(() => {
        changes.finishCreateTable(handle, [Buffer.from(text)]);
      });
      expect(errorName, text).to.equal('GENERIC_INTERNAL_ERROR');
    }
  });
});
