import { expect } from 'chai';
import { CommandRunner } from './run-command.ts';

const runner = new CommandRunner();

describe('prepared statements', () => {
  it('are formatted for the client', async () => {
    expect(await runner.run('PREPARE "a b" FROM select * from nation where name = ?')).to.deep.equal({
      updateType: 'PREPARE',
      headers: {
        'X-Trino-Added-Prepare': ['a+b=SELECT+*%0AFROM%0A++nation%0AWHERE+%28name+%3D+%3F%29%0A'],
      },
    });
  });

  it('are compressed when they are long and it pays', async () => {
    const long = `select ${Array.from({ length: 100 }, (_, i) => `'value number ${i}' c${i}`).join(', ')}`;
    const { headers } = await runner.run(`PREPARE p FROM ${long}`);
    expect(headers?.['X-Trino-Added-Prepare']?.[0]).to.match(/^p=%24zstd%3A[\w%-]+$/);
    const noise = Array.from({ length: 180 }, (_, i) => (Math.sin(i + 1) * 1e15).toString(36)).join('');
    const random = await runner.run(`PREPARE p FROM select '${noise}'`);
    expect(random.headers?.['X-Trino-Added-Prepare']?.[0]).to.match(/^p=SELECT/);
  });

  it('may be no statements about prepared ones', async () => {
    expect(await runner.run('PREPARE p FROM PREPARE q FROM SELECT 1')).to.deep.equal({
      error: 'NOT_SUPPORTED: Invalid statement type for prepared statement: PREPARE',
    });
    expect(await runner.run("EXECUTE IMMEDIATE 'EXECUTE p'")).to.deep.equal({
      error: 'NOT_SUPPORTED: Unsupported statement type: Execute',
    });
  });

  it('have to be statements once they are formatted', async () => {
    const merge = 'MERGE INTO a USING b ON true WHEN MATCHED THEN DELETE';
    expect(await runner.run(`PREPARE p FROM ${merge}`)).to.deep.equal({
      error: 'GENERIC_INTERNAL_ERROR: Formatted query does not parse',
    });
  });

  it('are let go of by name, as written', async () => {
    const preparedStatements = { p: 'SELECT 1' };
    expect((await runner.run('DEALLOCATE PREPARE p', { preparedStatements })).headers).to.deep.equal({
      'X-Trino-Deallocated-Prepare': ['p'],
    });
    expect(await runner.run('EXECUTE P', { preparedStatements })).to.deep.equal({
      error: 'NOT_FOUND: Prepared statement not found: P',
    });
    expect(await runner.run('EXECUTE constructor', { preparedStatements })).to.deep.equal({
      error: 'NOT_FOUND: Prepared statement not found: constructor',
    });
  });

  it('run as commands, with parameters', async () => {
    const preparedStatements = { p: 'SET SESSION query_priority = ?' };
    expect((await runner.run('EXECUTE p USING 7', { preparedStatements })).headers).to.deep.equal({
      'X-Trino-Set-Session': ['query_priority=7'],
    });
  });
});
