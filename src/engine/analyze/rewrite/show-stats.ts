import { TrinoError } from '../../errors/trino-error.ts';
import type { ExpressionNode } from '../../parse/tree/expression-node.ts';
import type { QueryNode } from '../../parse/tree/query.ts';
import type { RelationNode } from '../../parse/tree/relation.ts';
import type { ShowStats } from '../../parse/tree/show-statement.ts';
import { formatDate } from '../../values/date-text.ts';
import { formatDouble, formatReal } from '../../values/double-text.ts';
import { formatTimestamp } from '../../values/time-text.ts';
import type { Type } from '../../types/type.ts';
import { qualifyTable, resolveTable } from '../resolve-table.ts';
import type { ColumnStatistics, RewriteContext } from './rewrite-context.ts';
import { StatementBuilder } from './statement-builder.ts';

const columnNames = [
  'column_name',
  'data_size',
  'distinct_values_count',
  'nulls_fraction',
  'row_count',
  'low_value',
  'high_value',
] as const;

/**
 * SHOW STATS: a row a column, and one for the number of rows, as estimated for `SELECT * FROM` what is named (recording
 * statement-show-stats).
 * @throws TrinoError when there is no such table (as in stock without position), or what the query would fail with
 */
export function rewriteShowStats(statement: ShowStats, context: RewriteContext): QueryNode {
  const builder = new StatementBuilder(statement);
  checkTable(statement.relation, context);
  const { rowCount, columns } = withoutPlace(statement.relation, () =>
    context.plans.statistics(builder.query({ from: statement.relation })),
  );
  const number = (value: number | undefined): ExpressionNode =>
    value === undefined ? builder.nullOf('double') : builder.double(value);
  const text = (value: string | undefined): ExpressionNode =>
    value === undefined ? builder.nullOf('varchar') : builder.cast(builder.text(value), 'varchar');
  const row = (column: ColumnStatistics): ExpressionNode[] => [
    text(column.name),
    number(column.dataSize),
    number(column.distinctValues),
    number(column.nullsFraction),
    number(undefined),
    text(valueText(column.type, column.low)),
    text(valueText(column.type, column.high)),
  ];
  const total = [
    text(undefined),
    number(undefined),
    number(undefined),
    number(undefined),
    number(rowCount),
    text(undefined),
    text(undefined),
  ];
  return builder.query({ from: builder.values(columnNames, [...columns.map(row), total]) });
}

function checkTable(relation: RelationNode, { session, metadata }: RewriteContext): void {
  if (relation.kind !== 'table') return;
  withoutPlace(relation, () => {
    const name = qualifyTable(relation, relation.name, session);
    if (metadata.view(name) === undefined) resolveTable(relation, name, metadata);
  });
}

/** Errors about a table that is only named have no position, as in stock. */
function withoutPlace<T>(relation: RelationNode, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (relation.kind !== 'table' || !(error instanceof TrinoError) || error.location === undefined)
      throw error;
    throw new TrinoError(error.errorName, error.message.replace(/^line \d+:\d+: /, ''));
  }
}

/** A value on the number line of its type, as a client reads it. */
function valueText(type: Type, value: number | undefined): string | undefined {
  if (value === undefined || !Number.isFinite(value)) return undefined;
  switch (type.kind) {
    case 'boolean':
      return String(value !== 0);
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
      return BigInt(Math.round(value)).toString();
    case 'real':
      return formatReal(Math.fround(value));
    case 'double':
    case 'decimal':
      return formatDouble(value);
    case 'date':
      return formatDate(Math.round(value));
    case 'timestamp':
      return formatTimestamp(BigInt(Math.round(value)), 0, type.precision);
    default:
      return undefined;
  }
}
