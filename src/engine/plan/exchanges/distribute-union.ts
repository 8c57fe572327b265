import type { UnionNode } from '../../../../generated/worker/types.ts';
import type { Distribution, Wanted } from '../distribution.ts';
import type { Distributor } from './distributor.ts';
import type { Distributed, DistributedUnion } from './exchange-builder.ts';
import { renameWanted } from './partition-keys.ts';

/**
 * The rows of several sources after each other. Sources that one task has, or that the same tasks have, stay in its fragment (the
 * union itself becomes an exchange between threads later); else the exchange to where the reader wants the rows has all of
 * them as sources, a fragment each.
 */
export function distributeUnion(node: UnionNode, distributor: Distributor, wanted: Wanted): Distributed {
  const { builder } = distributor;
  const inputs = inputsOfUnion(node);
  const sources = node.sources.map((source, i) =>
    distributor.distribute(
      source,
      renameWanted(wanted, (symbol) => inputs[i]?.[node.outputs.indexOf(symbol)]),
    ),
  );
  if (builder.singleNode || sources.every(({ distribution }) => distribution.kind === 'single')) {
    const { nodes, distribution } = builder.gatherTogether(sources);
    return { node: { ...node, sources: [...nodes] }, distribution };
  }
  const union: DistributedUnion = { sources, inputs, layout: node.outputs };
  const inPlace = sharedDistribution(union, wanted);
  if (inPlace !== undefined) {
    return { node: { ...node, sources: sources.map((source) => source.node) }, distribution: inPlace };
  }
  switch (wanted.kind) {
    case 'any':
    case 'single':
      return builder.gatherUnion(union);
    case 'spread':
      return builder.spreadUnion(union);
    case 'keys':
      return builder.partitionUnion(union, wanted.keys);
    default:
      return unreachable(wanted);
  }
}

/** For each source, its symbols in the order of the union's outputs. */
export function inputsOfUnion(node: UnionNode): readonly (readonly string[])[] {
  return node.sources.map((_, i) =>
    node.outputs.map((output) => {
      const input = node.outputToInputs[output]?.[i];
      if (input === undefined) {
        throw new TypeError(`A union has no input ${i} of ${output}`);
      }
      return input;
    }),
  );
}

/** Where the rows are when all sources are with the same tasks; undefined when they aren't, or the reader wants them elsewhere. */
function sharedDistribution(
  { sources, inputs, layout }: DistributedUnion,
  wanted: Wanted,
): Distribution | undefined {
  const fixed = sources.flatMap(({ distribution }) => (distribution.kind === 'fixed' ? [distribution] : []));
  const [first] = fixed;
  if (first === undefined || fixed.length < sources.length || wanted.kind === 'single') {
    return undefined;
  }
  // An argument of the hash is one of the union's where all sources have it at the same place.
  const keys = first.keys?.map((_, position) =>
    layout.filter((_symbol, column) =>
      fixed.every(({ by, keys: names }, i) => {
        const input = inputs[i]?.[column];
        return by === 'HASH' && input !== undefined && names?.[position]?.includes(input) === true;
      }),
    ),
  );
  const known =
    keys !== undefined &&
    keys.every((names) => names.length > 0) &&
    fixed.every(({ keys: names }) => names?.length === keys.length);
  if (!known) {
    return wanted.kind === 'keys' ? undefined : { kind: 'fixed', by: 'ROUND_ROBIN' };
  }
  const serves =
    wanted.kind !== 'keys' || keys.every((names) => names.some((name) => wanted.keys.includes(name)));
  return serves ? { kind: 'fixed', by: 'HASH', keys } : undefined;
}

function unreachable(value: never): never {
  throw new TypeError(`Unknown wish ${JSON.stringify(value)}`);
}
