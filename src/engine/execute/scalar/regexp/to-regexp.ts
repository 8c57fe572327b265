import { foldEach, longFoldingAt, longFoldings } from './case-folding.ts';
import { posixClasses } from './character-properties.ts';
import { partsOf } from './look-behind.ts';
import type { Assertion, PatternNode, PatternTree } from './pattern-node.ts';

/**
 * A pattern for JavaScript's engine.
 * @returns undefined when that would find something else, or differs in what groups remember: captures in repetitions that an
 *   iteration may leave out, back-references, what isn't tried otherwise
 */
export function toRegExp({ root }: PatternTree): RegExp | undefined {
  if (needsMachine(root)) return undefined;
  const folds = new Set(foldsOf(root));
  if (folds.size > 1) return undefined;
  return new RegExp(write(root), folds.has(true) ? 'giv' : 'gv');
}

function needsMachine(node: PatternNode): boolean {
  switch (node.kind) {
    case 'atomic':
    case 'reference':
      return true;
    case 'repeat':
      if (node.mode === 'possessive') return true;
      if (node.max > 1 && hasGroup(node.part) && (!setsGroups(node.part) || mayBeEmpty(node.part)))
        return true;
      if (mayBeEmpty(node.part) && hasGroup(node.part)) return true;
      break;
    case 'look':
      if (hasGroup(node.part)) return true;
      break;
    case 'assertion':
      if (node.at === 'searchStart') return true;
      break;
    case 'text':
      // Halves of characters would find other halves.
      if (node.characters.some((character) => character >= 0xd800 && character < 0xe000)) return true;
      break;
    default:
      break;
  }
  return partsOf(node).some(needsMachine);
}

function hasGroup(node: PatternNode): boolean {
  return (node.kind === 'group' && node.index > 0) || partsOf(node).some(hasGroup);
}

/** Whether every match sets every group inside. */
function setsGroups(node: PatternNode): boolean {
  if (node.kind === 'alternatives' || (node.kind === 'repeat' && node.min === 0)) return !hasGroup(node);
  return partsOf(node).every(setsGroups);
}

/** Whether it may match nothing; told safely. */
export function mayBeEmpty(node: PatternNode): boolean {
  switch (node.kind) {
    case 'text':
      return node.characters.length === 0;
    case 'class':
    case 'any':
    case 'never':
      return false;
    case 'sequence':
      return node.parts.every(mayBeEmpty);
    case 'alternatives':
      return node.parts.some(mayBeEmpty);
    case 'group':
    case 'atomic':
      return mayBeEmpty(node.part);
    case 'repeat':
      return node.min === 0 || mayBeEmpty(node.part);
    case 'look':
    case 'assertion':
    case 'reference':
      return true;
    default:
      throw new Error(`Unknown node ${(node satisfies never as PatternNode).kind}`);
  }
}

function foldsOf(node: PatternNode): boolean[] {
  return node.kind === 'text' || node.kind === 'class' ? [node.fold] : partsOf(node).flatMap(foldsOf);
}

function write(node: PatternNode): string {
  switch (node.kind) {
    case 'text':
      return node.fold ? foldedText(node.characters) : node.characters.map(escaped).join('');
    case 'class': {
      const source = bracketed(node.source);
      if (node.sequences.length === 0) return source;
      return `(?:${[...node.sequences.map((text) => text.map(escaped).join('')), source].join('|')})`;
    }
    case 'any':
      return node.newline ? '[^]' : '[^\\n]';
    case 'sequence':
      return node.parts
        .map((part) => (part.kind === 'alternatives' ? `(?:${write(part)})` : write(part)))
        .join('');
    case 'alternatives':
      return node.parts.map(write).join('|');
    case 'group':
      return `${node.index === 0 ? '(?:' : '('}${write(node.part)})`;
    case 'repeat': {
      const most = node.max === Infinity ? '' : String(node.max);
      return `(?:${write(node.part)}){${node.min},${most}}${node.mode === 'lazy' ? '?' : ''}`;
    }
    case 'look':
      return `(?${node.ahead ? '' : '<'}${node.negated ? '!' : '='}${write(node.part)})`;
    case 'assertion':
      return writeAssertion(node.at);
    case 'never':
      return '[]';
    case 'atomic':
    case 'reference':
      throw new Error(`${node.kind} is not for JavaScript's engine`);
    default:
      throw new Error(`Unknown node ${(node satisfies never as PatternNode).kind}`);
  }
}

/** Beside each run that some character folds to, that character; beside such a character, what it folds to. */
function foldedText(characters: readonly number[]): string {
  return foldedParts(characters)
    .map(({ character, texts }) =>
      texts.length === 0
        ? escaped(character)
        : `(?:${texts.map((text) => text.map(escaped).join('')).join('|')})`,
    )
    .join('');
}

/** A text without regard to case, cut where several texts may stand. */
export function foldedParts(
  characters: readonly number[],
): readonly { readonly character: number; readonly texts: readonly (readonly number[])[] }[] {
  const folded = foldEach(characters);
  const parts: { character: number; texts: readonly (readonly number[])[] }[] = [];
  for (let index = 0; index < characters.length; index++) {
    const character = characters[index] as number;
    const own = longFoldings().find((each) => each.character === character)?.folded;
    const run = own ?? longFoldingAt(folded, index);
    if (run === undefined) {
      parts.push({ character, texts: [] });
      continue;
    }
    const singles = longFoldings()
      .filter((each) => each.folded.length === run.length && each.folded.every((one, at) => one === run[at]))
      .map((each) => [each.character]);
    parts.push({ character, texts: [run, ...singles] });
    if (own === undefined) index += run.length - 1;
  }
  return parts;
}

const word = posixClasses.word as string;

function writeAssertion(at: Assertion): string {
  switch (at) {
    case 'textStart':
      return '(?<![^])';
    case 'textEnd':
      return '(?![^])';
    case 'lastLineEnd':
      return '(?=\\n?(?![^]))';
    case 'lineStart':
      return '(?:(?<![^])|(?<=\\n)(?=[^]))';
    case 'lineEnd':
      return '(?=\\n|(?![^]))';
    case 'wordBoundary':
      return `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`;
    case 'noWordBoundary':
      return `(?:(?<=${word})(?=${word})|(?<!${word})(?!${word}))`;
    case 'searchStart':
      throw new Error('Not for this engine');
    default:
      throw new Error(`Unknown assertion ${at satisfies never as string}`);
  }
}

/** A class on its own, with the brackets that sets need. */
export function bracketed(source: string): string {
  return source.startsWith('[') ? source : `[${source}]`;
}

function escaped(character: number): string {
  if (
    (character >= 48 && character <= 57) ||
    (character >= 97 && character <= 122) ||
    (character >= 65 && character <= 90)
  )
    return String.fromCodePoint(character);
  return `\\u{${character.toString(16)}}`;
}
