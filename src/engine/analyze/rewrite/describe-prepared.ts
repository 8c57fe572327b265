import type { Analysis } from '../analysis.ts';
import { typeText } from '../coerce.ts';
import { bindParameters, parametersOf } from '../parameters/bind-parameters.ts';
import { parsePrepared, preparedStatement } from '../parameters/prepare-statement.ts';
import type { ParameterUse } from '../../parse/tree/parameter-binding.ts';
import type { ExpressionNode } from '../../parse/tree/expression-node.ts';
import type { IdentifierNode } from '../../parse/tree/identifier.ts';
import type { QueryNode } from '../../parse/tree/query.ts';
import type { DescribeInput, DescribeOutput } from '../../parse/tree/show-statement.ts';
import type { Statement } from '../../parse/tree/statement.ts';
import { fixedSize } from '../../types/fixed-size.ts';
import type { RewriteContext } from './rewrite-context.ts';
import { StatementBuilder } from './statement-builder.ts';

/**
 * DESCRIBE INPUT: a row for each parameter, with the type that the statement takes it for.
 * @throws TrinoError NOT_FOUND; what analysis of the statement fails with
 */
export function rewriteDescribeInput(statement: DescribeInput, context: RewriteContext): QueryNode {
  const build = new StatementBuilder(statement);
  const { uses } = analyzeDescribed(statement.name, context);
  if (uses.length === 0) {
    return build.emptyQuery([
      ['Position', 'bigint'],
      ['Type', 'varchar'],
    ]);
  }
  const rows = uses.map(({ type }, i) => [
    build.long(i),
    build.text(type === undefined ? 'unknown' : typeText(type)),
  ]);
  return build.query({ from: build.values(['Position', 'Type'], rows), orderBy: ['Position'] });
}

const outputColumns = [
  ['Column Name', 'varchar'],
  ['Catalog', 'varchar'],
  ['Schema', 'varchar'],
  ['Table', 'varchar'],
  ['Type', 'varchar'],
  ['Type Size', 'bigint'],
  ['Aliased', 'boolean'],
] as const;

/**
 * DESCRIBE OUTPUT: a row for each column of the result, none for statements without one.
 * @throws TrinoError NOT_FOUND; what analysis of the statement fails with
 */
export function rewriteDescribeOutput(statement: DescribeOutput, context: RewriteContext): QueryNode {
  const build = new StatementBuilder(statement);
  const { analysis, query } = analyzeDescribed(statement.name, context);
  if (analysis === undefined) return build.emptyQuery(outputColumns);
  const aliased = aliasesOf(query, analysis.columns.length);
  const rows = analysis.columns.map(({ name, type }, i): ExpressionNode[] => {
    const origin = analysis.write === undefined ? analysis.query.fields[i]?.origin : undefined;
    return [
      build.text(name),
      build.text(origin?.catalog ?? ''),
      build.text(origin?.schema ?? ''),
      build.text(origin?.table ?? ''),
      build.text(typeText(type)),
      build.long(fixedSize(type) ?? 0),
      build.boolean(aliased[i] === true),
    ];
  });
  return build.query({
    from: build.values(
      outputColumns.map(([name]) => name),
      rows,
    ),
  });
}

interface Described {
  readonly uses: readonly ParameterUse[];
  /** Absent for statements that give no rows. */
  readonly analysis?: Analysis;
  /** The query whose columns they are. */
  readonly query?: QueryNode;
}

function analyzeDescribed(name: IdentifierNode, { session, plans }: RewriteContext): Described {
  const prepared = parsePrepared(preparedStatement(name, session));
  const uses = parametersOf(prepared).map((): ParameterUse => ({}));
  const statement = bindParameters(
    prepared,
    uses.map((use) => ({ kind: 'described', use })),
  );
  if (!hasRows(statement)) return { uses };
  const { analysis, query } = plans.describe(statement);
  return { uses, analysis, ...(query !== undefined && { query }) };
}

/** Statements whose answer has columns; of the others nothing is looked at, as in Trino. */
function hasRows({ kind }: Statement): boolean {
  switch (kind) {
    case 'query':
    case 'insert':
    case 'createTableAsSelect':
    case 'explain':
    case 'explainAnalyze':
    case 'showCatalogs':
    case 'showSchemas':
    case 'showTables':
    case 'showColumns':
    case 'showCreate':
    case 'showFunctions':
    case 'showSession':
    case 'showStats':
    case 'showRoles':
    case 'showRoleGrants':
    case 'showGrants':
    case 'describeInput':
    case 'describeOutput':
    case 'delete':
    case 'update':
    case 'merge':
    case 'analyze':
      return true;
    default:
      return false;
  }
}

/** Which columns of a query have an alias (`AS`) of its own SELECT. */
function aliasesOf(query: QueryNode | undefined, columns: number): readonly boolean[] {
  if (query?.body.kind !== 'querySpecification') return [];
  const { items } = query.body;
  // `*` stands for several columns: those before it are counted from the start, those behind it from the end.
  const stars = items.filter(({ kind }) => kind === 'allColumns').length;
  const perStar = stars === 0 ? 0 : (columns - (items.length - stars)) / stars;
  return items.flatMap((item) =>
    item.kind === 'allColumns'
      ? Array.from({ length: Math.max(0, Math.round(perStar)) }, () => false)
      : [item.alias !== undefined],
  );
}
