import { TrinoError } from '../../../errors/trino-error.ts';
import { displayName } from '../../../types/display-name.ts';
import type { Type } from '../../../types/type.ts';
import { carrierOf } from '../../duckdb/carrier.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import { withColumns } from '../functions/lambda-translations.ts';
import type { SqlLambda } from '../functions/lambda-translations.ts';
import { and, cast, field, fn, isNotNull, raise, whole } from '../sql-shorthand.ts';
import { aggregate } from './aggregate-translation.ts';
import type { AggregateInput, AggregateTranslation } from './aggregate-translation.ts';

/** What Java calls the number in a state of a kind. */
type Boxed = 'Long.longValue' | 'Double.doubleValue' | 'Boolean.booleanValue';

/**
 * `reduce_agg(value, start, step, join)`: rows are gathered in a list, which is folded. State: what has come of some of the rows.
 * @throws TrinoError NOT_SUPPORTED for states that aren't a number or truth value in Trino's memory
 */
export function reduceTranslation(types: readonly Type[]): AggregateTranslation {
  const [valueType, stateType] = types as [Type, Type];
  const boxed = boxedAs(stateType);
  if (boxed === undefined)
    throw new TrinoError(
      'NOT_SUPPORTED',
      `State type not supported for reduce_agg: ${displayName(stateType)}`,
    );
  const carrier = carrierOf(stateType);
  const nothing: SqlExpression = { kind: 'null', type: carrierOf(valueType) };
  const stepResult = (body: SqlExpression): SqlExpression =>
    cast(
      fn(
        'coalesce',
        body,
        raise(
          'GENERIC_INTERNAL_ERROR',
          carrier,
          `Cannot invoke "java.lang.${boxed}()" because the return value of "io.trino.sql.gen.lambda.BinaryFunctionInterface.apply(Object, Object)" is null`,
        ),
      ),
      carrier,
    );
  const ofRows = (input: AggregateInput): SqlExpression => {
    const [value, start] = input.values as [SqlExpression, SqlExpression];
    const present = [isNotNull(value), isNotNull(start)];
    const filter = and(...(input.filter === undefined ? [] : [input.filter]), ...present);
    const row = pair(cast(start, carrier), value);
    const rows = aggregate('array_agg', [row], { ...input, filter });
    const { parameters, body } = lambdaAt(input, 0);
    const [before, next] = parameters.map((name) => `${name}_pair`) as [string, string];
    const folded = fn(
      'list_reduce',
      rows,
      {
        kind: 'lambda',
        parameters: [before, next],
        body: pair(
          stepResult(withColumns(body, parameters, [field(column(before), 's'), field(column(next), 'v')])),
          nothing,
        ),
      },
      pair(field(fn('list_extract', rows, whole(1)), 's'), nothing),
    );
    return field(folded, 's');
  };
  const ofStates = (input: AggregateInput): SqlExpression => {
    const [state] = input.values as [SqlExpression];
    const present = isNotNull(state);
    const filter = input.filter === undefined ? present : and(input.filter, present);
    const { parameters, body } = lambdaAt(input, 1);
    return fn('list_reduce', aggregate('array_agg', [state], { distinct: false, orderBy: [], filter }), {
      kind: 'lambda',
      parameters,
      body: stepResult(body),
    });
  };
  return { single: ofRows, partial: ofRows, merge: ofStates, final: ofStates };
}

/** A state beside a value: DuckDB folds values of one type only. */
function pair(state: SqlExpression, value: SqlExpression): SqlExpression {
  return {
    kind: 'struct',
    fields: [
      { name: 's', value: state },
      { name: 'v', value },
    ],
  };
}

function column(name: string): SqlExpression {
  return { kind: 'column', name };
}

function lambdaAt(input: AggregateInput, index: number): SqlLambda {
  const lambda = input.lambdas?.[index];
  if (lambda === undefined)
    throw new TrinoError('GENERIC_INTERNAL_ERROR', 'reduce_agg without its functions');
  return lambda;
}

function boxedAs(type: Type): Boxed | undefined {
  switch (type.kind) {
    case 'boolean':
      return 'Boolean.booleanValue';
    case 'double':
      return 'Double.doubleValue';
    case 'unknown':
      return 'Boolean.booleanValue';
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'real':
    case 'date':
    case 'time':
    case 'interval day to second':
    case 'interval year to month':
      return 'Long.longValue';
    case 'decimal':
      return type.precision <= 18 ? 'Long.longValue' : undefined;
    case 'timestamp':
      return type.precision <= 6 ? 'Long.longValue' : undefined;
    case 'timestamp with time zone':
      return type.precision <= 3 ? 'Long.longValue' : undefined;
    case 'time with time zone':
      return type.precision <= 9 ? 'Long.longValue' : undefined;
    default:
      return undefined;
  }
}
