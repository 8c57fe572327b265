import type { ColumnMetadata } from '../../catalog/connector.ts';
import type { QualifiedTableName } from '../../catalog/metadata.ts';
import type { TrinoError } from '../../errors/trino-error.ts';
import { formatStatement } from '../../parse/format/format-statement.ts';
import { parseDataType, parseStatement } from '../../parse/parse.ts';
import type { ColumnDefinition } from '../../parse/tree/definition-statement.ts';
import type { QueryNode } from '../../parse/tree/query.ts';
import type { ShowCreate } from '../../parse/tree/show-statement.ts';
import { displayType } from '../../types/display-type.ts';
import { qualifyTable, tableText } from '../resolve-table.ts';
import { semanticError } from '../semantic-error.ts';
import { qualifySchema } from './qualify-schema.ts';
import type { RewriteContext } from './rewrite-context.ts';
import { StatementBuilder } from './statement-builder.ts';

/**
 * SHOW CREATE TABLE and SCHEMA: the statement that would make it (recording statement-show-create). No connector makes
 * materialized views.
 * @throws TrinoError when there is no such table, view or schema, or it is something else
 */
export function rewriteShowCreate(statement: ShowCreate, context: RewriteContext): QueryNode {
  switch (statement.type) {
    case 'SCHEMA':
      return showCreateSchema(statement, context);
    case 'TABLE':
      return showCreateTable(statement, context);
    case 'VIEW':
      return showCreateView(statement, context);
    case 'MATERIALIZED VIEW':
      return refuseMaterializedView(statement, context);
    default:
      return unreachable(statement.type);
  }
}

function showCreateSchema(statement: ShowCreate, { session, metadata }: RewriteContext): QueryNode {
  const { catalog, schema } = qualifySchema(statement, statement.name, session);
  if (!metadata.hasSchema(catalog, schema)) {
    throw semanticError('SCHEMA_NOT_FOUND', statement, `Schema '${catalog}.${schema}' does not exist`);
  }
  const builder = new StatementBuilder(statement);
  const text = formatStatement({
    kind: 'createSchema',
    name: builder.name(catalog, schema),
    ifNotExists: false,
    properties: [],
    location: statement.location,
  });
  return builder.singleValue('Create Schema', builder.text(text));
}

function showCreateTable(statement: ShowCreate, { session, metadata }: RewriteContext): QueryNode {
  const name = qualifyTable(statement, statement.name, session);
  if (metadata.view(name) !== undefined) throw isAnother(statement, name, 'a view', 'a table');
  const table = metadata.table(name);
  if (table === undefined) {
    throw semanticError('TABLE_NOT_FOUND', statement, `Table '${tableText(name)}' does not exist`);
  }
  const builder = new StatementBuilder(statement);
  const { columns, comment } = table.metadata;
  const text = formatStatement({
    kind: 'createTable',
    name: builder.name(name.catalog, name.schema, name.table),
    saveMode: 'FAIL',
    elements: columns.filter(({ hidden }) => !hidden).map((column) => columnDefinition(builder, column)),
    ...(comment !== undefined && { comment }),
    properties: [],
    location: statement.location,
  });
  return builder.singleValue('Create Table', builder.text(text));
}

function columnDefinition(
  builder: StatementBuilder,
  { name, type, notNull, comment }: ColumnMetadata,
): ColumnDefinition {
  const { location } = builder.name(name);
  return {
    kind: 'columnDefinition',
    name: builder.name(name),
    type: parseDataType(displayType(type)),
    nullable: !notNull,
    ...(comment !== undefined && { comment }),
    properties: [],
    location,
  };
}

function showCreateView(statement: ShowCreate, { session, metadata }: RewriteContext): QueryNode {
  const name = qualifyTable(statement, statement.name, session);
  const view = metadata.view(name);
  if (view === undefined) {
    if (metadata.table(name) !== undefined) throw isAnother(statement, name, 'a table', 'a view');
    throw semanticError('TABLE_NOT_FOUND', statement, `View '${tableText(name)}' does not exist`);
  }
  const query = parseStatement(view.originalSql);
  if (query.kind !== 'query') {
    throw semanticError('INVALID_VIEW', statement, `View '${tableText(name)}' is no query`);
  }
  const builder = new StatementBuilder(statement);
  const text = formatStatement({
    kind: 'createView',
    name: builder.name(name.catalog, name.schema, name.table),
    replace: false,
    ...(view.comment !== undefined && { comment: view.comment }),
    security: view.runAsInvoker ? 'INVOKER' : 'DEFINER',
    query,
    location: statement.location,
  });
  return builder.singleValue('Create View', builder.text(text.trim()));
}

function refuseMaterializedView(statement: ShowCreate, { session, metadata }: RewriteContext): never {
  const name = qualifyTable(statement, statement.name, session);
  const wanted = 'a materialized view';
  if (metadata.view(name) !== undefined) throw isAnother(statement, name, 'a view', wanted);
  if (metadata.table(name) !== undefined) throw isAnother(statement, name, 'a table', wanted);
  throw semanticError('TABLE_NOT_FOUND', statement, `Materialized view '${tableText(name)}' does not exist`);
}

function isAnother(
  statement: ShowCreate,
  name: QualifiedTableName,
  kind: string,
  wanted: string,
): TrinoError {
  return semanticError('NOT_SUPPORTED', statement, `Relation '${tableText(name)}' is ${kind}, not ${wanted}`);
}

function unreachable(type: never): never {
  throw new Error(`unknown kind ${String(type)}`);
}
