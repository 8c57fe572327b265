import { parseType } from '../../../types/parse-type.ts';
import type { AggregateInput } from '../aggregates/aggregate-translation.ts';
import type { FragmentContext } from '../fragment-context.ts';
import { translateLambda } from '../functions/lambda-translations.ts';
import type { SqlLambda } from '../functions/lambda-translations.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import { translateExpression } from '../translate-expression.ts';

/**
 * An aggregate's arguments, as a plan has them.
 * @param types of the function's arguments: a step over states has one value, and the functions
 */
export function translateArguments(
  texts: readonly string[],
  types: readonly string[],
  context: FragmentContext,
): Pick<AggregateInput, 'values' | 'lambdas'> {
  const functions = types.map(parseType).filter(({ kind }) => kind === 'function');
  const values: SqlExpression[] = [];
  const lambdas: SqlLambda[] = [];
  for (const text of texts) {
    const argument = context.readArgument(text, functions[lambdas.length]);
    if (argument.kind === 'lambda' || argument.kind === 'bind')
      lambdas.push(translateLambda(argument, (part) => translateExpression(part, context.names)));
    else values.push(translateExpression(argument, context.names));
  }
  return { values, lambdas };
}
