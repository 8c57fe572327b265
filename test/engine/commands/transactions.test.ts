import { expect } from 'chai';
import { CommandRunner } from './run-command.ts';

const unknown = '4bfb424c-855f-4579-a189-b5a575eeed4f';
const unknownMessage = `UNKNOWN_TRANSACTION: Unknown transaction ID: ${unknown}. Possibly expired? Commands ignored until end of transaction block`;

describe('transactions', () => {
  let runner: CommandRunner;
  beforeEach(() => {
    runner = new CommandRunner();
  });
  afterEach(() => {
    runner.transactions.close();
  });

  async function started(
    sql = 'START TRANSACTION',
  ): Promise<{ transactionId: string; explicitTransaction: true }> {
    const { headers } = await runner.run(sql);
    return {
      transactionId: headers?.['X-Trino-Started-Transaction-Id'] as string,
      explicitTransaction: true,
    };
  }

  it('starts one as it is told and ends it', async () => {
    const within = await started('START TRANSACTION ISOLATION LEVEL SERIALIZABLE, READ ONLY');
    const [transaction] = runner.transactions.list();
    expect(transaction?.options).to.deep.equal({
      isolationLevel: 'SERIALIZABLE',
      readOnly: true,
      autoCommit: false,
    });
    await runner.run('SELECT * FROM nation', within);
    expect(transaction?.catalogs).to.deep.equal(['tpch']);
    expect(await runner.run('COMMIT', within)).to.deep.equal({
      updateType: 'COMMIT',
      headers: { 'X-Trino-Clear-Transaction-Id': 'true' },
    });
    expect([...runner.transactions.list()]).to.deep.equal([]);
  });

  it('lets a statement of its own leave nothing behind', async () => {
    await runner.run('SELECT 1');
    await runner.run('SELECT nope');
    await runner.run('SET SESSION query_priority = 2');
    expect([...runner.transactions.list()]).to.deep.equal([]);
  });

  it('ignores statements after a failure, until the end', async () => {
    const within = await started();
    await runner.run('SELECT nope', within);
    expect(await runner.run('SELECT 1', within)).to.deep.equal({
      error:
        'TRANSACTION_ALREADY_ABORTED: Current transaction is aborted, commands ignored until end of transaction block',
    });
    expect(await runner.run('ROLLBACK', within)).to.have.property('updateType', 'ROLLBACK');
    const again = await started();
    await runner.run('SELECT nope', again);
    expect(await runner.run('COMMIT', again)).to.deep.equal({
      error: 'TRANSACTION_ALREADY_ABORTED: Current transaction has already been aborted',
    });
    expect([...runner.transactions.list()]).to.deep.equal([]);
  });

  it('is not ended by a statement that cannot be read', async () => {
    const within = await started();
    await runner.run('SELEC 1', within);
    await runner.run('EXECUTE nope', within);
    expect(await runner.run('SELECT 1', within)).to.deep.equal({});
  });

  it('refuses to nest, which ends it', async () => {
    const within = await started();
    expect(await runner.run('START TRANSACTION', within)).to.deep.equal({
      error: 'NOT_SUPPORTED: Nested transactions not supported',
    });
    expect(await runner.run('SELECT 1', within)).to.have.property('error');
  });

  it('refuses what is no transaction', async () => {
    const other = { transactionId: unknown, explicitTransaction: true };
    expect(await runner.run('SELECT 1', other)).to.deep.equal({ error: unknownMessage });
    expect(await runner.run('COMMIT', other)).to.deep.equal({ error: unknownMessage });
    expect(await runner.run('ROLLBACK', other)).to.have.property('updateType', 'ROLLBACK');
    expect(await runner.run('COMMIT')).to.deep.equal({
      error: 'NOT_IN_TRANSACTION: No transaction in progress',
    });
    expect(await runner.run('START TRANSACTION', { clientTransactionSupport: false })).to.deep.equal({
      error: 'INCOMPATIBLE_CLIENT: Client does not support transactions',
    });
    expect(await runner.run('START TRANSACTION READ ONLY, READ WRITE')).to.deep.equal({
      error: 'SYNTAX_ERROR: Multiple transaction read modes specified',
    });
  });

  it('lets no statement write that may not', async () => {
    const writing = await started();
    expect(await runner.run('CREATE SCHEMA tpch.x', writing)).to.deep.equal({
      error: 'AUTOCOMMIT_WRITE_CONFLICT: Catalog only supports writes using autocommit: tpch',
    });
    const reading = await started('START TRANSACTION READ ONLY');
    expect(await runner.run('CREATE SCHEMA tpch.x', reading)).to.deep.equal({
      error: 'READ_ONLY_VIOLATION: Cannot execute write in a read-only transaction',
    });
  });
});
