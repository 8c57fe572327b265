import { expect } from 'chai';
import { createTpchConnector } from '../../../src/connectors/tpch/connector.ts';
import type { WireHandle } from '../../../src/engine/catalog/connector.ts';
import { displayType } from '../../../src/engine/types/display-type.ts';
import { countStatistics } from '../../../tools/tpch/count-statistics.ts';
import { corpus } from '../../support/corpus.ts';
import { checksums } from './checksum.ts';
import { oneNode, readRows, scanPages } from './read-table.ts';

const tpch = createTpchConnector();

/** Answers of a stock server in the corpus, of statements that look like `pattern`. */
function recorded(
  pattern: RegExp,
): { readonly match: RegExpExecArray; readonly rows: readonly unknown[][] }[] {
  return corpus().flatMap(({ sql, rows }) => {
    const match = pattern.exec(sql);
    return match === null || rows === undefined ? [] : [{ match, rows }];
  });
}

/** The handle that a coordinator sends when the connector took a predicate over. */
function withConstraint(handle: WireHandle, constraint: object): WireHandle {
  return Object.assign({}, handle, { constraint });
}

describe('the tpch connector', function () {
  this.timeout(60_000);

  it('makes the rows of stock, from the first on', () => {
    const answers = recorded(
      /^SELECT \* FROM tpch\."?([a-z0-9.]+)"?\.(\w+) ORDER BY \w+(?:, \w+)? LIMIT 20$/,
    );
    expect(answers.length).to.be.greaterThan(15);
    for (const { match, rows } of answers) {
      const [, schema = '', table = ''] = match;
      expect(readRows(tpch, schema, table, {}, rows.length), match[0]).to.deep.equal(rows);
    }
  });

  it('makes the rows of stock, to the last one', () => {
    const answers = recorded(
      /^SELECT \* FROM tpch\.(tiny)\.(\w+) ORDER BY \w+ DESC(?:, \w+ DESC)? LIMIT 20$/,
    );
    expect(answers.length).to.be.greaterThan(3);
    for (const { match, rows } of answers) {
      const [, schema = '', table = ''] = match;
      const all = readRows(tpch, schema.replaceAll('"', ''), table).sort(
        ([a, c], [b, d]) => Number(a) - Number(b) || (table === 'partsupp' ? Number(c) - Number(d) : 0),
      );
      expect(all.slice(-rows.length).reverse(), match[0]).to.deep.equal(rows);
    }
  });

  it('makes columns with the checksums of stock', () => {
    const answers = recorded(
      /^SELECT count\((\w+)\), count\(DISTINCT \w+\), checksum\(.* FROM tpch\."?(tiny|sf0\.1)"?\.(\w+)$/,
    );
    expect(answers.length).to.be.greaterThan(60);
    for (const { match, rows } of answers) {
      const [, column = '', schema = '', table = ''] = match;
      const { rows: count, sums } = checksums(scanPages(tpch, schema, table, { columns: [column] }));
      expect([count, sums[0]], match[0]).to.deep.equal([rows[0]?.[0], rows[0]?.[2]]);
    }
  });

  it('makes whole tables of scale factor 1 with the checksums of stock', () => {
    const answers = recorded(
      /^SELECT count\(\*\), (checksum.*) FROM tpch\.sf1\.(nation|region|supplier|part|customer)$/,
    );
    expect(answers.length).to.be.greaterThan(3);
    for (const { match, rows } of answers) {
      const [, list = '', table = ''] = match;
      const columns = [...list.matchAll(/checksum\((\w+)\)/g)].map(([, name]) => name ?? '');
      const { rows: count, sums } = checksums(scanPages(tpch, 'sf1', table, { columns }));
      expect([count, ...sums], match[0]).to.deep.equal(rows[0]);
    }
  });

  it('draws keys of 64 bits at the largest scales', () => {
    // LIMIT queries of a stock server, from the first and the second half of the tables.
    const orders = readRows(tpch, 'sf100000', 'orders', {}, 1);
    expect(orders[0]).to.deep.equal([
      1,
      5_398_045_469,
      'O',
      201_400.86,
      '1996-01-02',
      '5-LOW',
      'Clerk#095054913',
      0,
      'nstructions sleep furiously among ',
    ]);
    const handle = tpch.metadata.tableHandle('sf30000', 'orders');
    const second = [...tpch.splits.splits(handle, oneNode, 2)][1];
    if (second === undefined) throw new Error('one split');
    const column = tpch.metadata.columnHandle('sf30000', 'orders', 'custkey');
    const pages = tpch.pages.pages(second.split, handle, [column])[Symbol.iterator]();
    const page = pages.next().value as { columns: { values: BigInt64Array }[] };
    expect(page.columns[0]?.values[0]).to.equal(4_028_595_404n);
  });

  it('cuts tables so that all parts together are the table', () => {
    for (const table of ['orders', 'lineitem', 'partsupp', 'customer', 'nation']) {
      const whole = checksums(scanPages(tpch, 'tiny', table, { nodes: oneNode }));
      const nodes = Array.from({ length: 7 }, (_, i) => ({ nodeId: `n${i}`, address: `127.0.0.1:${i + 1}` }));
      expect(checksums(scanPages(tpch, 'tiny', table, { nodes })), table).to.deep.equal(whole);
    }
  });

  it('numbers rows in a hidden column as stock: by group, from 0 where a table never grows', () => {
    const numbers = (table: string, ...columns: string[]): unknown =>
      readRows(tpch, 'tiny', table, { columns: ['row_number', ...columns] }, 7);
    expect(numbers('region')).to.deep.equal([[0], [1], [2], [3], [4]]);
    expect(numbers('lineitem', 'linenumber')).to.deep.equal([
      ...[1, 2, 3, 4, 5, 6].map((line) => [1, line]),
      [2, 1],
    ]);
    expect(numbers('partsupp', 'partkey')).to.deep.equal([1, 1, 1, 1, 2, 2, 2].map((key) => [key, key]));
    expect(tpch.metadata.table('tiny', 'nation')?.columns.at(-1)).to.include({
      name: 'row_number',
      hidden: true,
    });
  });

  it('gives only the columns asked for, in their order, and counts rows without any', () => {
    expect(readRows(tpch, 'tiny', 'nation', { columns: ['name', 'nationkey'] }, 2)).to.deep.equal([
      ['ALGERIA', 0],
      ['ARGENTINA', 1],
    ]);
    expect(readRows(tpch, 'tiny', 'lineitem', { columns: [] })).to.have.length(60_175);
    for (const page of scanPages(tpch, 'tiny', 'orders', { columns: ['orderkey'] })) {
      expect(page.positions).to.be.at.most(8192);
    }
  });

  /** Handles that a stock coordinator sent: it leaves these predicates to the scan. */
  const constraints: readonly (readonly [
    table: string,
    column: string,
    type: string,
    ranges: string,
    rows: number,
  ])[] = [
    [
      'orders',
      'orderstatus',
      'varchar(1)',
      'AwAAAFJMRQIAAAAOAAAAVkFSSUFCTEVfV0lEVEgBAAAAAQAAAAEAAAAAAQAAAEY=',
      7304,
    ],
    [
      'orders',
      'orderstatus',
      'varchar(1)',
      'DgAAAFZBUklBQkxFX1dJRFRIBAAAAAQAAAABAAAAAQAAAAEAAAABAAAAAAQAAABGRlBQ',
      7667,
    ],
    [
      'part',
      'container',
      'varchar(10)',
      'DgAAAFZBUklBQkxFX1dJRFRIBAAAAAQAAAAGAAAABgAAAAYAAAAGAAAAABgAAABMRyBCT1hMRyBCT1hTTSBCT1hTTSBCT1g=',
      72,
    ],
  ];
  for (const [table, columnName, type, sortedRanges, rows] of constraints) {
    it(`leaves out rows that a stock coordinator's constraint on ${columnName} excludes (${rows} remain)`, () => {
      const handle = tpch.metadata.tableHandle('tiny', table);
      const inclusive = Array.from({ length: 4 }, () => true);
      const domain = { values: { '@type': 'sortable', type, inclusive, sortedRanges }, nullAllowed: false };
      const column = { '@type': 'tpch:io.trino.plugin.tpch.TpchColumnHandle', columnName, type };
      const constrained = withConstraint(handle, { columnDomains: [{ column, domain }] });
      const key = table === 'part' ? 'partkey' : 'orderkey';
      expect(readRows(tpch, 'tiny', table, { handle: constrained, columns: [key] })).to.have.length(rows);
      // The rest of the row isn't shifted by rows left out.
      const all = readRows(tpch, 'tiny', table);
      const some = readRows(tpch, 'tiny', table, { handle: constrained });
      expect(all).to.deep.include.members(some.slice(0, 50));
    });
  }

  it('reads nothing under a constraint that nothing meets, and refuses one that it cannot read', () => {
    const handle = tpch.metadata.tableHandle('tiny', 'orders');
    expect(readRows(tpch, 'tiny', 'orders', { handle: withConstraint(handle, {}) })).to.deep.equal([]);
    const column = tpch.metadata.columnHandle('tiny', 'orders', 'orderkey');
    const domain = { values: { '@type': 'all', type: 'bigint' }, nullAllowed: true };
    const odd = withConstraint(handle, { columnDomains: [{ column, domain }] });
    expect(() => readRows(tpch, 'tiny', 'orders', { handle: odd })).to.throw('is no list of ranges');
  });

  it('binds splits to nodes as stock does', () => {
    const handle = tpch.metadata.tableHandle('tiny', 'nation');
    const type = 'tpch:io.trino.plugin.tpch.TpchSplit';
    const addresses = ['127.0.0.1:1'];
    expect([...tpch.splits.splits(handle, oneNode, 2)].map(({ split }) => split)).to.deep.equal([
      { '@type': type, partNumber: 0, totalParts: 2, addresses },
      { '@type': type, partNumber: 1, totalParts: 2, addresses },
    ]);
  });

  it('describes all tables as stock does', () => {
    expect([...tpch.metadata.tables('tiny')].sort()).to.deep.equal([
      'customer',
      'lineitem',
      'nation',
      'orders',
      'part',
      'partsupp',
      'region',
      'supplier',
    ]);
    const answers = recorded(/^(?:DESCRIBE|SHOW COLUMNS FROM) tpch\.(\w+)\.(\w+)$/);
    expect(answers.length).to.be.greaterThan(3);
    for (const { match, rows } of answers) {
      const [, schema = '', table = ''] = match;
      const columns = tpch.metadata
        .table(schema, table)
        ?.columns.filter(({ hidden }) => !hidden)
        .map(({ name, type }) => [name, displayType(type), '', '']);
      expect(columns, match[0]).to.deep.equal(rows);
    }
    expect(tpch.metadata.table('tiny', 'nope')).to.equal(undefined);
    expect(tpch.metadata.table('nope', 'nation')).to.equal(undefined);
  });

  it('knows any scale', () => {
    for (const schema of ['tiny', 'sf1', 'sf0.01', 'sf7'])
      expect(tpch.metadata.hasSchema(schema), schema).to.equal(true);
    for (const schema of ['sf0', 'sf-1', 'sfx', 'sf', 'default']) {
      expect(tpch.metadata.hasSchema(schema), schema).to.equal(false);
    }
  });

  it('has the statistics of stock', () => {
    const answers = recorded(/^SHOW STATS FOR tpch\.(tiny|sf1)\.(\w+)$/);
    expect(answers.length).to.be.greaterThan(8);
    const number = (text: unknown): number | undefined => {
      if (typeof text !== 'string') return undefined;
      return /^\d{4}-/.test(text) ? Date.parse(text) / 86_400_000 : Number(text);
    };
    for (const { match, rows } of answers) {
      const [, schema = '', table = ''] = match;
      const statistics = tpch.metadata.statistics(schema, table);
      for (const [name, size, distinct, nulls, rowCount, low, high] of rows) {
        if (typeof name !== 'string') {
          expect(statistics.rowCount, match[0]).to.equal(rowCount);
          continue;
        }
        const column = statistics.columns[name];
        expect(
          [column?.distinctValues, column?.nullsFraction, column?.low, column?.high],
          `${match[0]} ${name}`,
        ).to.deep.equal([distinct, nulls, number(low), number(high)]);
        // Stock answers with the average times the rows.
        if (typeof size === 'number')
          expect(column?.dataSize, `${match[0]} ${name}`).to.be.closeTo(size, 1e-6 * size);
      }
    }
    expect(tpch.metadata.statistics('sf100', 'nation')).to.deep.equal({ columns: {} });
  });

  it('has statistics that are counted from its rows', () => {
    for (const table of tpch.metadata.tables('tiny')) {
      expect(tpch.metadata.statistics('tiny', table), table).to.deep.equal(countStatistics(table, 0.01));
    }
  });

  it('refuses handles that are not its own', () => {
    const handle = tpch.metadata.tableHandle('tiny', 'nation');
    expect(() => [...tpch.pages.pages({ '@type': 'memory:x' }, handle, [])]).to.throw(
      'Not a TpchSplit of the tpch connector',
    );
    const split = {
      '@type': 'tpch:io.trino.plugin.tpch.TpchSplit',
      partNumber: 2,
      totalParts: 2,
      addresses: [],
    };
    expect(() => [...tpch.pages.pages(split, handle, [])]).to.throw('There is no part 2 of 2 parts');
  });
});
