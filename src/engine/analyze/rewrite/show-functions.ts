import { functionListing } from '../../functions/listing/function-listing.ts';
import type { QueryNode } from '../../parse/tree/query.ts';
import type { ShowFunctions } from '../../parse/tree/show-statement.ts';
import { qualifySchema } from './qualify-schema.ts';
import type { RewriteContext } from './rewrite-context.ts';
import { StatementBuilder } from './statement-builder.ts';

const columns = [
  ['Function', 'varchar'],
  ['Return Type', 'varchar'],
  ['Argument Types', 'varchar'],
  ['Function Type', 'varchar'],
  ['Deterministic', 'boolean'],
  ['Description', 'varchar'],
] as const;

/**
 * SHOW FUNCTIONS: the functions that a name without schema may mean, or those that a schema of a catalog keeps. No catalog keeps any,
 * and whether the schema exists isn't asked, as in stock.
 * @throws TrinoError SYNTAX_ERROR, MISSING_CATALOG_NAME
 */
export function rewriteShowFunctions(statement: ShowFunctions, { session }: RewriteContext): QueryNode {
  const builder = new StatementBuilder(statement);
  if (statement.schema !== undefined) {
    qualifySchema(statement, statement.schema, session);
    return builder.emptyQuery(columns);
  }
  return builder.query({
    from: builder.values(
      columns.map(([name]) => name),
      functionListing().map(({ name, returnType, argumentTypes, kind, deterministic, description }) => [
        builder.text(name),
        builder.text(returnType),
        builder.text(argumentTypes),
        builder.text(kind),
        builder.boolean(deterministic),
        builder.text(description),
      ]),
    ),
    where: builder.like('Function', statement),
    orderBy: ['Function', 'Return Type', 'Argument Types', 'Function Type'],
  });
}
