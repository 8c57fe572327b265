import { qualifyTable, tableText } from '../../analyze/resolve-table.ts';
import { semanticError } from '../../analyze/semantic-error.ts';
import type { ColumnMetadata } from '../../catalog/connector.ts';
import type { QualifiedTableName } from '../../catalog/metadata.ts';
import type { ColumnDefinition, CreateTable, LikeClause } from '../../parse/tree/definition-statement.ts';
import type { Command, CommandContext } from '../command.ts';
import { changing, checkCatalog } from './changes.ts';
import { checkProperties } from '../../analyze/check-properties.ts';
import { columnType } from './column-type.ts';
import { relationKind } from './relation-kind.ts';

/**
 * CREATE TABLE with a list of columns.
 * @throws TrinoError TABLE_ALREADY_EXISTS, CATALOG_NOT_FOUND, TYPE_NOT_FOUND, DUPLICATE_COLUMN_NAME, INVALID_TABLE_PROPERTY,
 *   NOT_SUPPORTED, …
 */
export function createTable(statement: CreateTable, context: CommandContext): Command {
  return {
    updateType: 'CREATE TABLE',
    execute() {
      const { session, metadata } = context;
      const name = qualifyTable(statement, statement.name, session);
      if (statement.saveMode !== 'REPLACE' && relationKind(metadata, name) !== undefined) {
        if (statement.saveMode === 'IGNORE') return;
        throw semanticError('TABLE_ALREADY_EXISTS', statement, `Table '${tableText(name)}' already exists`);
      }
      checkCatalog(statement, name.catalog, context);
      checkProperties(statement.properties, 'table', name.catalog);
      const columns = definedColumns(statement, name, context);
      const replace = statement.saveMode === 'REPLACE';
      const what = replace ? 'replacing tables' : 'creating tables';
      const { comment } = statement;
      const { schema, table } = name;
      changing(
        name.catalog,
        'createTable',
        what,
        context,
      )({ schema, table, columns, ...(comment !== undefined && { comment }) }, replace);
    },
  };
}

function definedColumns(
  statement: CreateTable,
  name: QualifiedTableName,
  context: CommandContext,
): readonly ColumnMetadata[] {
  const columns = new Map<string, ColumnMetadata>();
  let includesProperties = false;
  for (const element of statement.elements) {
    if (element.kind === 'columnDefinition') {
      const [part, ...rest] = element.name.parts;
      if (part === undefined || rest.length > 0) {
        const text = element.name.parts.map(({ value }) => value).join('.');
        throw semanticError('NOT_SUPPORTED', statement, `Column name '${text}' must not be qualified`);
      }
      const column = definedColumn(element, part.value, name.catalog, (lowerCaseName) => {
        if (columns.has(lowerCaseName)) throw specifiedTwice(element, part.value);
      });
      columns.set(column.name, column);
    } else {
      if (element.properties === 'INCLUDING') {
        if (includesProperties) {
          throw semanticError(
            'NOT_SUPPORTED',
            statement,
            'Only one LIKE clause can specify INCLUDING PROPERTIES',
          );
        }
        includesProperties = true;
      }
      for (const column of likeColumns(statement, element, name, context)) {
        if (columns.has(column.name)) throw specifiedTwice(element, column.name);
        columns.set(column.name, column);
      }
    }
  }
  return [...columns.values()];
}

/** @param checkName throws when the name is taken; asked once the type is known */
function definedColumn(
  element: ColumnDefinition,
  written: string,
  catalog: string,
  checkName: (lowerCaseName: string) => void,
): ColumnMetadata {
  const type = columnType(element, element.type, written);
  const name = written.toLowerCase();
  checkName(name);
  if (!element.nullable) {
    // Of the connectors that make tables none enforces it.
    throw semanticError(
      'NOT_SUPPORTED',
      element,
      `Catalog '${catalog}' does not support non-null column for column name '${written}'`,
    );
  }
  checkProperties(element.properties, 'column', catalog);
  return { name, type, ...(element.comment !== undefined && { comment: element.comment }) };
}

/** The columns of LIKE, with their comments; NOT NULL stays behind, as in stock. */
function likeColumns(
  statement: CreateTable,
  element: LikeClause,
  name: QualifiedTableName,
  { session, metadata }: CommandContext,
): readonly ColumnMetadata[] {
  const source = qualifyTable(statement, element.table, session);
  if (metadata.catalog(source.catalog) === undefined) {
    throw semanticError(
      'CATALOG_NOT_FOUND',
      statement,
      `LIKE table catalog '${source.catalog}' does not exist`,
    );
  }
  const table = metadata.table(source);
  if (table === undefined) {
    throw semanticError('TABLE_NOT_FOUND', statement, `LIKE table '${tableText(source)}' does not exist`);
  }
  if (element.properties === 'INCLUDING' && source.catalog !== name.catalog) {
    throw semanticError(
      'NOT_SUPPORTED',
      statement,
      'CREATE TABLE LIKE table INCLUDING PROPERTIES across catalogs is not supported',
    );
  }
  return table.metadata.columns
    .filter(({ hidden }) => hidden !== true)
    .map((column) => ({
      name: column.name,
      type: column.type,
      ...(column.comment !== undefined && { comment: column.comment }),
    }));
}

function specifiedTwice(element: ColumnDefinition | LikeClause, column: string): Error {
  return semanticError('DUPLICATE_COLUMN_NAME', element, `Column name '${column}' specified more than once`);
}
