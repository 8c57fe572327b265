import type { JoinNode } from '../../../../generated/worker/types.ts';
import type { Distribution } from '../distribution.ts';
import type { Distributor } from './distributor.ts';
import type { Distributed } from './exchange-builder.ts';
import { isHashedBy, keepKeys, matchingKeys, renameKeys } from './partition-keys.ts';

/**
 * Brings the rows of a join together, as its `distributionType` says: every task gets all rows of the right side (REPLICATED), or
 * both sides are hashed by what is equal (PARTITIONED; recordings task-two-workers-join-*, task-full-join-*). A side that is
 * already hashed by some of these stays where it is.
 */
export function distributeJoin(node: JoinNode, distributor: Distributor): Distributed {
  if (distributor.builder.singleNode) {
    return joinInOneTask(node, distributor);
  }
  switch (distributionTypeOf(node)) {
    case 'REPLICATED':
      return joinReplicated(node, distributor);
    case 'PARTITIONED':
      return joinPartitioned(node, distributor);
    case 'NONE':
      return joinInOneTask(node, distributor);
    default:
      throw new TypeError('Unknown distribution type of a join');
  }
}

/** Rows without a partner on the right are told once only if each right row is in one task, which takes something to hash by. */
function distributionTypeOf(node: JoinNode): 'REPLICATED' | 'PARTITIONED' | 'NONE' {
  if (node.criteria.length === 0) {
    return keepsRight(node) ? 'NONE' : 'REPLICATED';
  }
  return keepsRight(node) ? 'PARTITIONED' : (node.distributionType ?? 'PARTITIONED');
}

function keepsRight({ type }: JoinNode): boolean {
  return type === 'RIGHT' || type === 'FULL';
}

function joinInOneTask(node: JoinNode, { builder, distribute }: Distributor): Distributed {
  const {
    nodes: [left = node.left, right = node.right],
    distribution,
  } = builder.gatherTogether([
    distribute(node.left, { kind: 'single' }),
    distribute(node.right, { kind: 'single' }),
  ]);
  return { node: { ...withAllowedType(node), left, right }, distribution };
}

/** Stock nodes refuse a plan with a replicated right side whose rows are all kept, though one task has them. */
function withAllowedType(node: JoinNode): JoinNode {
  return keepsRight(node) ? { ...node, distributionType: 'PARTITIONED' } : node;
}

function joinReplicated(node: JoinNode, { builder, distribute }: Distributor): Distributed {
  const left = distribute(node.left, { kind: 'spread' });
  if (left.distribution.kind === 'single') {
    const right = distribute(node.right, { kind: 'single' });
    const together = builder.gatherTogether([left, right]);
    const [leftNode = left.node, rightNode = right.node] = together.nodes;
    return { node: { ...node, left: leftNode, right: rightNode }, distribution: together.distribution };
  }
  const right = builder.replicate(distribute(node.right, { kind: 'any' }));
  return {
    node: { ...node, left: left.node, right, distributionType: 'REPLICATED' },
    distribution: afterJoin(node, left.distribution),
  };
}

function joinPartitioned(node: JoinNode, { builder, distribute }: Distributor): Distributed {
  const leftKeys = node.criteria.map(({ left }) => left);
  const rightKeys = node.criteria.map(({ right }) => right);
  let left = distribute(node.left, { kind: 'keys', keys: leftKeys });
  let right = distribute(node.right, { kind: 'keys', keys: rightKeys });
  if (left.distribution.kind === 'single' && right.distribution.kind === 'single') {
    const together = builder.gatherTogether([left, right]);
    const [leftNode = left.node, rightNode = right.node] = together.nodes;
    return { node: { ...node, left: leftNode, right: rightNode }, distribution: together.distribution };
  }
  const byLeft = matchingKeys(
    left.distribution,
    node.criteria.map((clause) => [clause.left, clause.right]),
  );
  const byRight = matchingKeys(
    right.distribution,
    node.criteria.map((clause) => [clause.right, clause.left]),
  );
  if (byLeft !== undefined) {
    right = isHashedBy(right.distribution, byLeft) ? right : builder.partition(right, byLeft);
  } else if (byRight !== undefined) {
    left = builder.partition(left, byRight);
  } else {
    left = builder.partition(left, leftKeys);
    right = builder.partition(right, rightKeys);
  }
  return {
    node: { ...node, left: left.node, right: right.node, distributionType: 'PARTITIONED' },
    distribution: afterJoin(node, node.type === 'RIGHT' ? right.distribution : left.distribution),
  };
}

/** @param distribution of the side whose rows all go on */
function afterJoin(node: JoinNode, distribution: Distribution): Distribution {
  const outputs = new Set([...node.leftOutputSymbols, ...node.rightOutputSymbols]);
  switch (node.type) {
    case 'INNER':
      return keepKeys(
        renameKeys(distribution, (symbol) => [
          symbol,
          ...node.criteria.flatMap(({ left, right }) =>
            left === symbol ? [right] : right === symbol ? [left] : [],
          ),
        ]),
        outputs,
      );
    case 'LEFT':
    case 'RIGHT':
      return keepKeys(distribution, outputs);
    case 'FULL':
      // Either side's symbols are null where it has no partner, in any task.
      return keepKeys(distribution, new Set());
    default:
      return unreachable(node.type);
  }
}

function unreachable(value: never): never {
  throw new TypeError(`Unknown join type ${String(value)}`);
}
