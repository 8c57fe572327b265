import type { Choices } from './choices.ts';
import { array, simple } from './fuzz-type.ts';
import type { FuzzType } from './fuzz-type.ts';
import type { Relation } from './queries.ts';

/** A call in a SELECT list. */
export interface GeneratedCall {
  readonly sql: string;
  readonly type: FuzzType;
  /** Its value doesn't depend on the sequence in which rows come. */
  readonly exact: boolean;
}

/** Where a call's FILTER goes when it isn't the end. */
const filterPlace = '{filter}';

/** An aggregate over a relation, of those whose value its rows decide. @param predicate makes conditions for FILTER */
export function aggregateCall(c: Choices, relation: Relation, predicate: () => string): GeneratedCall {
  const call = aggregate(c, relation, predicate);
  const sql = call.sql.includes(filterPlace) ? call.sql : `${call.sql}${filterPlace}`;
  const filter = c.chance(20) ? ` FILTER (WHERE ${predicate()})` : '';
  return { ...call, sql: sql.replace(filterPlace, () => filter) };
}

function aggregate(c: Choices, relation: Relation, predicate: () => string): GeneratedCall {
  const column = c.pick(relation.columns);
  const of = (...names: readonly string[]): readonly string[] =>
    relation.columns.filter(({ type }) => names.includes(type.name)).map(({ name }) => name);
  const whole = of('bigint', 'integer');
  const numeric = [...whole, ...of('double', 'decimal')];
  const exact = (sql: string, type: FuzzType): GeneratedCall => ({ sql, type, exact: true });
  const distinct = c.chance(20) ? 'DISTINCT ' : '';
  switch (c.int(0, 17)) {
    case 0:
      return exact('count(*)', simple('bigint'));
    case 1:
      return exact(`count(${distinct}${column.name})`, simple('bigint'));
    case 2:
      if (whole.length > 0) return exact(`sum(${distinct}${c.pick(whole)})`, simple('bigint'));
      break;
    case 3:
      if (numeric.length > 0)
        return {
          sql: `${c.pick(['sum', 'avg'])}(${distinct}${c.pick(numeric)})`,
          type: simple('double'),
          exact: false,
        };
      break;
    case 4:
      if (numeric.length > 0)
        return exact(`round(CAST(sum(${c.pick(numeric)}){filter} AS decimal(30,4)), 2)`, simple('decimal'));
      break;
    case 5:
    case 6:
      return exact(`${c.pick(['min', 'max'])}(${column.name})`, column.type);
    case 7:
      return exact(
        `${c.pick(['min_by', 'max_by'])}(${column.name}, ROW(${relation.unique.join(', ')}))`,
        column.type,
      );
    case 8:
      return exact(
        `array_agg(${distinct}${column.name} ORDER BY ${column.name}${distinct === '' && c.chance(40) ? ' DESC' : ''})`,
        array(column.type),
      );
    case 9: {
      const texts = of('varchar');
      if (texts.length === 0) break;
      const text = c.pick(texts);
      return exact(
        `substr(listagg(${text}, ',' ON OVERFLOW TRUNCATE WITH COUNT) WITHIN GROUP (ORDER BY ${text}){filter}, 1, 100)`,
        { name: 'varchar', args: [] },
      );
    }
    case 10:
      return exact(`${c.pick(['bool_and', 'bool_or', 'every'])}(${predicate()})`, simple('boolean'));
    case 11:
      return exact(`count_if(${predicate()})`, simple('bigint'));
    case 12:
      return exact(`checksum(${column.name})`, simple('varbinary'));
    case 13:
      if (numeric.length > 0)
        return {
          sql: `${c.pick(['stddev', 'var_pop', 'variance', 'stddev_pop', 'geometric_mean', 'skewness', 'kurtosis'])}(${c.pick(numeric)})`,
          type: simple('double'),
          exact: false,
        };
      break;
    case 14:
      if (numeric.length > 1)
        return {
          sql: `${c.pick(['corr', 'covar_samp', 'covar_pop', 'regr_slope', 'regr_intercept'])}(${c.pick(numeric)}, ${c.pick(numeric)})`,
          type: simple('double'),
          exact: false,
        };
      break;
    case 15:
      return exact(`${c.pick(['min', 'max'])}(${column.name}, ${c.int(1, 4)})`, array(column.type));
    case 16:
      if (whole.length > 0)
        return exact(
          c.pick([
            `bitwise_or_agg(${c.pick(whole)})`,
            `bitwise_and_agg(${c.pick(whole)})`,
            `reduce_agg(${c.pick(whole)}, BIGINT '0', (a, b) -> a + b, (a, b) -> a + b)`,
          ]),
          simple('bigint'),
        );
      break;
    default:
      return exact(
        c.pick([
          `approx_distinct(${column.name})`,
          `cardinality(histogram(${column.name}){filter})`,
          `cardinality(approx_set(CAST(${column.name} AS varchar)){filter})`,
        ]),
        simple('bigint'),
      );
  }
  return exact(`count(${column.name})`, simple('bigint'));
}
