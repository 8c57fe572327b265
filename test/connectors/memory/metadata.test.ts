import { expect } from 'chai';
import { createMemoryConnector } from '../../../src/connectors/memory/connector.ts';
import type { ConnectorMetadata } from '../../../src/engine/catalog/connector.ts';
import type { ConnectorChanges, ViewDefinition } from '../../../src/engine/catalog/connector-changes.ts';
import { TrinoError } from '../../../src/engine/errors/trino-error.ts';

const view: ViewDefinition = {
  originalSql: 'SELECT 1 "X"',
  columns: [{ name: 'X', type: { kind: 'integer' } }],
  runAsInvoker: true,
  path: '',
};

describe('metadata of the memory connector', () => {
  let metadata: ConnectorMetadata;
  let changes: Required<ConnectorChanges>;
  const createTable = (table: string, schema = 'default'): void => {
    const columns = [
      { name: 'a', type: { kind: 'integer' } as const },
      { name: 'b', type: { kind: 'varchar' } as const },
    ];
    changes.createTable({ schema, table, columns }, false);
  };
  const failure = (action: () => void): string => {
    try {
      action();
    } catch (error) {
      if (error instanceof TrinoError) return `${error.errorName} ${error.message}`;
      throw error;
    }
    return 'nothing';
  };
  const idOf = (table: string, schema = 'default'): unknown =>
    (metadata.tableHandle(schema, table) as { readonly id?: unknown }).id;

  beforeEach(() => {
    ({ metadata } = createMemoryConnector());
    changes = metadata.changes as Required<ConnectorChanges>;
  });

  it('begins with an empty schema default', () => {
    expect(metadata.schemas()).to.deep.equal(['default']);
    expect(metadata.tables('default')).to.deep.equal([]);
    expect(metadata.views?.('default')).to.deep.equal([]);
    expect(metadata.tables('other')).to.deep.equal([]);
  });

  it('numbers tables, and a number is never used again', () => {
    createTable('t');
    const first = idOf('t');
    changes.renameTable('default', 't', { schema: 'default', table: 'u' });
    expect(idOf('u')).to.equal(first);
    changes.dropTable('default', 'u');
    createTable('u');
    expect(idOf('u')).not.to.equal(first);
    expect(metadata.columnHandle('default', 'u', 'b')).to.deep.equal({
      '@type': 'memory:io.trino.plugin.memory.MemoryColumnHandle',
      columnIndex: 1,
    });
  });

  it('lists tables and views apart, but gives a name only once', () => {
    createTable('t');
    changes.createView('default', 'v', view, false);
    expect(metadata.tables('default')).to.deep.equal(['t']);
    expect(metadata.views?.('default')).to.deep.equal(['v']);
    expect(
      failure(() => {
        createTable('v');
      }),
    ).to.match(/^(TABLE_)?ALREADY_EXISTS/);
    expect(
      failure(() => {
        changes.createView('default', 't', view, true);
      }),
    ).to.match(/^TABLE_ALREADY_EXISTS/);
    expect(
      failure(() => {
        changes.renameView('default', 'v', { schema: 'default', table: 't' });
      }),
    ).to.match(/^TABLE_ALREADY_EXISTS/);
    expect(
      failure(() => {
        changes.createView('default', 'v', view, false);
      }),
    ).to.match(/^TABLE_ALREADY_EXISTS/);
    expect(
      failure(() => {
        changes.createView('default', 'v', view, true);
      }),
    ).to.equal('nothing');
  });

  it('leaves everything as it was when a change fails', () => {
    createTable('t');
    createTable('u');
    changes.createView('default', 'v', view, false);
    const id = idOf('t');
    const changing: readonly (() => void)[] = [
      () => {
        changes.renameTable('default', 't', { schema: 'default', table: 'u' });
      },
      () => {
        changes.renameTable('default', 't', { schema: 'nope', table: 'x' });
      },
      () => {
        changes.renameView('default', 'v', { schema: 'nope', table: 'x' });
      },
      () => {
        changes.dropSchema('default', false);
      },
      () => {
        changes.dropTable('default', 'x');
      },
      () => {
        changes.dropView('default', 't');
      },
      () => {
        changes.createSchema('default', {}, 'alice');
      },
      () => {
        createTable('x', 'nope');
      },
      () => {
        changes.createTable({ schema: 'default', table: 't', columns: [] }, true);
      },
    ];
    for (const change of changing) expect(failure(change)).not.to.equal('nothing');
    expect(metadata.tables('default')).to.deep.equal(['t', 'u']);
    expect(metadata.views?.('default')).to.deep.equal(['v']);
    expect(metadata.schemas()).to.deep.equal(['default']);
    expect(idOf('t')).to.equal(id);
  });

  it('says in stock’s words that a schema is gone meanwhile', () => {
    expect(
      failure(() => {
        createTable('t', 'nope');
      }),
    ).to.equal('NOT_FOUND Schema nope not found');
  });

  it('drops a schema with what is in it', () => {
    changes.createSchema('s', {}, 'alice');
    createTable('t', 's');
    changes.createView('s', 'v', view, false);
    expect(
      failure(() => {
        changes.dropSchema('s', false);
      }),
    ).to.equal('SCHEMA_NOT_EMPTY Schema not empty: s');
    changes.dropSchema('s', true);
    changes.createSchema('s', {}, 'alice');
    expect(metadata.tables('s')).to.deep.equal([]);
    expect(metadata.views?.('s')).to.deep.equal([]);
  });

  it('keeps comments, also on columns of views that are written in capitals', () => {
    createTable('t');
    changes.setTableComment('default', 't', 'one');
    changes.setColumnComment('default', 't', 'b', 'two');
    expect(metadata.table('default', 't')).to.deep.include({ comment: 'one' });
    expect(metadata.table('default', 't')?.columns.map(({ comment }) => comment)).to.deep.equal([
      undefined,
      'two',
    ]);
    changes.setTableComment('default', 't', undefined);
    expect(metadata.table('default', 't')).not.to.have.property('comment');
    changes.createView('default', 'v', view, false);
    changes.setViewComment('default', 'v', 'three');
    changes.setViewColumnComment('default', 'v', 'x', 'four');
    expect(metadata.view?.('default', 'v')).to.deep.include({ comment: 'three' });
    expect(metadata.view?.('default', 'v')?.columns).to.deep.equal([
      { name: 'X', type: { kind: 'integer' }, comment: 'four' },
    ]);
  });

  it('keeps the rows of a table that gets another name while nobody else sees it', () => {
    createTable('t');
    changes.createSchema('s', {}, 'alice');
    changes.renameTable('default', 't', { schema: 's', table: 't' });
    expect(metadata.table('default', 't')).to.equal(undefined);
    expect(metadata.table('s', 't')).to.deep.include({ schema: 's', table: 't' });
    expect(metadata.statistics('s', 't').rowCount).to.equal(0);
  });
});
