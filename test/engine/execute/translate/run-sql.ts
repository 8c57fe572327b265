import { expect } from 'chai';
import type { Kernel } from '../../../../src/engine/execute/kernel.ts';
import { allFragments, planned } from '../../plan/planned.ts';
import { collect, rowsOf } from '../kernel/recorded-query.ts';
import { taskOf } from '../kernel/fragments.ts';

/** Runs a statement that reads no table, as the one fragment that it is on a cluster of one. */
export async function runSql(kernel: Kernel, sql: string): Promise<unknown[]> {
  const [root, ...others] = allFragments(planned(sql, 1));
  if (root === undefined || others.length > 0) throw new Error('Not one fragment');
  const pages = await collect(kernel.start(taskOf(root.fragment)));
  return rowsOf(pages.get(0) ?? [], root.fragment);
}

/** Runs a statement and compares its rows, whatever their order; the last digits of floating point numbers may differ. */
export async function expectRows(kernel: Kernel, sql: string, rows: readonly unknown[]): Promise<void> {
  expect(sorted(await runSql(kernel, sql))).to.deep.equal(sorted(rows));
}

function sorted(rows: readonly unknown[]): string[] {
  return rows
    .map((row) =>
      JSON.stringify(row, (_, value: unknown) =>
        typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(12)) : value,
      ),
    )
    .sort();
}
