import { posixClasses } from './character-properties.ts';
import { alternativesOf, lengthOf } from './look-behind.ts';
import type { Assertion, PatternNode, PatternTree } from './pattern-node.ts';
import { bracketed, foldedParts, mayBeEmpty } from './to-regexp.ts';

/** Whether a character is one of a class. */
export type CharacterTest = (character: number) => boolean;

/** A step of a pattern's program. Places are indexes of steps, registers are of numbers. */
export type Step =
  | { readonly kind: 'character'; readonly character: number }
  | { readonly kind: 'test'; readonly test: CharacterTest }
  | { readonly kind: 'assert'; readonly at: Assertion }
  /** Goes on at `first`, and at `second` when that fails. */
  | { readonly kind: 'split'; readonly first: number; readonly second: number }
  | { readonly kind: 'jump'; readonly to: number }
  /** Remembers the place in the text. */
  | { readonly kind: 'save'; readonly register: number }
  | { readonly kind: 'reference'; readonly groups: readonly number[]; readonly fold: boolean }
  | { readonly kind: 'set'; readonly register: number; readonly value: number }
  /** Counts up, and goes on as long as a repetition must, may or mustn't. */
  | {
      readonly kind: 'count';
      readonly register: number;
      readonly min: number;
      readonly max: number;
      readonly lazy: boolean;
      readonly body: number;
    }
  /** Leaves a repetition whose last round matched nothing. */
  | { readonly kind: 'leaveEmpty'; readonly register: number; readonly to: number }
  /** Remembers what there is to try, and the place. */
  | { readonly kind: 'enter'; readonly register: number }
  /** Forgets what could be tried since `enter`; a look goes back to its place. */
  | { readonly kind: 'commit'; readonly register: number; readonly goBack: boolean }
  /** Tries what comes next; when that fails goes on at `otherwise`. */
  | { readonly kind: 'enterNot'; readonly register: number; readonly otherwise: number }
  /** Fails together with all since `enterNot`, which makes a negated look fail. */
  | { readonly kind: 'failNot'; readonly register: number }
  | { readonly kind: 'back'; readonly characters: number }
  | { readonly kind: 'fail' }
  | { readonly kind: 'match' };

export interface PatternProgram {
  readonly steps: readonly Step[];
  readonly registers: number;
  readonly groupCount: number;
}

/** Makes steps of a pattern that JavaScript's engine can't run as stock does. Groups are the first registers, two each. */
export function compileProgram({ root, groupCount }: PatternTree): PatternProgram {
  const compiler = new Compiler(2 * (groupCount + 1));
  compiler.emit({ kind: 'save', register: 0 });
  compiler.node(root);
  compiler.emit({ kind: 'save', register: 1 });
  compiler.emit({ kind: 'match' });
  return { steps: compiler.steps, registers: compiler.registers, groupCount };
}

class Compiler {
  readonly steps: Step[] = [];
  registers: number;

  constructor(registers: number) {
    this.registers = registers;
  }

  emit(step: Step): number {
    return this.steps.push(step) - 1;
  }

  node(node: PatternNode): void {
    switch (node.kind) {
      case 'text':
        this.#text(node.characters, node.fold);
        return;
      case 'class': {
        const test = characterTest(node.source, node.fold);
        if (node.sequences.length === 0) this.emit({ kind: 'test', test });
        else
          this.#choice([
            ...node.sequences.map((text) => () => {
              this.#characters(text, node.fold);
            }),
            () => this.emit({ kind: 'test', test }),
          ]);
        return;
      }
      case 'any':
        this.emit({ kind: 'test', test: node.newline ? () => true : (character) => character !== 10 });
        return;
      case 'sequence':
        for (const part of node.parts) this.node(part);
        return;
      case 'alternatives':
        this.#choice(
          node.parts.map((part) => () => {
            this.node(part);
          }),
        );
        return;
      case 'group':
        if (node.index > 0) this.emit({ kind: 'save', register: 2 * node.index });
        this.node(node.part);
        if (node.index > 0) this.emit({ kind: 'save', register: 2 * node.index + 1 });
        return;
      case 'repeat':
        if (node.mode === 'possessive') this.#atomic({ ...node, mode: 'greedy' }, false);
        else this.#repeat(node.part, node.min, node.max, node.mode === 'lazy');
        return;
      case 'atomic':
        this.#atomic(node.part, false);
        return;
      case 'look':
        this.#look(node.part, node.ahead, node.negated);
        return;
      case 'assertion':
        this.emit({ kind: 'assert', at: node.at });
        return;
      case 'reference':
        this.emit({ kind: 'reference', groups: node.groups, fold: node.fold });
        return;
      case 'never':
        this.emit({ kind: 'fail' });
        return;
      default:
        throw new Error(`Unknown node ${(node satisfies never as PatternNode).kind}`);
    }
  }

  #text(characters: readonly number[], fold: boolean): void {
    if (!fold) {
      this.#characters(characters, false);
      return;
    }
    for (const { character, texts } of foldedParts(characters)) {
      if (texts.length === 0) this.#characters([character], true);
      else
        this.#choice(
          texts.map((text) => () => {
            this.#characters(text, true);
          }),
        );
    }
  }

  #characters(characters: readonly number[], fold: boolean): void {
    for (const character of characters) {
      if (fold) this.emit({ kind: 'test', test: characterTest(`[\\u{${character.toString(16)}}]`, true) });
      else this.emit({ kind: 'character', character });
    }
  }

  #choice(ways: readonly (() => void)[]): void {
    const jumps: number[] = [];
    ways.forEach((way, index) => {
      if (index === ways.length - 1) {
        way();
        return;
      }
      const split = this.emit({ kind: 'fail' });
      way();
      jumps.push(this.emit({ kind: 'fail' }));
      this.steps[split] = { kind: 'split', first: split + 1, second: this.steps.length };
    });
    for (const jump of jumps) this.steps[jump] = { kind: 'jump', to: this.steps.length };
  }

  #repeat(part: PatternNode, min: number, max: number, lazy: boolean): void {
    if (max === 0) return;
    if (min === 0 && max === 1) {
      const split = this.emit({ kind: 'fail' });
      this.node(part);
      this.#setSplit(split, split + 1, this.steps.length, lazy);
      return;
    }
    if (max === Infinity && min <= 1) {
      if (min === 1 && !mayBeEmpty(part)) {
        const start = this.steps.length;
        this.node(part);
        const split = this.emit({ kind: 'fail' });
        this.#setSplit(split, start, split + 1, lazy);
        return;
      }
      if (min === 1) this.node(part);
      const split = this.emit({ kind: 'fail' });
      this.#guarded(part, (leave) => {
        this.emit({ kind: 'jump', to: split });
        leave(this.steps.length);
      });
      this.#setSplit(split, split + 1, this.steps.length, lazy);
      return;
    }
    const register = this.registers++;
    this.emit({ kind: 'set', register, value: 0 });
    const first = this.emit({ kind: 'fail' });
    const body = this.steps.length;
    this.#guarded(part, (leave) => {
      this.emit({ kind: 'count', register, min, max, lazy, body });
      leave(this.steps.length);
    });
    // The first round is decided as the others are.
    this.steps[first] =
      min > 0
        ? { kind: 'jump', to: body }
        : lazy
          ? { kind: 'split', first: this.steps.length, second: body }
          : { kind: 'split', first: body, second: this.steps.length };
  }

  /** A round of a repetition, which ends with a round of nothing. */
  #guarded(part: PatternNode, after: (leave: (to: number) => void) => void): void {
    if (!mayBeEmpty(part)) {
      this.node(part);
      after(() => undefined);
      return;
    }
    const register = this.registers++;
    this.emit({ kind: 'save', register });
    this.node(part);
    const check = this.emit({ kind: 'fail' });
    after((to) => {
      this.steps[check] = { kind: 'leaveEmpty', register, to };
    });
  }

  #setSplit(at: number, into: number, past: number, lazy: boolean): void {
    this.steps[at] = lazy
      ? { kind: 'split', first: past, second: into }
      : { kind: 'split', first: into, second: past };
  }

  #atomic(part: PatternNode, goBack: boolean): void {
    const register = this.#twoRegisters();
    this.emit({ kind: 'enter', register });
    this.node(part);
    this.emit({ kind: 'commit', register, goBack });
  }

  #look(part: PatternNode, ahead: boolean, negated: boolean): void {
    const register = this.#twoRegisters();
    const inside = (): void => {
      if (ahead) this.node(part);
      else
        this.#choice(
          alternativesOf(part).map((alternative) => () => {
            this.emit({ kind: 'back', characters: lengthOf(alternative) ?? 0 });
            this.node(alternative);
          }),
        );
    };
    if (!negated) {
      this.emit({ kind: 'enter', register });
      inside();
      this.emit({ kind: 'commit', register, goBack: true });
      return;
    }
    const enter = this.emit({ kind: 'fail' });
    inside();
    this.emit({ kind: 'failNot', register });
    this.steps[enter] = { kind: 'enterNot', register, otherwise: this.steps.length };
  }

  #twoRegisters(): number {
    this.registers += 2;
    return this.registers - 2;
  }
}

/** Whether a character is of Unicode's words. */
export const isWord: CharacterTest = characterTest(posixClasses.word as string, false);

/** @param source of a class, as JavaScript writes it with its flag `v` */
export function characterTest(source: string, fold: boolean): CharacterTest {
  const regexp = new RegExp(`^${bracketed(source)}$`, fold ? 'iv' : 'v');
  const known = new Map<number, boolean>();
  return (character) => {
    let is = known.get(character);
    if (is === undefined) {
      is = regexp.test(String.fromCodePoint(character));
      known.set(character, is);
    }
    return is;
  };
}
