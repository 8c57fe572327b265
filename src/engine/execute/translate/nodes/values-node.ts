import type { ValuesNode } from '../../../../../generated/worker/types.ts';
import { TrinoError } from '../../../errors/trino-error.ts';
import type { Expression } from '../../../expressions/expression.ts';
import { rewrite } from '../../../expressions/expression-tree.ts';
import { carrierOf, fieldName } from '../../duckdb/carrier.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import type { FragmentContext } from '../fragment-context.ts';
import { mayFail } from '../may-fail.ts';
import { closed, placeholderColumn, select } from '../relation.ts';
import type { Relation } from '../relation.ts';
import { translateExpression } from '../translate-expression.ts';

/** Rows written in the plan; without `rows` there are `rowCount` rows without columns. */
export function translateValues(node: ValuesNode, context: FragmentContext): Relation {
  const symbols = node.outputSymbols;
  const names = symbols.map((symbol) => context.names.of(symbol));
  if (node.rowCount === 0) {
    const columns = symbols.map((symbol, index): { name: string; value: SqlExpression } => ({
      name: names[index] as string,
      value: { kind: 'null', type: carrierOf(context.typeOf(symbol)) },
    }));
    return closed(select(columns, { where: { kind: 'boolean', value: false } }), symbols, context.names);
  }
  if (symbols.length === 0) {
    const row: readonly SqlExpression[] = [{ kind: 'boolean', value: true }];
    const rows = Array.from({ length: node.rowCount }, () => row);
    return closed({ kind: 'values', names: [placeholderColumn], rows }, symbols, context.names);
  }
  if (node.rows?.length !== node.rowCount) {
    throw new TrinoError(
      'GENERIC_INTERNAL_ERROR',
      `Values node has ${node.rows?.length ?? 0} of ${node.rowCount} rows`,
    );
  }
  const rows = node.rows.map((text) => fieldsOf(context.read(text), symbols.length, context));
  return closed({ kind: 'values', names, rows }, symbols, context.names);
}

/** A row's fields; a row that isn't written as ROW(…) is computed and taken apart. */
function fieldsOf(row: Expression, width: number, context: FragmentContext): SqlExpression[] {
  if (row.kind === 'row')
    return row.fields.map((field) => translateExpression(rewrite(field, comparingAll), context.names));
  const value = translateExpression(row, context.names);
  return Array.from({ length: width }, (_, index) => ({ kind: 'field', value, name: fieldName(index) }));
}

/** Rows are computed by stock's interpreter, which takes both bounds of BETWEEN before it compares. */
function comparingAll(expression: Expression): Expression {
  if (expression.kind !== 'between' || !(mayFail(expression.min) || mayFail(expression.max)))
    return expression;
  const { value, min, max, type } = expression;
  const unknown: Expression = { kind: 'constant', type, value: null };
  const isUnknown = (part: Expression): Expression => ({ kind: 'isNull', type, value: part });
  const both = (...terms: Expression[]): Expression => ({ kind: 'logical', type, operator: 'AND', terms });
  const compare = (operator: '>=' | '<=', right: Expression): Expression => ({
    kind: 'comparison',
    type,
    operator,
    left: value,
    right,
  });
  const whens = [
    { condition: isUnknown(value), result: unknown },
    { condition: isUnknown(min), result: both(unknown, compare('<=', max)) },
    { condition: isUnknown(max), result: both(compare('>=', min), unknown) },
  ];
  return { kind: 'case', type, whens, defaultValue: expression };
}
