import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import type { SubPlan } from '../../../src/engine/fragment/create-fragments.ts';
import { formatPlan } from '../../../src/engine/plan/explain.ts';
import { allFragments } from './planned.ts';

const folder = fileURLToPath(new URL('snapshots/', import.meta.url));
const update = process.env['UPDATE_SNAPSHOTS'] === '1';

/**
 * Compares a text with the file of that name; `UPDATE_SNAPSHOTS=1` writes the file anew.
 * @param name below snapshots/, without `.txt`
 */
export function expectSnapshot(name: string, actual: string): void {
  const file = `${folder}${name}.txt`;
  if (update) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, actual);
  }
  expect(existsSync(file), `${name} has a snapshot: UPDATE_SNAPSHOTS=1 writes it`).to.equal(true);
  expect(actual).to.equal(readFileSync(file, 'utf8'));
}

/** All fragments of a plan as text, the root first. */
export function fragmentsText(plan: SubPlan): string {
  return allFragments(plan).map(fragmentText).join('');
}

function fragmentText({ fragment }: SubPlan): string {
  const handle = ({ connectorHandle }: { connectorHandle: object }): string => {
    const { partitioning, function: fn } = connectorHandle as { partitioning: string; function: string };
    return `${partitioning}/${fn}`;
  };
  const { partitioning, outputPartitioningScheme: output } = fragment;
  const keys = output.partitioning.arguments.map(({ expression }) => ` ${expression ?? ''}`).join('');
  const head = `Fragment ${fragment.id} [${handle(partitioning)}] to [${handle(output.partitioning.handle)}${keys}]`;
  return `${head}\n${formatPlan(fragment.root).replaceAll(/^(?=.)/gm, '  ')}`;
}
