import { TrinoError } from '../../../errors/trino-error.ts';
import type { Assertion } from './pattern-node.ts';
import { isWord } from './pattern-program.ts';
import type { PatternProgram, Step } from './pattern-program.ts';

/** Numbers that what is left to try may take. */
const stackLimit = 30_000_000;

/** On the stack: a place to go on from, or what a register was. Three numbers each. */
const choice = -1;

/**
 * Searches a text from a place on.
 * @param start in UTF-16 units
 * @returns where groups begin and end, two numbers each, -1 for those that took no part; undefined when nothing is found
 * @throws TrinoError GENERIC_INSUFFICIENT_RESOURCES when there is too much left to try
 */
export function searchProgram(program: PatternProgram, text: string, start: number): Int32Array | undefined {
  for (let from = start; from <= text.length; from += widthAt(text, from)) {
    const found = matchAt(program, text, from, start);
    if (found !== undefined) return found;
  }
  return undefined;
}

function widthAt(text: string, position: number): number {
  return (text.codePointAt(position) ?? 0) > 0xffff ? 2 : 1;
}

function matchAt(
  { steps, registers, groupCount }: PatternProgram,
  text: string,
  from: number,
  searchStart: number,
): Int32Array | undefined {
  const values = new Int32Array(registers).fill(-1);
  const stack: number[] = [];
  let at = 0;
  let position = from;
  const set = (register: number, value: number): void => {
    stack.push(register, values[register] as number, 0);
    values[register] = value;
  };
  for (;;) {
    const step = steps[at] as Step;
    let ok = true;
    switch (step.kind) {
      case 'character': {
        const character = text.codePointAt(position);
        ok = character === step.character;
        if (ok) position += step.character > 0xffff ? 2 : 1;
        at++;
        break;
      }
      case 'test': {
        const character = text.codePointAt(position);
        ok = character !== undefined && step.test(character);
        if (ok) position += (character as number) > 0xffff ? 2 : 1;
        at++;
        break;
      }
      case 'assert':
        ok = holds(step.at, text, position, searchStart);
        at++;
        break;
      case 'split':
        stack.push(choice, step.second, position);
        at = step.first;
        break;
      case 'jump':
        at = step.to;
        break;
      case 'save':
        set(step.register, position);
        at++;
        break;
      case 'set':
        set(step.register, step.value);
        at++;
        break;
      case 'reference': {
        const end = referenceEnd(step.groups, step.fold, values, text, position);
        ok = end !== undefined;
        if (end !== undefined) position = end;
        at++;
        break;
      }
      case 'count': {
        const rounds = (values[step.register] as number) + 1;
        set(step.register, rounds);
        if (rounds < step.min) at = step.body;
        else if (rounds >= step.max) at++;
        else if (step.lazy) {
          stack.push(choice, step.body, position);
          at++;
        } else {
          stack.push(choice, at + 1, position);
          at = step.body;
        }
        break;
      }
      case 'leaveEmpty':
        at = values[step.register] === position ? step.to : at + 1;
        break;
      case 'enter':
        set(step.register, stack.length);
        set(step.register + 1, position);
        at++;
        break;
      case 'commit':
        if (step.goBack) position = values[step.register + 1] as number;
        dropChoices(stack, values[step.register] as number);
        at++;
        break;
      case 'enterNot':
        set(step.register, stack.length + 3);
        stack.push(choice, step.otherwise, position);
        at++;
        break;
      case 'failNot': {
        // What was set since is undone, and what leads past the look is gone.
        const height = values[step.register] as number;
        while (stack.length > height) undo(stack, values);
        stack.length -= 3;
        ok = false;
        break;
      }
      case 'back': {
        const back = positionBack(text, position, step.characters);
        ok = back !== undefined;
        if (back !== undefined) position = back;
        at++;
        break;
      }
      case 'fail':
        ok = false;
        break;
      case 'match':
        return values.slice(0, 2 * (groupCount + 1));
      default:
        throw new Error(`Unknown step ${(step satisfies never as Step).kind}`);
    }
    if (ok) {
      if (stack.length > stackLimit)
        throw new TrinoError('GENERIC_INSUFFICIENT_RESOURCES', 'A regular expression has too much to try');
      continue;
    }
    let isFound = false;
    while (stack.length > 0 && !isFound) {
      const last = stack.length - 3;
      if (stack[last] === choice) {
        at = stack[last + 1] as number;
        position = stack[last + 2] as number;
        stack.length = last;
        isFound = true;
      } else undo(stack, values);
    }
    if (!isFound) return undefined;
  }
}

function undo(stack: number[], values: Int32Array): void {
  const last = stack.length - 3;
  const register = stack[last] as number;
  if (register !== choice) values[register] = stack[last + 1] as number;
  stack.length = last;
}

function dropChoices(stack: number[], height: number): void {
  let to = height;
  for (let entry = height; entry < stack.length; entry += 3) {
    if (stack[entry] === choice) continue;
    for (let part = 0; part < 3; part++) stack[to + part] = stack[entry + part] as number;
    to += 3;
  }
  stack.length = to;
}

function positionBack(text: string, position: number, characters: number): number | undefined {
  let at = position;
  for (let count = 0; count < characters; count++) {
    if (at === 0) return undefined;
    at -= at > 1 && widthAt(text, at - 2) === 2 ? 2 : 1;
  }
  return at;
}

function referenceEnd(
  groups: readonly number[],
  fold: boolean,
  values: Int32Array,
  text: string,
  position: number,
): number | undefined {
  for (const group of groups.toReversed()) {
    const [from, to] = [values[2 * group] as number, values[2 * group + 1] as number];
    if (from < 0 || to < from) continue;
    const wanted = text.slice(from, to);
    const found = text.slice(position, position + wanted.length);
    if (wanted === found || (fold && wanted.toLowerCase() === found.toLowerCase()))
      return position + wanted.length;
  }
  return undefined;
}

function holds(assertion: Assertion, text: string, position: number, searchStart: number): boolean {
  switch (assertion) {
    case 'textStart':
      return position === 0;
    case 'textEnd':
      return position === text.length;
    case 'lastLineEnd':
      return position === text.length || (position === text.length - 1 && text.endsWith('\n'));
    case 'lineStart':
      return position === 0 || (position < text.length && text.charAt(position - 1) === '\n');
    case 'lineEnd':
      return position === text.length || text.charAt(position) === '\n';
    case 'searchStart':
      return position === searchStart;
    case 'wordBoundary':
    case 'noWordBoundary': {
      const before = positionBack(text, position, 1);
      const isBefore = before !== undefined && isWord(text.codePointAt(before) as number);
      const isAfter = position < text.length && isWord(text.codePointAt(position) as number);
      return (isBefore !== isAfter) === (assertion === 'wordBoundary');
    }
    default:
      throw new Error(`Unknown assertion ${assertion satisfies never as string}`);
  }
}
