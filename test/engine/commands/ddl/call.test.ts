import { expect } from 'chai';
import type { Connector } from '../../../../src/engine/catalog/connector.ts';
import type { Procedure } from '../../../../src/engine/catalog/procedure.ts';
import { createTpchConnector } from '../../../../src/connectors/tpch/connector.ts';
import { TrinoError } from '../../../../src/engine/errors/trino-error.ts';
import type { ConstantValue } from '../../../../src/engine/expressions/expression.ts';
import { DdlSession } from './ddl-session.ts';

/** CALL, held to what stock answers for `system.runtime.kill_query`, which has these arguments. */
describe('CALL', () => {
  const calls: (readonly (readonly [string, ConstantValue])[])[] = [];
  const procedure: Procedure = {
    schema: 'runtime',
    name: 'kill_query',
    arguments: [
      { name: 'QUERY_ID', type: { kind: 'varchar' } },
      { name: 'MESSAGE', type: { kind: 'varchar' }, default: '' },
    ],
    call(values, { session }) {
      if (values.get('QUERY_ID') === 'unknown') {
        throw new TrinoError('NOT_FOUND', `Target query not found: unknown for ${session.user}`);
      }
      calls.push([...values]);
    },
  };
  const connector: Connector = { ...createTpchConnector(), name: 'system', procedures: [procedure] };
  const session = new DdlSession('default', [connector]);
  const call = async (text: string): Promise<unknown> => {
    const answer = await session.run(`CALL ${text}`);
    return 'error' in answer ? [answer.error.errorName, answer.error.message] : answer;
  };

  beforeEach(() => {
    calls.length = 0;
  });

  it('takes arguments by position, and defaults for those that are missing', async () => {
    expect(await call(`system.runtime.kill_query('a')`)).to.deep.equal({ updateType: 'CALL' });
    expect(await call(`system.runtime.KILL_QUERY('a', 'b')`)).to.deep.equal({ updateType: 'CALL' });
    expect(calls).to.deep.equal([
      [
        ['QUERY_ID', 'a'],
        ['MESSAGE', ''],
      ],
      [
        ['QUERY_ID', 'a'],
        ['MESSAGE', 'b'],
      ],
    ]);
  });

  it('takes arguments by name in any order, quoted as they are, plain ones in capitals', async () => {
    await call(`system.runtime.kill_query(message => 'b', query_id => 'a')`);
    await call(`system.runtime.kill_query("QUERY_ID" => 'a')`);
    expect(calls.map((values) => values.map(([, value]) => value))).to.deep.equal([
      ['a', 'b'],
      ['a', ''],
    ]);
    expect(await call(`system.runtime.kill_query("query_id" => 'a')`)).to.deep.equal([
      'INVALID_ARGUMENTS',
      'line 1:32: Unknown argument name: query_id',
    ]);
  });

  it('gives NULL as it is', async () => {
    await call('system.runtime.kill_query(CAST(NULL AS varchar))');
    expect(calls[0]?.[0]).to.deep.equal(['QUERY_ID', null]);
  });

  const refused: readonly (readonly [string, string, string])[] = [
    ['()', 'INVALID_ARGUMENTS', "line 1:1: Required procedure argument 'QUERY_ID' is missing"],
    [`(message => 'x')`, 'INVALID_ARGUMENTS', "line 1:1: Required procedure argument 'QUERY_ID' is missing"],
    [
      `(query_id => 'x', 'y')`,
      'INVALID_ARGUMENTS',
      'line 1:1: Named and positional arguments cannot be mixed',
    ],
    [`(foo => 'x')`, 'INVALID_ARGUMENTS', 'line 1:32: Unknown argument name: FOO'],
    [
      `(query_id => 'a', query_id => 'b')`,
      'INVALID_ARGUMENTS',
      'line 1:49: Duplicate procedure argument: QUERY_ID',
    ],
    [`('a', 'b', 'c')`, 'INVALID_ARGUMENTS', 'line 1:1: Too many arguments for procedure'],
    ['(query_id => 1)', 'TYPE_MISMATCH', 'line 1:44: Cannot cast type integer to varchar'],
    ['(query_id => x)', 'COLUMN_NOT_FOUND', "line 1:44: Column 'x' cannot be resolved"],
    [`((select 'x'))`, 'EXPRESSION_NOT_CONSTANT', 'line 1:32: Constant expression cannot contain a subquery'],
    [`('unknown')`, 'NOT_FOUND', 'Target query not found: unknown for alice'],
  ];
  for (const [args, errorName, message] of refused) {
    it(`refuses ${args}`, async () => {
      expect(await call(`system.runtime.kill_query${args}`)).to.deep.equal([errorName, message]);
      expect(calls).to.deep.equal([]);
    });
  }

  it('finds procedures in their catalog and schema only', async () => {
    expect(await call('system.other.kill_query()')).to.deep.equal([
      'PROCEDURE_NOT_FOUND',
      'Procedure not registered: other.kill_query',
    ]);
    expect(await call('bar()')).to.deep.equal([
      'PROCEDURE_NOT_FOUND',
      'Procedure not registered: default.bar',
    ]);
    expect(await call('nope.runtime.bar()')).to.deep.equal([
      'CATALOG_NOT_FOUND',
      "line 1:1: Catalog 'nope' does not exist",
    ]);
    expect(await call('a.b.c.d()')).to.deep.equal(['SYNTAX_ERROR', 'Too many dots in table name: a.b.c.d']);
  });
});
