import type { GeneratedCall } from './aggregate-calls.ts';
import type { Choices } from './choices.ts';
import { simple } from './fuzz-type.ts';
import type { Relation } from './queries.ts';

/** A call with OVER, whose order leaves no ties unless they don't matter. `OVER w` stands for a window that the query defines. */
export function windowCall(c: Choices, relation: Relation): GeneratedCall {
  const column = c.pick(relation.columns);
  const partition = c.chance(65) ? `PARTITION BY ${c.pick(relation.columns).name} ` : '';
  const direction = c.pick(['', '', ' DESC', ' NULLS FIRST', ' DESC NULLS LAST']);
  const ties = `${partition}ORDER BY ${c.pick(relation.columns).name}${direction}`;
  const total = `${ties}, ${relation.unique.join(', ')}`;
  const exact = (sql: string, type = simple('bigint')): GeneratedCall => ({ sql, type, exact: true });
  const nulls = c.pick(['', '', ' IGNORE NULLS', ' RESPECT NULLS']);
  const numeric = relation.columns.filter(({ type }) =>
    ['bigint', 'integer', 'double', 'decimal'].includes(type.name),
  );
  switch (c.int(0, 9)) {
    case 0:
      return exact(`${c.pick(['rank', 'dense_rank'])}() OVER (${ties})`);
    case 1:
      return exact(`row_number() OVER (${total})`);
    case 2:
      return exact(`ntile(${c.int(1, 5)}) OVER (${total})`);
    case 3:
      return exact(`${c.pick(['percent_rank', 'cume_dist'])}() OVER (${ties})`, simple('double'));
    case 4:
      return exact(
        `${c.pick(['lag', 'lead'])}(${column.name}${c.pick(['', ', 2', ', 0', ', 1'])})${nulls} OVER (${total})`,
        column.type,
      );
    case 5:
      return exact(
        `${c.pick(['first_value', 'last_value'])}(${column.name})${nulls} OVER (${total}${frame(c)})`,
        column.type,
      );
    case 6:
      return exact(
        `nth_value(${column.name}, ${c.int(1, 3)})${nulls} OVER (${total}${frame(c)})`,
        column.type,
      );
    case 7: {
      const sorted = relation.columns.filter(({ type }) => ['bigint', 'integer', 'date'].includes(type.name));
      if (sorted.length === 0) return exact('row_number() OVER w');
      const key = c.pick(sorted);
      const step = key.type.name === 'date' ? "INTERVAL '10' DAY" : '5';
      return exact(
        `${c.pick(['count(*)', `min(${column.name})`, `max(${column.name})`])} OVER (${partition}ORDER BY ${key.name}${c.pick(['', ' DESC'])} RANGE BETWEEN ${c.pick([`${step} PRECEDING`, 'CURRENT ROW', 'UNBOUNDED PRECEDING'])} AND ${c.pick([`${step} FOLLOWING`, 'CURRENT ROW', 'UNBOUNDED FOLLOWING'])})`,
        simple('varchar'),
      );
    }
    case 8:
      if (numeric.length > 0) {
        const { name, type } = c.pick(numeric);
        return {
          sql: `${c.pick(['sum', 'avg', 'max'])}(${name}) OVER ${c.chance(20) ? 'w' : `(${total}${frame(c)})`}`,
          type,
          exact: type.name !== 'double',
        };
      }
      return exact('count(*) OVER w');
    default:
      return exact(
        `${c.pick(['count(*)', `count(${column.name})`, `max(${column.name})`])} OVER (${c.chance(50) ? total : ties}${c.pick(['', ' GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING', ' GROUPS CURRENT ROW'])})`,
        simple('varchar'),
      );
  }
}

function frame(c: Choices): string {
  return c.pick([
    '',
    '',
    ' ROWS BETWEEN 2 PRECEDING AND CURRENT ROW',
    ' ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING',
    ' ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING',
    ' ROWS BETWEEN 3 PRECEDING AND 2 PRECEDING',
    ' ROWS BETWEEN 1 FOLLOWING AND 3 FOLLOWING',
    ' GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW',
    ' RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW',
    ' ROWS 2 PRECEDING',
  ]);
}
