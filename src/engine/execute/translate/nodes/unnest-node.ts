import type { UnnestNode } from '../../../../../generated/worker/types.ts';
import { TrinoError } from '../../../errors/trino-error.ts';
import type { Type } from '../../../types/type.ts';
import { carrierOf, fieldName } from '../../duckdb/carrier.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import type { SqlColumn } from '../../duckdb/sql/sql-query.ts';
import type { FragmentContext } from '../fragment-context.ts';
import { closed, columnsOf, from, select } from '../relation.ts';
import type { Relation } from '../relation.ts';
import { bigint, binary, cast, field, fn, when, whole } from '../sql-shorthand.ts';

/** A list to be unnested, and the columns that its elements are. */
interface Lists {
  readonly list: SqlExpression;
  readonly name: string;
  readonly element: Type;
  readonly outputs: readonly SqlColumn[];
}

/** A row for each element of arrays and maps side by side; shorter ones are filled with NULL. */
export function translateUnnest(node: UnnestNode, source: Relation, context: FragmentContext): Relation {
  const { names } = context;
  const keepsRows = node.joinType === 'LEFT' || node.joinType === 'FULL';
  if (node.filter !== undefined && node.filter.toLowerCase() !== 'true')
    throw new TrinoError('NOT_SUPPORTED', 'A condition on UNNEST is not supported yet');
  const lists = node.mappings.flatMap(({ input, outputs }) => listsOf(input, outputs, context));
  const longest = fn('greatest', ...lists.map(({ list }) => fn('coalesce', fn('length', list), whole(0))));
  const numbers: Lists[] = [];
  if (node.ordinalitySymbol !== undefined) {
    const name = names.of(node.ordinalitySymbol);
    numbers.push({
      list: fn('range', whole(1), binary(longest, '+', whole(1))),
      name,
      element: { kind: 'bigint' },
      outputs: [{ name, value: cast({ kind: 'column', name }, bigint) }],
    });
  }
  const all = [...lists, ...numbers];
  const unnested = all.map(({ list, name, element }, index): SqlColumn => {
    // A row without elements stays, with NULLs, when its own columns are to be kept.
    const filled =
      keepsRows && index === 0 ? when([[binary(longest, '=', whole(0)), nothing(element)]], list) : list;
    return { name, value: fn('unnest', filled) };
  });
  const inner = select([...columnsOf(node.replicateSymbols, names), ...unnested], {
    from: from(source, names),
  });
  const columns = [...columnsOf(node.replicateSymbols, names), ...all.flatMap(({ outputs }) => outputs)];
  const query = select(columns, { from: { kind: 'query', query: inner, alias: names.fresh() } });
  const symbols = [
    ...node.replicateSymbols,
    ...node.mappings.flatMap(({ outputs }) => outputs),
    ...(node.ordinalitySymbol === undefined ? [] : [node.ordinalitySymbol]),
  ];
  return closed(query, symbols, names);
}

/** A list of one NULL. */
function nothing(element: Type): SqlExpression {
  return { kind: 'list', elements: [{ kind: 'null', type: carrierOf(element) }] };
}

function listsOf(input: string, outputs: readonly string[], context: FragmentContext): Lists[] {
  const type = context.typeOf(input);
  const value = context.column(input);
  const names = outputs.map((symbol) => context.names.of(symbol));
  const plain = (list: SqlExpression, element: Type, name: string): Lists => ({
    list,
    element,
    name,
    outputs: [{ name, value: { kind: 'column', name } }],
  });
  switch (type.kind) {
    case 'array': {
      if (type.element.kind !== 'row') return [plain(value, type.element, names[0] as string)];
      const name = context.names.fresh();
      const row: SqlExpression = { kind: 'column', name };
      const fields = names.map((output, index) => ({ name: output, value: field(row, fieldName(index)) }));
      return [{ list: value, element: type.element, name, outputs: fields }];
    }
    case 'map':
      return [
        plain(fn('map_keys', value), type.key, names[0] as string),
        plain(fn('map_values', value), type.value, names[1] as string),
      ];
    default:
      throw new TrinoError('GENERIC_INTERNAL_ERROR', `UNNEST of ${type.kind}`);
  }
}
