import { invalidArgument } from '../functions/function-body.ts';
import type { PatternNode } from './pattern-node.ts';

/**
 * Checks what patterns look back at: each alternative has a length, and there are only texts, classes, fixed repetitions, groups
 * (none when negated), looks back and some assertions.
 * @throws TrinoError INVALID_FUNCTION_ARGUMENT
 */
export function requireLookBehind(node: PatternNode): void {
  for (const part of partsOf(node)) requireLookBehind(part);
  if (node.kind !== 'look' || node.ahead) return;
  for (const alternative of alternativesOf(node.part))
    if (!mayStand(alternative, node.negated) || lengthOf(alternative) === undefined)
      throw invalidArgument('invalid pattern in look-behind');
}

/** The alternatives that may differ in length: those that aren't inside of anything else. */
export function alternativesOf(node: PatternNode): readonly PatternNode[] {
  return node.kind === 'alternatives' ? node.parts : [node];
}

/** How many characters a pattern matches; undefined when that may differ. */
export function lengthOf(node: PatternNode): number | undefined {
  switch (node.kind) {
    case 'text':
      return node.characters.length;
    case 'class':
    case 'any':
    case 'never':
      return 1;
    case 'sequence':
      return node.parts.reduce<number | undefined>((sum, part) => {
        const length = lengthOf(part);
        return sum === undefined || length === undefined ? undefined : sum + length;
      }, 0);
    case 'alternatives': {
      const lengths = new Set(node.parts.map(lengthOf));
      return lengths.size === 1 ? [...lengths][0] : undefined;
    }
    case 'group':
    case 'atomic':
      return lengthOf(node.part);
    case 'repeat': {
      const length = lengthOf(node.part);
      return node.min === node.max && length !== undefined ? node.min * length : undefined;
    }
    case 'look':
    case 'assertion':
      return 0;
    case 'reference':
      return undefined;
    default:
      throw new Error(`Unknown node ${(node satisfies never as PatternNode).kind}`);
  }
}

function mayStand(node: PatternNode, negated: boolean): boolean {
  switch (node.kind) {
    case 'group':
      return node.index > 0 && !negated && mayStand(node.part, negated);
    case 'atomic':
    case 'reference':
      return false;
    case 'look':
      return !node.ahead && mayStand(node.part, negated);
    case 'assertion':
      return node.at !== 'textEnd' && node.at !== 'lastLineEnd';
    default:
      return partsOf(node).every((part) => mayStand(part, negated));
  }
}

/** The parts of a node. */
export function partsOf(node: PatternNode): readonly PatternNode[] {
  switch (node.kind) {
    case 'sequence':
    case 'alternatives':
      return node.parts;
    case 'group':
    case 'atomic':
    case 'repeat':
    case 'look':
      return [node.part];
    case 'text':
    case 'class':
    case 'any':
    case 'assertion':
    case 'reference':
    case 'never':
      return [];
    default:
      throw new Error(`Unknown node ${(node satisfies never as PatternNode).kind}`);
  }
}
