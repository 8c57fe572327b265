import { expect } from 'chai';
import type { AggregationNode, PlanNode } from '../../../../generated/worker/types.ts';
import { createKernel } from '../../../../src/engine/execute/kernel-thread.ts';
import type { Kernel } from '../../../../src/engine/execute/kernel.ts';
import { resolveFunction } from '../../../../src/engine/functions/resolve-function.ts';
import { parseType } from '../../../../src/engine/types/parse-type.ts';
import { formatType } from '../../../../src/engine/types/format-type.ts';
import { fragmentOf, taskOf } from '../kernel/fragments.ts';
import { collect, rowsOf } from '../kernel/recorded-query.ts';

/**
 * Aggregates of g and the columns x, y, each with the type of its state (from a stock server's EXPLAIN (TYPE DISTRIBUTED)) and the
 * results for the groups: 1 has three rows and a NULL, 2 only NULLs. Answers are a stock Trino 435's.
 */
const cases: readonly (readonly [
  name: string,
  types: readonly string[],
  values: readonly (string | readonly [string, string])[],
  state: string,
  results: readonly [unknown, unknown],
])[] = [
  ['count', ['bigint'], ['5', '7', '-2'], 'bigint', [3, 0]],
  ['sum', ['bigint'], ['5', '7', '-2'], 'row(bigint,bigint)', [10, null]],
  ['sum', ['double'], ['5E-1', '7', '-2'], 'row(double,bigint)', [5.5, null]],
  ['sum', ['real'], ['5E-1', '7', '-2'], 'double', [5.5, null]],
  ['sum', ['decimal(10,2)'], ['5.25', '7', '-2'], 'varbinary', ['10.25', null]],
  [
    'sum',
    ['decimal(38,0)'],
    ['99999999999999999999999999999', '7', '-200'],
    'varbinary',
    ['99999999999999999999999999806', null],
  ],
  ['avg', ['bigint'], ['5', '7', '-2'], 'row(double,bigint)', [10 / 3, null]],
  ['avg', ['real'], ['5', '7', '-3'], 'row(bigint,double)', [3, null]],
  ['avg', ['decimal(10,2)'], ['5.25', '7', '-2'], 'varbinary', ['3.42', null]],
  ['avg', ['decimal(30,2)'], ['-5.25', '-7', '2'], 'varbinary', ['-3.42', null]],
  ['min', ['varchar(3)'], ['b', 'aa', 'c'], 'varchar(3)', ['aa', null]],
  ['max', ['double'], ['NaN', '1', '-2'], 'double', [1, null]],
  ['approx_distinct', ['bigint'], ['5', '7', '5'], 'HyperLogLog', [2, 0]],
  [
    'approx_distinct',
    ['varchar(3)', 'double'],
    [
      ['b', '0.1'],
      ['aa', '0.1'],
      ['c', '0.1'],
    ],
    'HyperLogLog',
    [3, 0],
  ],
  [
    'skewness',
    ['double'],
    ['1', '2', '9'],
    'row(bigint,double,double,double,double)',
    [0.6654688661238353, null],
  ],
  [
    'approx_percentile',
    ['bigint', 'double'],
    [
      ['1', '0.5'],
      ['2', '0.5'],
      ['9', '0.5'],
    ],
    'varbinary',
    [2, null],
  ],
  ['count_if', ['boolean'], ['true', 'false', 'true'], 'bigint', [2, 0]],
  ['bool_and', ['boolean'], ['true', 'false', 'true'], 'boolean', [false, null]],
  ['bool_or', ['boolean'], ['true', 'false', 'true'], 'boolean', [true, null]],
  ['any_value', ['bigint'], ['4', '4', '4'], 'bigint', [4, null]],
  ['checksum', ['bigint'], ['5', '5', '5'], 'bigint', ['gZOyD1pde24=', 'h8rrhbF5N54=']],
  [
    'max_by',
    ['bigint', 'varchar(2)'],
    [
      ['1', 'a'],
      ['2', 'zz'],
      ['3', 'b'],
    ],
    'row(varchar(2),bigint)',
    [2, null],
  ],
  [
    'min_by',
    ['bigint', 'double'],
    [
      ['1', 'NaN'],
      ['2', '4'],
      ['3', '-1'],
    ],
    'row(double,bigint)',
    [3, null],
  ],
  ['var_samp', ['bigint'], ['1', '4', '4'], 'row(bigint,double,double)', [3, null]],
  [
    'covar_samp',
    ['double', 'double'],
    [
      ['1', '2'],
      ['4', '3'],
      ['4', '7'],
    ],
    'row(double,bigint,double,double)',
    [3, null],
  ],
  ['bitwise_or_agg', ['bigint'], ['1', '4', '4'], 'bigint', [5, null]],
];

/** PARTIAL, INTERMEDIATE and FINAL one after the other; states are made for two parts of the rows. */
function inSteps(
  name: string,
  types: readonly string[],
  values: readonly (string | readonly [string, string])[],
  state: string,
): { readonly root: PlanNode; readonly symbols: Record<string, string> } {
  const binding = resolveFunction(name, types.map(parseType));
  const columns = types.map((_, index) => `x${index}`);
  const literal = (text: string, index: number): string => `CAST('${text}' AS ${types[index] ?? ''})`;
  const row = (group: number, part: number, list: readonly string[]): string =>
    `ROW (BIGINT '${group}', BIGINT '${part}', ${list.join(', ')})`;
  const nulls = types.map((type) => `CAST(null AS ${type})`);
  const rows = [
    ...values.map((value, index) =>
      row(1, index % 2, (typeof value === 'string' ? [value] : value).map(literal)),
    ),
    ...(name === 'checksum' ? [] : [row(1, 0, nulls)]),
    row(2, 0, nulls),
  ];
  const step = (
    id: string,
    of: AggregationNode['step'],
    source: PlanNode,
    keys: readonly string[],
    output: string,
    inputs: readonly string[],
  ): AggregationNode => ({
    '@type': 'aggregation',
    id,
    source,
    aggregations: {
      [output]: {
        resolvedFunction: binding.function,
        arguments: inputs.map((input) => `"${input}"`),
        distinct: false,
      },
    },
    groupingSets: { groupingKeys: keys, groupingSetCount: 1, globalGroupingSets: [] },
    preGroupedSymbols: [],
    step: of,
  });
  const source: PlanNode = {
    '@type': 'values',
    id: '1',
    outputSymbols: ['g', 'p', ...columns],
    rowCount: rows.length,
    rows,
  };
  const partial = step('2', 'PARTIAL', source, ['g', 'p'], 's1', columns);
  const merged = step('3', 'INTERMEDIATE', partial, ['g'], 's2', ['s1']);
  return {
    root: step('4', 'FINAL', merged, ['g'], 'result', ['s2']),
    symbols: {
      g: 'bigint',
      p: 'bigint',
      ...Object.fromEntries(columns.map((column, index) => [column, types[index] ?? ''])),
      s1: state,
      s2: state,
      result: formatType(binding.returnType),
    },
  };
}

describe('aggregations in steps', function () {
  this.timeout(60_000);
  let kernel: Kernel;

  before(async () => {
    kernel = await createKernel({ catalogs: [] });
  });

  after(() => kernel.close());

  for (const [name, types, values, state, [first, second]] of cases) {
    it(`${name}(${types.join(', ')}) is ${JSON.stringify(first)}`, async () => {
      const { root, symbols } = inSteps(name, types, values, state);
      const fragment = fragmentOf(root, symbols, ['g', 'result']);
      const pages = await collect(kernel.start(taskOf(fragment)));
      const rows = rowsOf(pages.get(0) ?? [], fragment) as [number, unknown][];
      expect(rows.sort(([a], [b]) => a - b)).to.deep.equal([
        [1, first],
        [2, second],
      ]);
    });
  }
});
