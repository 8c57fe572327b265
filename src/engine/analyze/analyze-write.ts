import type { ColumnMetadata, TableMetadata } from '../catalog/connector.ts';
import { informationSchemaName } from '../catalog/metadata.ts';
import type { Catalog, QualifiedTableName, ResolvedTable } from '../catalog/metadata.ts';
import { TrinoError } from '../errors/trino-error.ts';
import type { CreateTableAsSelect } from '../parse/tree/definition-statement.ts';
import type { Insert } from '../parse/tree/data-statement.ts';
import type { SyntaxNode } from '../parse/tree/node.ts';
import type { QueryNode } from '../parse/tree/query.ts';
import { canCoerce, commonSuperType } from '../types/coercion.ts';
import type { Type } from '../types/type.ts';
import type { QueryAnalysis } from './analysis.ts';
import { typeText } from './coerce.ts';
import type { QueryContext } from './query-context.ts';
import { checkCatalog, qualifyTable, tableText } from './resolve-table.ts';
import { semanticError } from './semantic-error.ts';

/** Where the rows of a statement's query go. */
export type WriteAnalysis = InsertAnalysis | CreateTableAsAnalysis;

export interface InsertAnalysis {
  readonly kind: 'insert';
  readonly table: ResolvedTable;
  /** All columns of the table, each with the number of the query's field that it takes, from 0; absent: NULL. */
  readonly columns: readonly { readonly column: ColumnMetadata; readonly field?: number }[];
}

export interface CreateTableAsAnalysis {
  readonly kind: 'createTable';
  readonly catalog: Catalog;
  /** The query's fields are its columns, in order. */
  readonly table: TableMetadata;
  readonly replace: boolean;
  /** WITH NO DATA: the query isn't run. */
  readonly withData: boolean;
}

/** A statement that writes: absent `write` when there is nothing to do, because the table exists. */
export interface AnalyzedWrite {
  readonly query: QueryAnalysis;
  readonly write?: WriteAnalysis;
}

/**
 * INSERT. Errors about the target have no position, as in stock.
 * @throws TrinoError NOT_SUPPORTED (views), TABLE_NOT_FOUND, COLUMN_NOT_FOUND, DUPLICATE_COLUMN_NAME, TYPE_MISMATCH, and the query's own
 */
export function analyzeInsert(node: Insert, context: QueryContext): AnalyzedWrite {
  const { metadata, session } = context;
  const name = qualifyTable(node.table, node.table.name, session);
  if (metadata.view(name) !== undefined) {
    throw new TrinoError('NOT_SUPPORTED', 'Inserting into views is not supported');
  }
  const query = context.analyzeQuery(node.query, context);
  const table = metadata.table(name);
  if (table === undefined) {
    throw new TrinoError('TABLE_NOT_FOUND', `Table '${tableText(name)}' does not exist`);
  }
  const columns = table.metadata.columns.filter(({ hidden }) => hidden !== true);
  const targets = insertedColumns(node, columns);
  checkTypes(targets, query);
  checkWritable(table);
  return {
    query,
    write: {
      kind: 'insert',
      table,
      columns: columns.map((column) => {
        const field = targets.indexOf(column);
        return field < 0 ? { column } : { column, field };
      }),
    },
  };
}

function insertedColumns(node: Insert, columns: readonly ColumnMetadata[]): readonly ColumnMetadata[] {
  if (node.columns === undefined) return columns;
  const targets: ColumnMetadata[] = [];
  for (const { value } of node.columns) {
    const name = value.toLowerCase();
    const column = columns.find((one) => one.name === name);
    if (column === undefined) {
      throw new TrinoError('COLUMN_NOT_FOUND', `Insert column name does not exist in target table: ${name}`);
    }
    if (targets.includes(column)) {
      throw new TrinoError(
        'DUPLICATE_COLUMN_NAME',
        `Insert column name is specified more than once: ${name}`,
      );
    }
    targets.push(column);
  }
  return targets;
}

function checkTypes(targets: readonly ColumnMetadata[], { fields }: QueryAnalysis): void {
  const matches =
    targets.length === fields.length &&
    targets.every(({ type }, i) => canBeInserted((fields[i] as (typeof fields)[number]).type, type));
  if (matches) return;
  const list = (types: readonly { readonly type: Type }[]): string =>
    types.map(({ type }) => typeText(type)).join(', ');
  throw new TrinoError(
    'TYPE_MISMATCH',
    `Insert query has mismatched column types: Table: [${list(targets)}], Query: [${list(fields)}]`,
  );
}

/** Values are cast to the column's type. Texts within rows, arrays and maps can't be checked for being cut, so they must fit. */
function canBeInserted(from: Type, to: Type): boolean {
  return hasNestedBoundedText(to) ? canCoerce(from, to) : commonSuperType(from, to) !== undefined;
}

function hasNestedBoundedText(type: Type): boolean {
  switch (type.kind) {
    case 'array':
      return hasBoundedText(type.element);
    case 'map':
      return hasBoundedText(type.key) || hasBoundedText(type.value);
    case 'row':
      return type.fields.some((field) => hasBoundedText(field.type));
    default:
      return false;
  }
}

function hasBoundedText(type: Type): boolean {
  return (
    type.kind === 'char' ||
    (type.kind === 'varchar' && type.length !== undefined) ||
    hasNestedBoundedText(type)
  );
}

/** What no statement can write to, stock refuses with the words of its bookkeeping. */
function checkWritable({ name, catalog }: ResolvedTable): void {
  if (name.schema === informationSchemaName || catalog.name === 'system') {
    throw new TrinoError(
      'GENERIC_INTERNAL_ERROR',
      'Cannot record write for catalog not part of transaction',
      {
        failureType: 'java.lang.IllegalArgumentException',
      },
    );
  }
}

/**
 * CREATE TABLE AS.
 * @throws TrinoError TABLE_ALREADY_EXISTS, CATALOG_NOT_FOUND, MISSING_COLUMN_NAME, DUPLICATE_COLUMN_NAME, COLUMN_TYPE_UNKNOWN,
 *   MISMATCHED_COLUMN_ALIASES, INVALID_TABLE_PROPERTY, DUPLICATE_PROPERTY, and the query's own
 */
export function analyzeCreateTableAs(
  node: CreateTableAsSelect,
  context: QueryContext,
  nothing: () => QueryNode,
): AnalyzedWrite {
  const { metadata, session } = context;
  const name = qualifyTable(node, node.name, session);
  const exists = metadata.table(name) !== undefined || metadata.view(name) !== undefined;
  if (exists && node.saveMode === 'IGNORE') return { query: context.analyzeQuery(nothing(), context) };
  if (exists && node.saveMode === 'FAIL') {
    throw semanticError(
      'TABLE_ALREADY_EXISTS',
      node,
      `Destination table '${tableText(name)}' already exists`,
    );
  }
  checkProperties(node);
  const query = context.analyzeQuery(node.query, context);
  const columns =
    node.columnAliases === undefined
      ? columnsOf(node, query)
      : aliasedColumns(node, node.columnAliases, query);
  checkCatalog(node, name.catalog, metadata);
  const catalog = metadata.catalog(name.catalog) as Catalog;
  const unknown = node.properties[0];
  if (unknown !== undefined) {
    throw new TrinoError(
      'INVALID_TABLE_PROPERTY',
      `Catalog '${name.catalog}' table property '${unknown.name.value.toLowerCase()}' does not exist`,
    );
  }
  return {
    query,
    write: {
      kind: 'createTable',
      catalog,
      table: tableOf(name, columns, node.comment),
      replace: node.saveMode === 'REPLACE',
      withData: node.withData,
    },
  };
}

function tableOf(
  { schema, table }: QualifiedTableName,
  columns: readonly ColumnMetadata[],
  comment: string | undefined,
): TableMetadata {
  return { schema, table, columns, ...(comment !== undefined && { comment }) };
}

function checkProperties({ properties }: CreateTableAsSelect): void {
  const names = new Set<string>();
  for (const property of properties) {
    const name = property.name.value.toLowerCase();
    if (names.has(name)) throw semanticError('DUPLICATE_PROPERTY', property, `Duplicate property: ${name}`);
    names.add(name);
  }
}

/** Columns under the names that the query gives them. */
function columnsOf(node: SyntaxNode, { fields }: QueryAnalysis): readonly ColumnMetadata[] {
  const names = new Set<string>();
  return fields.map(({ name: written, type }, i) => {
    if (written === undefined) {
      throw semanticError('MISSING_COLUMN_NAME', node, `Column name not specified at position ${i + 1}`);
    }
    const name = written.toLowerCase();
    if (names.has(name)) {
      throw semanticError('DUPLICATE_COLUMN_NAME', node, `Column name '${written}' specified more than once`);
    }
    names.add(name);
    if (type.kind === 'unknown') {
      throw semanticError('COLUMN_TYPE_UNKNOWN', node, `Column type is unknown: ${written}`);
    }
    return { name, type };
  });
}

function aliasedColumns(
  node: SyntaxNode,
  aliases: NonNullable<CreateTableAsSelect['columnAliases']>,
  { fields }: QueryAnalysis,
): readonly ColumnMetadata[] {
  if (aliases.length !== fields.length) {
    throw semanticError(
      'MISMATCHED_COLUMN_ALIASES',
      aliases[0] ?? node,
      `Column alias list has ${aliases.length} entries but relation has ${fields.length} columns`,
    );
  }
  const names = new Set<string>();
  for (const alias of aliases) {
    const name = alias.value.toLowerCase();
    if (names.has(name)) {
      throw semanticError(
        'DUPLICATE_COLUMN_NAME',
        alias,
        `Column name '${alias.value}' specified more than once`,
      );
    }
    names.add(name);
  }
  return fields.map(({ type }, i) => {
    if (type.kind === 'unknown') {
      throw semanticError('COLUMN_TYPE_UNKNOWN', node, `Column type is unknown at position ${i + 1}`);
    }
    return { name: (aliases[i] as (typeof aliases)[number]).value.toLowerCase(), type };
  });
}
