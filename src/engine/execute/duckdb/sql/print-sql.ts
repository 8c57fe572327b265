import { isFoldableCall } from './is-foldable.ts';
import type { SqlExpression, SqlFrameBound, SqlFunction, SqlOrdering, SqlRoutine } from './sql-expression.ts';
import type { SqlColumn, SqlFrom, SqlQuery } from './sql-query.ts';
import type { SqlType } from './sql-type.ts';

/**
 * The only place where DuckDB SQL becomes text, and so the only one that quotes. Every part is put in parentheses: precedence
 * is the tree's.
 */
export function printQuery(query: SqlQuery): string {
  switch (query.kind) {
    case 'select': {
      const columns = query.columns.map(
        (column) => `${printExpression(column.value)} AS ${identifier(column.name)}`,
      );
      let sql = `SELECT ${query.distinct === true ? 'DISTINCT ' : ''}${columns.join(', ')}`;
      if (query.from !== undefined) sql += ` FROM ${printFrom(query.from)}`;
      if (query.where !== undefined) sql += ` WHERE ${printLate(query.where)}`;
      if (query.groupBy !== undefined && query.groupBy.length > 0)
        sql += ` GROUP BY ${query.groupBy.map(printExpression).join(', ')}`;
      if (query.having !== undefined) sql += ` HAVING ${printExpression(query.having)}`;
      if (query.qualify !== undefined) sql += ` QUALIFY ${printExpression(query.qualify)}`;
      if (query.orderBy !== undefined && query.orderBy.length > 0)
        sql += ` ORDER BY ${query.orderBy.map(printOrdering).join(', ')}`;
      if (query.limit !== undefined) sql += ` LIMIT ${query.limit}`;
      return sql;
    }
    case 'values': {
      const rows = query.rows.map((row) => `(${row.map(printExpression).join(', ')})`);
      return `SELECT * FROM (VALUES ${rows.join(', ')}) AS v(${query.names.map(identifier).join(', ')})`;
    }
    case 'unionAll':
      return query.queries.map((part) => `(${printQuery(part)})`).join(' UNION ALL ');
    case 'table':
      return `SELECT * FROM ${identifier(query.name)}`;
    default:
      throw new Error(`Unknown query ${(query satisfies never as SqlQuery).kind}`);
  }
}

/** The parameter of the lambda in which TRY computes its value. */
export const triedParameter = 'tried';

/** What is true for each row anew, and only then; undefined where there is nothing of that kind. */
let eachRow: string | undefined = '(random() >= 0)';

function withEachRow(sql: string | undefined, print: () => string): string {
  const outer = eachRow;
  eachRow = sql;
  try {
    return print();
  } finally {
    eachRow = outer;
  }
}

/** Functions that DuckDB computes constant arguments of while it plans, whatever becomes of the row. */
const planned: ReadonlySet<string> = new Set<SqlFunction>([
  'contains',
  'date_part',
  'date_trunc',
  'regexp_matches',
]);

/**
 * A term of AND and OR, a condition of CASE, and the like: DuckDB computes those without a column while it plans, and fails with what
 * no row gets to. What our functions may fail in is kept from it.
 */
function printLate(expression: SqlExpression): string {
  return isFoldableCall(expression) ? printLazy(expression) : printExpression(expression);
}

function printLazy(expression: SqlExpression): string {
  const sql = printExpression(expression);
  return eachRow === undefined ? sql : `(CASE WHEN ${eachRow} THEN ${sql} END)`;
}

export function printExpression(expression: SqlExpression): string {
  switch (expression.kind) {
    case 'column':
      return expression.relation === undefined
        ? identifier(expression.name)
        : `${identifier(expression.relation)}.${identifier(expression.name)}`;
    case 'null':
      return `CAST(NULL AS ${printType(expression.type)})`;
    case 'boolean':
      return expression.value ? 'true' : 'false';
    case 'constant':
      return `CAST(${textLiteral(expression.text)} AS ${printType(expression.type)})`;
    case 'text':
      return textLiteral(expression.value);
    case 'bytes':
      return expression.value.length === 0
        ? `CAST('' AS BLOB)`
        : `unhex('${Buffer.from(expression.value).toString('hex')}')`;
    case 'cast':
      return `${expression.safe ? 'TRY_CAST' : 'CAST'}(${printExpression(expression.value)} AS ${printType(expression.type)})`;
    case 'call': {
      const print = planned.has(expression.name) ? printLate : printExpression;
      return `${expression.name}(${expression.arguments.map(print).join(', ')})`;
    }
    case 'computed': {
      const values = expression.arguments.map((value) => `, ${printExpression(value)}`);
      return `${identifier(expression.name)}(CAST(${expression.id} AS INTEGER)${values.join('')})`;
    }
    case 'aggregate': {
      const order =
        expression.orderBy.length === 0
          ? ''
          : ` ORDER BY ${expression.orderBy.map(printOrdering).join(', ')}`;
      const filter =
        expression.filter === undefined ? '' : ` FILTER (WHERE ${printExpression(expression.filter)})`;
      const list = expression.arguments.map(printExpression).join(', ');
      return `${expression.name}(${expression.distinct ? 'DISTINCT ' : ''}${list}${order})${filter}`;
    }
    case 'window':
      return printWindow(expression);
    case 'binary':
      if (expression.operator === 'LIKE')
        return `(${printExpression(expression.left)} LIKE ${printLate(expression.right)})`;
      return `(${printExpression(expression.left)} ${expression.operator} ${printExpression(expression.right)})`;
    case 'logical':
      return `(${expression.terms.map(printLate).join(` ${expression.operator} `)})`;
    case 'not':
      return `(NOT ${printExpression(expression.value)})`;
    case 'negate':
      return `(- ${printExpression(expression.value)})`;
    case 'bitwiseNot':
      return `(~ ${printExpression(expression.value)})`;
    case 'isNull':
      return `(${printExpression(expression.value)} IS ${expression.negated ? 'NOT ' : ''}NULL)`;
    case 'in':
      return `(${printLate(expression.value)} IN (${expression.list.map(printExpression).join(', ')}))`;
    case 'inQuery':
      return `(${printExpression(expression.value)} IN (${printQuery(expression.query)}))`;
    case 'like': {
      const escape = expression.escape === undefined ? '' : ` ESCAPE ${textLiteral(expression.escape)}`;
      return `(${printLate(expression.value)} LIKE ${textLiteral(expression.pattern)}${escape})`;
    }
    case 'case': {
      const whens = expression.whens.map(
        (when) => `WHEN ${printLate(when.condition)} THEN ${printExpression(when.result)}`,
      );
      const otherwise =
        expression.otherwise === undefined ? '' : ` ELSE ${printExpression(expression.otherwise)}`;
      return `(CASE ${whens.join(' ')}${otherwise} END)`;
    }
    case 'struct':
      return `struct_pack(${expression.fields.map((field) => `${identifier(field.name)} := ${printExpression(field.value)}`).join(', ')})`;
    case 'field':
      return `struct_extract(${printExpression(expression.value)}, ${textLiteral(expression.name)})`;
    case 'list':
      return `[${expression.elements.map(printExpression).join(', ')}]`;
    case 'lambda': {
      const print = (): string => printExpression(expression.body);
      const [parameter] = expression.parameters;
      // TRY takes nothing volatile, but has a lambda whose parameter does as well.
      const body =
        parameter === triedParameter ? withEachRow(`(${identifier(parameter)} IS NOT NULL)`, print) : print();
      return `(lambda ${expression.parameters.map(identifier).join(', ')}: ${body})`;
    }
    case 'routine':
      return printRoutine(expression.routine, expression.arguments);
    case 'try':
      return `TRY(${withEachRow(undefined, () => printExpression(expression.value))})`;
    case 'lazy':
      return printLazy(expression.value);
    case 'exists':
      return `EXISTS (${printQuery(expression.query)})`;
    default:
      throw new Error(`Unknown expression ${(expression satisfies never as SqlExpression).kind}`);
  }
}

/** A scalar subquery; DuckDB computes it for all rows at once, as a join. */
function printRoutine(
  { name, parameters, start, steps, loops, position, result }: SqlRoutine,
  values: readonly SqlExpression[],
): string {
  const table = identifier(name);
  const list = (columns: readonly SqlColumn[]): string =>
    columns.map((column) => `${printExpression(column.value)} AS ${identifier(column.name)}`).join(', ');
  const inputs = values.map((value, i) => ({ name: parameters[i] ?? '', value }));
  const source = list(
    inputs.length > 0 ? inputs : [{ name: `${name}_none`, value: { kind: 'boolean', value: true } }],
  );
  const first = `SELECT ${list(start)} FROM (SELECT ${source}) AS ${identifier(`${name}_arguments`)}`;
  const all = (from: string): string =>
    steps.reduce(
      (inner, step) => `SELECT ${list(step)} FROM (${inner}) AS ${identifier(`${name}_step`)}`,
      from,
    );
  if (!loops) return `(SELECT ${identifier(result)} FROM (${all(first)}) AS ${table})`;
  const again = all(`SELECT * FROM ${table} WHERE (${identifier(position)} >= 0)`);
  return `(WITH RECURSIVE ${table} AS (${first} UNION ALL ${again}) SELECT ${identifier(result)} FROM ${table} WHERE (${identifier(position)} < 0))`;
}

function printWindow(call: Extract<SqlExpression, { kind: 'window' }>): string {
  const list = call.arguments.map(printExpression).join(', ');
  const order = (orderings: readonly SqlOrdering[] = []): string =>
    orderings.length === 0 ? '' : ` ORDER BY ${orderings.map(printOrdering).join(', ')}`;
  const nulls = call.ignoreNulls === true ? ' IGNORE NULLS' : '';
  const filter = call.filter === undefined ? '' : ` FILTER (WHERE ${printExpression(call.filter)})`;
  const partition =
    call.partitionBy.length === 0 ? '' : `PARTITION BY ${call.partitionBy.map(printExpression).join(', ')}`;
  const frame =
    call.frame === undefined
      ? ''
      : ` ${call.frame.type} BETWEEN ${printBound(call.frame.start)} AND ${printBound(call.frame.end)}`;
  const distinct = call.distinct === true ? 'DISTINCT ' : '';
  return `${call.name}(${distinct}${list}${order(call.argumentOrder)}${nulls})${filter} OVER (${partition}${order(call.orderBy)}${frame})`;
}

function printBound(bound: SqlFrameBound): string {
  return 'value' in bound ? `${printExpression(bound.value)} ${bound.kind}` : bound.kind;
}

export function printType(type: SqlType): string {
  switch (type.kind) {
    case 'name':
      return type.name;
    case 'decimal':
      return `DECIMAL(${type.precision}, ${type.scale})`;
    case 'list':
      return `${printType(type.element)}[]`;
    case 'map':
      return `MAP(${printType(type.key)}, ${printType(type.value)})`;
    case 'struct':
      return `STRUCT(${type.fields.map((field) => `${identifier(field.name)} ${printType(field.type)}`).join(', ')})`;
    default:
      throw new Error(`Unknown type ${(type satisfies never as SqlType).kind}`);
  }
}

function printFrom(from: SqlFrom): string {
  if (from.kind === 'query') {
    const { query } = from;
    return query.kind === 'table'
      ? `${identifier(query.name)} AS ${identifier(from.alias)}`
      : `(${printQuery(query)}) AS ${identifier(from.alias)}`;
  }
  const on = from.on === undefined ? '' : ` ON ${printExpression(from.on)}`;
  return `(${printFrom(from.left)} ${from.type} JOIN ${printFrom(from.right)}${on})`;
}

function printOrdering(ordering: SqlOrdering): string {
  return `${printExpression(ordering.value)} ${ordering.descending ? 'DESC' : 'ASC'} NULLS ${ordering.nullsFirst ? 'FIRST' : 'LAST'}`;
}

const plainIdentifier = /^[a-z][a-z0-9_]*$/;

function identifier(name: string): string {
  // All names are made here; anything else would be a mistake of ours, not a thing to quote.
  if (!plainIdentifier.test(name)) throw new Error(`Not a generated name: ${JSON.stringify(name)}`);
  return `"${name}"`;
}

/** DuckDB's text literal knows one escape, the doubled quote; it can't hold NUL. */
function textLiteral(value: string): string {
  if (!value.includes('\0')) return `'${value.replaceAll("'", "''")}'`;
  return `(${value
    .split('\0')
    .map((part) => `'${part.replaceAll("'", "''")}'`)
    .join(' || chr(0) || ')})`;
}
