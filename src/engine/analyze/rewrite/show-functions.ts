import { functionListing } from '../../functions/listing/function-listing.ts';
import { listedRoutine } from '../routines/listed-routine.ts';
import { pathSchemas } from '../routines/stored-routines.ts';
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
 * SHOW FUNCTIONS: the functions that a name without schema may mean, or those that a schema of a catalog keeps. Whether the schema
 * exists isn't asked, as in stock.
 * @throws TrinoError SYNTAX_ERROR, MISSING_CATALOG_NAME
 */
export function rewriteShowFunctions(
  statement: ShowFunctions,
  { session, metadata }: RewriteContext,
): QueryNode {
  const builder = new StatementBuilder(statement);
  const schemas =
    statement.schema === undefined
      ? pathSchemas(session)
      : [qualifySchema(statement, statement.schema, session)];
  const rows = [
    ...(statement.schema === undefined ? functionListing() : []),
    ...schemas.flatMap(({ catalog, schema }) => metadata.functions(catalog, schema).map(listedRoutine)),
  ];
  if (rows.length === 0) return builder.emptyQuery(columns);
  return builder.query({
    from: builder.values(
      columns.map(([name]) => name),
      rows.map(({ name, returnType, argumentTypes, kind, deterministic, description }) => [
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
