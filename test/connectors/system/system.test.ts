import { expect } from 'chai';
import { mountInformationSchema } from '../../../src/connectors/information-schema/mount.ts';
import { killQuery } from '../../../src/connectors/system/kill-query.ts';
import { mountSystem } from '../../../src/connectors/system/mount.ts';
import type { SystemRegistries } from '../../../src/connectors/system/registries.ts';
import type { TextCondition, WireHandle } from '../../../src/engine/catalog/connector.ts';
import { noTransaction } from '../../../src/engine/catalog/catalog-transaction.ts';
import { createMetadata } from '../../../src/engine/catalog/metadata.ts';
import type { Catalog, Metadata } from '../../../src/engine/catalog/metadata.ts';
import type { ProcedureCall } from '../../../src/engine/catalog/procedure.ts';
import type { ConstantValue } from '../../../src/engine/expressions/expression.ts';
import { displayName } from '../../../src/engine/types/display-name.ts';
import type { TaskInfo } from '../../../generated/worker/types.ts';
import { corpus } from '../../support/corpus.ts';
import { recordings } from '../../support/recordings.ts';
import { anyOf, like } from '../../support/text-condition.ts';
import { session } from '../../engine/analyze/test-session.ts';
import { recordedTask } from '../information-schema/recorded-task.ts';
import { countingCatalog } from './counting-catalog.ts';
import { scanRows } from './scan-rows.ts';
import { registries } from './test-registries.ts';

function systemMetadata(known: Partial<SystemRegistries> = {}): Metadata {
  const catalogs = new Map<string, Catalog>();
  const metadata = createMetadata(catalogs);
  for (const one of [countingCatalog(100).catalog, mountSystem(metadata, registries(known))])
    catalogs.set(one.name, mountInformationSchema(one, metadata));
  return metadata;
}

describe('the catalog system', () => {
  it('writes handles as stock', async () => {
    const { scan, split } = recordedTask('task-system-table-01-update-s0');
    const transaction = scan.table.transaction as unknown as { readonly transactionId: string };
    const metadata = systemMetadata().inTransaction({ ...noTransaction, id: transaction.transactionId });
    const planned = await scanRows('SELECT node_id, coordinator, state FROM system.runtime.nodes', metadata);
    expect(planned.scan.table).to.deep.equal(scan.table);
    expect(planned.scan.assignments).to.deep.equal(scan.assignments);
    const connector = metadata.catalog('system')?.connector;
    const { addresses } = split as { readonly addresses: readonly string[] };
    const nodes = [{ nodeId: 'pc', address: addresses[0] ?? '' }];
    const splits = connector?.splits.splits(planned.scan.table.connectorHandle, nodes, 4) ?? [];
    expect([...splits]).to.deep.equal([{ split, addresses }]);
  });

  it('describes all tables as stock does', () => {
    const metadata = systemMetadata();
    const described = corpus().flatMap(({ sql, rows }) => {
      const match = /^DESCRIBE (system\.(?:jdbc|metadata|runtime)\.\w+)$/.exec(sql);
      return match === null ? [] : [{ name: match[1] ?? '', rows }];
    });
    expect(described.length).to.be.greaterThan(20);
    for (const { name, rows } of described) {
      const [catalog = '', schema = '', table = ''] = name.split('.');
      const columns = metadata.table({ catalog, schema, table })?.metadata.columns;
      expect(
        columns?.map((column) => [column.name, displayName(column.type), '', '']),
        name,
      ).to.deep.equal(rows);
    }
  });

  it('says in the handle what values a scan is limited to', () => {
    const metadata = systemMetadata().catalog('system')?.connector.metadata;
    const limitTo = (handle: WireHandle, conditions: ReadonlyMap<string, TextCondition>): unknown =>
      metadata?.limitTo?.(handle, conditions);
    const handleOf = (schemaName: string, tableName: string, constraint: unknown): unknown => ({
      '@type': 'system:io.trino.connector.system.SystemTableHandle',
      schemaName,
      tableName,
      constraint,
    });
    const tables = handleOf('jdbc', 'tables', { columnDomains: [] }) as { readonly '@type': string };
    const domain = (column: string, inclusive: readonly boolean[], ends: string): unknown => ({
      column: { '@type': 'system:io.trino.connector.system.SystemColumnHandle', columnName: column },
      domain: {
        values: { '@type': 'sortable', type: 'varchar', inclusive, sortedRanges: block(ends) },
        nullAllowed: false,
      },
    });
    expect(
      limitTo(
        tables,
        new Map([
          ['table_schem', anyOf('b', 'a')],
          ['remarks', anyOf('x')],
        ]),
      ),
    ).to.deep.equal(
      handleOf('jdbc', 'tables', {
        columnDomains: [domain('table_schem', [true, true, true, true], 'aabb')],
      }),
    );
    expect(limitTo(tables, new Map([['table_name', like('m%')]]))).to.deep.equal(
      handleOf('jdbc', 'tables', { columnDomains: [domain('table_name', [true, false], 'mn')] }),
    );
    expect(limitTo(tables, new Map([['table_name', anyOf()]]))).to.deep.equal(handleOf('jdbc', 'tables', {}));
    expect(limitTo(tables, new Map([['table_name', like('%m')]]))).to.equal(undefined);
    expect(limitTo(tables, new Map([['table_type', anyOf('VIEW')]]))).to.equal(undefined);
  });

  it('shows queries, nodes, transactions and rules as they are at the moment', async () => {
    const queries: { queryId: string; state: string }[] = [];
    const metadata = systemMetadata({
      *queries() {
        for (const query of queries) {
          yield {
            ...query,
            user: 'alice',
            sql: 'SELECT 1',
            resourceGroupId: ['global', 'adhoc'],
            queuedMillis: 1.9,
            analysisMillis: 2,
            planningMillis: 3,
            created: 1_000,
            lastHeartbeat: 2_000,
            errorType: 'USER_ERROR',
            errorName: 'SYNTAX_ERROR',
          };
        }
      },
      nodes: () => [
        { nodeId: 'n', uri: 'http://h:1', version: '435', coordinator: true, state: 'shutting_down' },
      ],
      transactions: () => [
        {
          transactionId: 't',
          isolationLevel: 'SERIALIZABLE',
          readOnly: true,
          autoCommit: false,
          created: 5,
          idleSeconds: 7,
          catalogs: ['tpch', 'memory'],
        },
      ],
      optimizerRules: () => [
        {
          name: 'r',
          invocations: 4,
          matches: 3,
          failures: 0,
          averageNanos: 1_500,
          percentiles: new Map([[0.5, 1_000]]),
        },
      ],
    });
    const read = async (table: string): Promise<unknown> =>
      (await scanRows(`SELECT * FROM system.runtime.${table}`, metadata)).rows;
    expect(await read('queries')).to.deep.equal([]);
    queries.push({ queryId: 'q', state: 'FAILED' });
    expect(await read('queries')).to.deep.equal([
      {
        query_id: 'q',
        state: 'FAILED',
        user: 'alice',
        source: null,
        query: 'SELECT 1',
        resource_group_id: ['global', 'adhoc'],
        queued_time_ms: 1,
        analysis_time_ms: 2,
        planning_time_ms: 3,
        // Milliseconds above 12 bits of time zone: UTC.
        created: 1_000 * 4_096,
        started: null,
        last_heartbeat: 2_000 * 4_096,
        end: null,
        error_type: 'USER_ERROR',
        error_code: 'SYNTAX_ERROR',
      },
    ]);
    expect(await read('nodes')).to.deep.equal([
      { node_id: 'n', http_uri: 'http://h:1', node_version: '435', coordinator: 1, state: 'shutting_down' },
    ]);
    expect(await read('transactions')).to.deep.equal([
      {
        transaction_id: 't',
        isolation_level: 'SERIALIZABLE',
        read_only: 1,
        auto_commit_context: 0,
        create_time: 5 * 4_096,
        idle_time_secs: 7,
        written_catalog: null,
        catalogs: ['tpch', 'memory'],
      },
    ]);
    const bits = (value: number): number => Number(new BigInt64Array(Float64Array.of(value).buffer)[0]);
    expect(await read('optimizer_rule_stats')).to.deep.equal([
      {
        rule_name: 'r',
        invocations: 4,
        matches: 3,
        failures: 0,
        average_time: bits(1.5),
        time_distribution_percentiles: [[bits(0.5), bits(1_000)]],
      },
    ]);
  });

  it('asks every node for its tasks, a split a node', async () => {
    const answer = recordings().find(({ name }) => name === 'task-system-table-01-update-s0');
    const task = answer?.response.body as TaskInfo;
    const asked: string[] = [];
    const metadata = systemMetadata({
      taskNodes: () => ['a:1', 'b:2'],
      tasksOf: (address) => {
        asked.push(address);
        return Promise.resolve(address === 'b:2' ? [task] : []);
      },
    });
    const { rows } = await scanRows(
      'SELECT task_id, stage_id, query_id, state, splits, queued_splits, created, start FROM system.runtime.tasks',
      metadata,
    );
    expect(asked).to.deep.equal(['a:1', 'b:2']);
    expect(rows).to.deep.equal([
      {
        task_id: '20261122_133737_00042_yyhep.0.0.0',
        stage_id: '20261122_133737_00042_yyhep.0',
        query_id: '20261122_133737_00042_yyhep',
        state: 'RUNNING',
        splits: 1,
        queued_splits: 1,
        created: Date.parse('2026-11-22T13:37:37.893Z') * 4_096,
        start: null,
      },
    ]);
  });

  it('fails a scan with what a node that is asked fails with', async () => {
    const metadata = systemMetadata({
      taskNodes: () => ['a:1'],
      tasksOf: () => Promise.reject(new Error('no answer')),
    });
    const error = await scanRows('SELECT task_id FROM system.runtime.tasks', metadata).catch(
      (reason: unknown) => reason,
    );
    expect(error).to.be.an('error').with.property('message', 'no answer');
  });

  it('has the types of stock for drivers', async () => {
    const { rows } = await scanRows('SELECT * FROM system.jdbc.types', systemMetadata());
    const recorded = corpus().find(({ sql }) => /FROM system\.jdbc\.types/.test(sql))?.rows;
    const sorted = (all: readonly unknown[]): string[] => all.map((row) => JSON.stringify(row)).sort();
    const plain = rows.map((row) => Object.values(row));
    const flags = (recorded as readonly (readonly unknown[])[]).map((row) =>
      row.map((cell) => (typeof cell === 'boolean' ? Number(cell) : cell)),
    );
    expect(sorted(plain)).to.deep.equal(sorted(flags));
  });

  it('refuses tables and columns that it has not', () => {
    const connector = systemMetadata().catalog('system')?.connector.metadata;
    expect(() => connector?.tableHandle('runtime', 'nope')).to.throw('runtime.nope');
    expect(() => connector?.columnHandle('runtime', 'nodes', 'nope')).to.throw('nodes.nope');
  });
});

describe('kill_query', () => {
  const call: ProcedureCall = { session, signal: new AbortController().signal };
  const killed: unknown[] = [];
  const procedure = killQuery({
    kill(queryId, message) {
      killed.push([queryId, message]);
      return queryId === 'unknown' ? undefined : queryId === 'running';
    },
  });
  const run = (queryId: ConstantValue, message: ConstantValue): unknown =>
    procedure.call(
      new Map([
        ['QUERY_ID', queryId],
        ['MESSAGE', message],
      ]),
      call,
    );

  it('fails the query with the message', () => {
    run('running', 'because');
    run('running', null);
    expect(killed).to.deep.equal([
      ['running', 'because'],
      ['running', undefined],
    ]);
  });

  it("refuses with stock's words", () => {
    expect(() => run('unknown', 'x')).to.throw('Target query not found: unknown');
    expect(() => run('ended', 'x')).to.throw('Target query is not running: ended');
    expect(() => run(null, 'x')).to.throw('query_id cannot be null');
  });
});

/** A VARIABLE_WIDTH block of texts of one character, in base64. */
function block(characters: string): string {
  const name = Buffer.from('VARIABLE_WIDTH');
  const count = characters.length;
  const numbers = (...values: readonly number[]): Buffer => Buffer.from(Int32Array.from(values).buffer);
  return Buffer.concat([
    numbers(name.length),
    name,
    numbers(count, count, ...Array.from({ length: count }, () => 1)),
    Buffer.from([0]),
    numbers(count),
    Buffer.from(characters),
  ]).toString('base64');
}
