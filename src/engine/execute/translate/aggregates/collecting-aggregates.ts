import type { Type } from '../../../types/type.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import { computed } from '../../scalar/computation.ts';
import type { Collector } from '../../scalar/collectors/collector.ts';
import { and, isNotNull } from '../sql-shorthand.ts';
import { aggregate, firstValue } from './aggregate-translation.ts';
import type { AggregateInput, AggregateTranslation } from './aggregate-translation.ts';

/** An aggregate whose rows are gathered in a list, of which a function of ours makes the state; NULL without rows. */
export function collectingTranslation(collector: Collector, types: readonly Type[]): AggregateTranslation {
  const row: Type = { kind: 'row', fields: types.map((type) => ({ type })) };
  const { stateType, required, isRewritten, ofRows, merge, result } = collector;
  const gather = (input: AggregateInput): SqlExpression => {
    const present = required.map((index) => isNotNull(input.values[index] as SqlExpression));
    const filter = and(...(input.filter === undefined ? [] : [input.filter]), ...present);
    const fields = input.values.map((value, index) => ({ name: `f${index + 1}`, value }));
    // DuckDB sorts different values only by themselves.
    const orderBy = input.distinct ? [] : input.orderBy;
    return aggregate('array_agg', [{ kind: 'struct', fields }], { ...input, filter, orderBy });
  };
  const states = (input: AggregateInput): SqlExpression => {
    const state = firstValue(input);
    const present = isNotNull(state);
    const filter = input.filter === undefined ? present : and(input.filter, present);
    return aggregate('array_agg', [state], { distinct: false, filter, orderBy: [] });
  };
  const rows: readonly Type[] = [{ kind: 'array', element: row }];
  const ofStates: readonly Type[] = [{ kind: 'array', element: stateType }];
  return {
    single: (input) =>
      computed(
        {
          parameters: rows,
          result: input.resultType,
          compute: (values: Parameters<typeof ofRows>[0]) =>
            result(isRewritten === true ? merge([ofRows(values)]) : ofRows(values)),
        },
        [gather(input)],
      ),
    partial: (input) => computed({ parameters: rows, result: stateType, compute: ofRows }, [gather(input)]),
    merge: (input) => computed({ parameters: ofStates, result: stateType, compute: merge }, [states(input)]),
    final: (input) =>
      computed(
        {
          parameters: ofStates,
          result: input.resultType,
          compute: (values: Parameters<typeof merge>[0]) => result(merge(values)),
        },
        [states(input)],
      ),
  };
}
