import type { OutputNode, PlanNode, TableWriterNode, WriterTarget } from '../../../generated/worker/types.ts';
import type { InsertAnalysis, WriteAnalysis } from '../analyze/analyze-write.ts';
import { errorCodes } from '../errors/error-codes.ts';
import type { Expression } from '../expressions/expression.ts';
import { resolveInternal } from '../functions/resolve-function.ts';
import { displayType } from '../types/display-type.ts';
import { sameType } from '../types/same-type.ts';
import type { Type } from '../types/type.ts';
import type { PlanContext } from './plan-context.ts';
import { project, values } from './plan-nodes.ts';
import type { PlannedRelation } from './plan-session.ts';

const bigint: Type = { kind: 'bigint' };

/** A plan that writes the rows of another one and gives their number; where they go is filled in when the write begins. */
export function planWrite(write: WriteAnalysis, query: PlannedRelation, context: PlanContext): OutputNode {
  const { node: source, symbols } =
    write.kind === 'insert'
      ? insertedRows(write, query, context)
      : createdRows(write.withData, query, context);
  const columns = write.kind === 'insert' ? write.columns.map(({ column }) => column) : write.table.columns;
  const target = targetOf(write, nothingBegun);
  const writer: TableWriterNode = {
    '@type': 'tablewriter',
    id: context.nextId(),
    source,
    target,
    rowCountSymbol: context.newSymbol('partialrows', bigint),
    fragmentSymbol: context.newSymbol('fragment', { kind: 'varbinary' }),
    columns: symbols,
    columnNames: columns.map(({ name }) => name),
  };
  const rows = context.newSymbol('rows', bigint);
  return {
    '@type': 'output',
    id: context.nextId(),
    source: { '@type': 'tablecommit', id: context.nextId(), source: writer, target, rowCountSymbol: rows },
    columns: ['rows'],
    outputs: [rows],
  };
}

/** What the connector gave for a write. */
export interface WriteHandles {
  readonly connectorHandle: unknown;
  readonly transactionHandle: unknown;
}

const nothingBegun: WriteHandles = {
  connectorHandle: { '@type': 'system:none' },
  transactionHandle: ['system:none', 'INSTANCE'],
};

/** `target` of the nodes that write (recordings task-insert-*, task-create-memory-table-*). */
export function targetOf(write: WriteAnalysis, handles: WriteHandles): WriterTarget {
  const common = {
    multipleWritersPerPartitionSupported: true,
    writerScalingOptions: { isWriterTasksScalingEnabled: false, isPerTaskWriterScalingEnabled: false },
  };
  if (write.kind === 'insert') {
    const { catalog, name } = write.table;
    return {
      '@type': 'InsertTarget',
      handle: { catalogHandle: catalog.handle, ...handles },
      schemaTableName: { schema: name.schema, table: name.table },
      ...common,
    } as WriterTarget;
  }
  const { schema, table } = write.table;
  return {
    '@type': 'CreateTarget',
    handle: { catalogHandle: write.catalog.handle, tableName: { schema, table }, ...handles },
    schemaTableName: { schema, table },
    ...common,
    replace: write.replace,
  } as WriterTarget;
}

function createdRows(withData: boolean, query: PlannedRelation, context: PlanContext): PlannedRelation {
  if (withData) return query;
  return { symbols: query.symbols, node: values(context, [...new Set(query.symbols)], []) };
}

/** A value for each column of the table: those of the query cast to the column's type, NULL for the others. */
function insertedRows(write: InsertAnalysis, query: PlannedRelation, context: PlanContext): PlannedRelation {
  const assignments = new Map<string, Expression>();
  const symbols = write.columns.map(({ column, field }) => {
    const value: Expression =
      field === undefined
        ? { kind: 'constant', type: column.type, value: null }
        : inserted(context.reference(query.symbols[field] as string), column.type);
    const symbol = value.kind === 'symbol' ? value.name : context.newSymbol(column.name, column.type);
    assignments.set(symbol, value);
    return symbol;
  });
  const node: PlanNode = project(context, query.node, assignments);
  return { node, symbols };
}

/** The value as the column's type; a text that would lose more than blanks at its end fails. */
function inserted(value: Expression, to: Type): Expression {
  const { type: from } = value;
  if (sameType(from, to)) return value;
  const converted: Expression = { kind: 'cast', type: to, value, safe: false };
  const length = textLength(to);
  if (length === undefined || from.kind === 'unknown') return converted;
  const own = textLength(from);
  if (own !== undefined && own <= length) return converted;
  const measured = call('$space_trimmed_length', [
    { kind: 'cast', type: { kind: 'varchar' }, value, safe: false },
  ]);
  return {
    kind: 'case',
    type: to,
    whens: [
      {
        condition: {
          kind: 'comparison',
          operator: '<=',
          type: { kind: 'boolean' },
          left: {
            kind: 'coalesce',
            type: bigint,
            operands: [measured, { kind: 'constant', type: bigint, value: 0n }],
          },
          right: { kind: 'constant', type: bigint, value: BigInt(length) },
        },
        result: converted,
      },
    ],
    defaultValue: { kind: 'cast', type: to, safe: false, value: failure(from, to) },
  };
}

function failure(from: Type, to: Type): Expression {
  const message = `Cannot truncate non-space characters when casting from ${displayType(from)} to ${displayType(to)} on INSERT`;
  return call('fail', [
    { kind: 'constant', type: { kind: 'integer' }, value: errorCodes.INVALID_CAST_ARGUMENT.code },
    { kind: 'constant', type: { kind: 'varchar' }, value: message },
  ]);
}

function call(name: string, operands: readonly Expression[]): Expression {
  const binding = resolveInternal(
    name,
    operands.map(({ type }) => type),
  );
  if (binding === undefined) throw new TypeError(`${name} is not registered`);
  return { kind: 'call', type: binding.returnType, function: binding.function, arguments: operands };
}

/** Characters that a value may have; undefined for other types and texts of any length. */
function textLength(type: Type): number | undefined {
  return type.kind === 'varchar' || type.kind === 'char' ? type.length : undefined;
}
