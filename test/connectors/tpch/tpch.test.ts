import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { createTpchConnector } from '../../../src/connectors/tpch/connector.ts';
import type { Vector } from '../../../src/engine/pages/vector.ts';

const tpch = createTpchConnector();
const node = { nodeId: 'n', address: '127.0.0.1:1' };

function readAll(schema: string, table: string, columns: readonly string[], nodes = [node]): unknown[][] {
  const handle = tpch.metadata.tableHandle(schema, table);
  const columnHandles = columns.map((column) => tpch.metadata.columnHandle(schema, table, column));
  const rows: unknown[][] = [];
  for (const { split } of tpch.splits.splits(handle, nodes, 2)) {
    for (const page of tpch.pages.pages(split, handle, columnHandles)) {
      for (let i = 0; i < page.positions; i++) rows.push(page.columns.map((column) => valueAt(column, i)));
    }
  }
  return rows;
}

function valueAt(vector: Vector, i: number): unknown {
  if (vector.kind === 'long') return Number(vector.values[i]);
  if (vector.kind !== 'bytes') throw new Error(vector.kind);
  return Buffer.from(vector.data.subarray(vector.offsets[i], vector.offsets[i + 1])).toString();
}

/** Answers of a stock server in the corpus. */
function recordedRows(id: string): unknown[][] {
  const line = readFileSync(new URL('../../sql/tpch.jsonl', import.meta.url), 'utf8')
    .split('\n')
    .find((text) => text.includes(`"id": "${id}"`));
  return (JSON.parse(line as string) as { rows: unknown[][] }).rows;
}

describe('the tpch connector', () => {
  it('makes the nations of stock, comments too', () => {
    const own = readAll('sf0.1', 'nation', ['nationkey', 'name', 'regionkey', 'comment']);
    expect(own).to.have.length(25);
    expect(own.slice(0, 20)).to.deep.equal(recordedRows('tpch-content-0014'));
    expect(own.reverse().slice(0, 20)).to.deep.equal(recordedRows('tpch-content-0015'));
  });

  it('makes the regions of stock, comments too', () => {
    expect(readAll('sf1', 'region', ['regionkey', 'name', 'comment'])).to.deep.equal([
      [
        0,
        'AFRICA',
        'lar deposits. blithely final packages cajole. regular waters are final requests. regular accounts are according to ',
      ],
      [1, 'AMERICA', 'hs use ironic, even requests. s'],
      [2, 'ASIA', 'ges. thinly even pinto beans ca'],
      [3, 'EUROPE', 'ly final courts cajole furiously final excuse'],
      [
        4,
        'MIDDLE EAST',
        'uickly special accounts cajole carefully blithely close requests. carefully final asymptotes haggle furiousl',
      ],
    ]);
  });

  it('counts rows without columns, and none twice over several nodes', () => {
    expect(readAll('tiny', 'nation', [], [node, { nodeId: 'm', address: '127.0.0.1:2' }])).to.have.length(25);
  });

  it('binds splits to nodes as stock does', () => {
    const handle = tpch.metadata.tableHandle('tiny', 'nation');
    expect([...tpch.splits.splits(handle, [node], 2)].map(({ split }) => split)).to.deep.equal([
      {
        '@type': 'tpch:io.trino.plugin.tpch.TpchSplit',
        partNumber: 0,
        totalParts: 2,
        addresses: ['127.0.0.1:1'],
      },
      {
        '@type': 'tpch:io.trino.plugin.tpch.TpchSplit',
        partNumber: 1,
        totalParts: 2,
        addresses: ['127.0.0.1:1'],
      },
    ]);
  });

  it('knows any scale', () => {
    for (const schema of ['tiny', 'sf1', 'sf0.01', 'sf7'])
      expect(tpch.metadata.hasSchema(schema), schema).to.equal(true);
    for (const schema of ['sf0', 'sf-1', 'sfx', 'sf', 'default'])
      expect(tpch.metadata.hasSchema(schema), schema).to.equal(false);
  });

  it('has the statistics of stock', () => {
    expect(tpch.metadata.statistics('tiny', 'nation')).to.deep.equal({
      rowCount: 25,
      columns: {
        nationkey: { distinctValues: 25, nullsFraction: 0, low: 0, high: 24 },
        name: { distinctValues: 25, nullsFraction: 0, dataSize: 177 },
        regionkey: { distinctValues: 5, nullsFraction: 0, low: 0, high: 4 },
        comment: { distinctValues: 25, nullsFraction: 0, dataSize: 1857 },
      },
    });
    expect(tpch.metadata.statistics('sf100', 'nation')).to.deep.equal({ columns: {} });
  });

  it('refuses handles that are not its own', () => {
    const handle = tpch.metadata.tableHandle('tiny', 'nation');
    expect(() => [...tpch.pages.pages({ '@type': 'memory:x' }, handle, [])]).to.throw(
      'Not a TpchSplit of the tpch connector',
    );
  });
});
