import { analyze } from '../../analyze/analyze.ts';
import type { Analysis } from '../../analyze/analysis.ts';
import { qualifyTable, tableText } from '../../analyze/resolve-table.ts';
import { semanticError } from '../../analyze/semantic-error.ts';
import type { ViewDefinition } from '../../catalog/connector-changes.ts';
import { formatStatement } from '../../parse/format/format-statement.ts';
import type { CreateMaterializedView, CreateView } from '../../parse/tree/definition-statement.ts';
import type { Command, CommandContext } from '../command.ts';
import { changing, checkCatalog } from './changes.ts';
import { relationKind } from './relation-kind.ts';

/**
 * CREATE VIEW: its query is analysed, and kept as formatted text.
 * @throws TrinoError of the query, CATALOG_NOT_FOUND, TABLE_ALREADY_EXISTS, MISSING_COLUMN_NAME, DUPLICATE_COLUMN_NAME,
 *   COLUMN_TYPE_UNKNOWN, VIEW_IS_RECURSIVE, NOT_SUPPORTED
 */
export function createView(statement: CreateView, context: CommandContext): Command {
  return {
    updateType: 'CREATE VIEW',
    execute() {
      const { session, metadata } = context;
      const name = qualifyTable(statement, statement.name, session);
      checkCatalog(statement, name.catalog, context);
      const kind = relationKind(metadata, name);
      if (kind === 'table' || (kind === 'view' && !statement.replace)) {
        const taken = kind === 'table' ? 'Table' : 'View';
        throw semanticError(
          'TABLE_ALREADY_EXISTS',
          statement,
          `${taken} already exists: '${tableText(name)}'`,
        );
      }
      const analysis = analyze(statement.query, {
        session,
        metadata,
        ...(statement.replace && { replacedView: name }),
      });
      const definition: ViewDefinition = {
        originalSql: formatStatement(statement.query),
        ...(session.catalog !== undefined && { catalog: session.catalog }),
        ...(session.schema !== undefined && { schema: session.schema }),
        columns: viewColumns(statement, analysis),
        ...(statement.comment !== undefined && { comment: statement.comment }),
        ...(statement.security !== 'INVOKER' && { owner: session.user }),
        runAsInvoker: statement.security === 'INVOKER',
        path: session.path,
      };
      changing(name.catalog, 'createView', 'creating views', context)(
        name.schema,
        name.table,
        definition,
        statement.replace,
      );
    },
  };
}

/**
 * The columns that a view's query gives: all must have a name of their own and a type.
 * @throws TrinoError MISSING_COLUMN_NAME, DUPLICATE_COLUMN_NAME, COLUMN_TYPE_UNKNOWN
 */
export function viewColumns(
  statement: CreateView | CreateMaterializedView,
  { query }: Analysis,
): ViewDefinition['columns'] {
  const names = new Set<string>();
  return query.fields.map(({ name, type }, i) => {
    if (name === undefined) {
      throw semanticError('MISSING_COLUMN_NAME', statement, `Column name not specified at position ${i + 1}`);
    }
    // Names that differ only in case pass, as in stock.
    if (names.has(name)) {
      throw semanticError(
        'DUPLICATE_COLUMN_NAME',
        statement,
        `Column name '${name}' specified more than once`,
      );
    }
    names.add(name);
    if (type.kind === 'unknown') {
      throw semanticError('COLUMN_TYPE_UNKNOWN', statement, `Column type is unknown: ${name}`);
    }
    return { name, type };
  });
}
