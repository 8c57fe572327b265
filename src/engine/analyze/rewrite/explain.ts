import type { QueryNode } from '../../parse/tree/query.ts';
import type { Explain } from '../../parse/tree/show-statement.ts';
import { definitionText } from './explain-definition.ts';
import type { ExplainType, RewriteContext } from './rewrite-context.ts';
import { StatementBuilder } from './statement-builder.ts';

/**
 * EXPLAIN: the plan's text as the only row (recordings statement-explain, statement-explain-json, …-io, …-validate). Of options
 * given twice the first counts.
 * @throws TrinoError what the statement itself would fail with before it runs
 */
export function rewriteExplain(
  { statement, options, location }: Explain,
  { plans }: RewriteContext,
): QueryNode {
  const type: ExplainType = options.find((option) => option.kind === 'explainType')?.type ?? 'DISTRIBUTED';
  const format = options.find((option) => option.kind === 'explainFormat')?.format ?? 'TEXT';
  const builder = new StatementBuilder({ location });
  const definition = definitionText(statement);
  if (type === 'VALIDATE') {
    if (definition === undefined) plans.validate(statement);
    return builder.singleValue('Valid', builder.boolean(true));
  }
  return builder.singleValue(
    'Query Plan',
    builder.text(definition ?? plans.explain(statement, type, format)),
  );
}
