import type { PlanFragment, PlanNode, RemoteSourceNode } from '../../../generated/worker/types.ts';
import { outputsOf, sourcesOf } from '../../../src/engine/plan/plan-nodes.ts';
import { parseType } from '../../../src/engine/types/parse-type.ts';
import { symbolsRead } from './symbols-read.ts';

/**
 * What is wrong with the fragments of a statement, in words; empty when all is well. The rules are facts about stock's fragments: the
 * tests hold the recorded ones to them as well.
 */
export function fragmentProblems(fragments: readonly PlanFragment[]): readonly string[] {
  const byId = new Map(fragments.map((fragment) => [fragment.id, fragment]));
  const readers = new Map<string, string>();
  const problems: string[] = [];
  for (const fragment of fragments) {
    const report = (problem: string): void => {
      problems.push(`fragment ${fragment.id}: ${problem}`);
    };
    checkNodes(fragment, report);
    checkScans(fragment, report);
    for (const source of remoteSources(fragment.root)) {
      for (const id of source.sourceFragmentIds) {
        if (readers.has(id)) report(`reads ${id}, as ${readers.get(id) ?? ''} does`);
        readers.set(id, fragment.id);
        const producer = byId.get(id);
        if (producer === undefined) report(`reads ${id}, which doesn't exist`);
        else checkExchange(source, producer, fragment, report);
      }
    }
    checkHashes(fragment, byId, report);
  }
  const roots = fragments.filter(({ id }) => !readers.has(id)).map(({ id }) => id);
  if (roots.join() !== '0') problems.push(`nothing reads fragments ${roots.join()}`);
  return problems;
}

type Report = (problem: string) => void;

/** Every symbol that a node reads comes from below it, and has a type. */
function checkNodes(fragment: PlanFragment, report: Report): void {
  const types = new Map(Object.entries(fragment.symbols).map(([symbol, type]) => [symbol, parseType(type)]));
  const ids = new Set<string>();
  visit(fragment.root, (node) => {
    if (ids.has(node.id)) report(`two nodes are ${node.id}`);
    ids.add(node.id);
    for (const symbol of outputsOf(node)) {
      if (!types.has(symbol)) report(`${symbol} of ${node['@type']} ${node.id} has no type`);
    }
    const below = sourcesOf(node);
    const given = new Set(below.flatMap(outputsOf));
    for (const symbol of symbolsRead(node, types)) {
      if (!given.has(symbol))
        report(`${node['@type']} ${node.id} reads ${symbol}, which nothing below gives`);
    }
    if (node['@type'] === 'join') checkJoin(node, fragment, report);
    if (node['@type'] === 'exchange') {
      if (node.scope !== 'LOCAL') report(`has the remote exchange ${node.id}`);
      node.sources.forEach((source, i) => {
        const own = outputsOf(source);
        const input = node.inputs[i] ?? [];
        if (input.some((symbol) => !own.includes(symbol)))
          report(`exchange ${node.id} reads past source ${i}`);
        checkTypes(input, node.partitioningScheme.outputLayout, fragment, fragment, report);
      });
    }
  });
  for (const symbol of fragment.outputPartitioningScheme.outputLayout) {
    if (!outputsOf(fragment.root).includes(symbol))
      report(`gives out ${symbol}, which its root doesn't have`);
  }
}

function checkJoin(
  node: Extract<PlanNode, { '@type': 'join' }>,
  { symbols }: PlanFragment,
  report: Report,
): void {
  const [left, right] = [outputsOf(node.left), outputsOf(node.right)];
  for (const clause of node.criteria) {
    if (!left.includes(clause.left) || !right.includes(clause.right))
      report(`join ${node.id} compares what a side doesn't have`);
    if (symbols[clause.left] !== symbols[clause.right])
      report(`join ${node.id} compares ${symbols[clause.left] ?? ''} with ${symbols[clause.right] ?? ''}`);
  }
  if (
    node.leftOutputSymbols.some((symbol) => !left.includes(symbol)) ||
    node.rightOutputSymbols.some((symbol) => !right.includes(symbol))
  )
    report(`join ${node.id} gives symbols of the other side`);
}

/** Scans, all of them and nothing else, are the partitioned sources; only a fragment with scans runs where splits are. */
function checkScans(fragment: PlanFragment, report: Report): void {
  const scans: string[] = [];
  visit(fragment.root, (node) => {
    if (node['@type'] === 'tablescan') scans.push(node.id);
  });
  if ([...scans].sort().join() !== [...fragment.partitionedSources].sort().join())
    report(`scans ${scans.join()} and not ${fragment.partitionedSources.join()}`);
  const kind = partitioningOf(fragment.partitioning);
  if (kind === 'SOURCE/UNKNOWN' && scans.length === 0) report('runs where splits are, but has none');
  if (kind.startsWith('FIXED/') && scans.length > 0) report('scans where rows are fixed to tasks');
  // A join looks up in its right side: its scans come first.
  visit(fragment.root, (node) => {
    if (node['@type'] !== 'join' && node['@type'] !== 'semijoin') return;
    const [probe = [], build = []] = sourcesOf(node).map((side) =>
      scansBelow(side).map((id) => fragment.partitionedSources.indexOf(id)),
    );
    if (Math.max(...build, -1) > Math.min(...probe, Infinity))
      report(`${node.id} looks up before its splits come`);
  });
}

/** A remote source takes what the producer gives, with the partitioning that its kind of exchange means. */
function checkExchange(
  source: RemoteSourceNode,
  producer: PlanFragment,
  reader: PlanFragment,
  report: Report,
): void {
  const { partitioning, outputLayout } = producer.outputPartitioningScheme;
  if (outputLayout.length !== source.outputs.length)
    report(`takes ${source.outputs.length} columns of the ${outputLayout.length} of ${producer.id}`);
  checkTypes(outputLayout, source.outputs, producer, reader, report);
  for (const { expression } of partitioning.arguments) {
    if (expression === undefined || !outputLayout.includes(expression.slice(1, -1)))
      report(`${producer.id} is hashed by what it doesn't give: ${expression ?? 'nothing'}`);
  }
  const output = partitioningOf(partitioning.handle);
  const runs = partitioningOf(reader.partitioning);
  switch (source.exchangeType) {
    case 'GATHER':
      if (output !== 'SINGLE/SINGLE') report(`gathers ${producer.id}, which gives ${output}`);
      if (runs !== 'SINGLE/SINGLE' && runs !== 'COORDINATOR_ONLY/SINGLE')
        report(`gathers ${producer.id} into ${runs}`);
      break;
    case 'REPLICATE':
      if (output !== 'FIXED/BROADCAST') report(`replicates ${producer.id}, which gives ${output}`);
      break;
    case 'REPARTITION':
      if (output !== 'FIXED/HASH' && output !== 'FIXED/ROUND_ROBIN')
        report(`repartitions ${producer.id}, which gives ${output}`);
      if (output === 'FIXED/HASH' && runs !== output)
        report(`takes hashed rows of ${producer.id} into ${runs}`);
      break;
    default:
      report(`has an exchange ${String(source.exchangeType)}`);
  }
}

/** Rows that several sources hash to one task are hashed by as many columns, of the same types. */
function checkHashes(fragment: PlanFragment, byId: ReadonlyMap<string, PlanFragment>, report: Report): void {
  const hashes = new Set<string>();
  for (const { sourceFragmentIds } of remoteSources(fragment.root)) {
    for (const id of sourceFragmentIds) {
      const producer = byId.get(id);
      const { handle, arguments: keys = [] } = producer?.outputPartitioningScheme.partitioning ?? {};
      if (producer !== undefined && handle !== undefined && partitioningOf(handle) === 'FIXED/HASH')
        hashes.add(keys.map(({ expression }) => producer.symbols[expression?.slice(1, -1) ?? '']).join());
    }
  }
  if (hashes.size > 1) report(`takes rows hashed by ${[...hashes].join(' and ')}`);
}

function checkTypes(
  from: readonly string[],
  to: readonly string[],
  producer: PlanFragment,
  reader: PlanFragment,
  report: Report,
): void {
  to.forEach((symbol, i) => {
    const [given, taken] = [producer.symbols[from[i] ?? ''], reader.symbols[symbol]];
    if (given !== taken) report(`takes ${from[i] ?? ''} ${given ?? ''} as ${symbol} ${taken ?? ''}`);
  });
}

/** `SINGLE/SINGLE` and so on; `connector` for a connector's own. */
export function partitioningOf({ connectorHandle }: PlanFragment['partitioning']): string {
  const { partitioning, function: fn } = connectorHandle as {
    readonly partitioning?: string;
    readonly function?: string;
  };
  return partitioning === undefined || fn === undefined ? 'connector' : `${partitioning}/${fn}`;
}

function remoteSources(root: PlanNode): readonly RemoteSourceNode[] {
  const found: RemoteSourceNode[] = [];
  visit(root, (node) => {
    if (node['@type'] === 'remoteSource') found.push(node);
  });
  return found;
}

function scansBelow(root: PlanNode): readonly string[] {
  const found: string[] = [];
  visit(root, (node) => {
    if (node['@type'] === 'tablescan') found.push(node.id);
  });
  return found;
}

function visit(node: PlanNode, action: (node: PlanNode) => void): void {
  action(node);
  for (const source of sourcesOf(node)) visit(source, action);
}
