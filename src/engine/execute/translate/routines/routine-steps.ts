import type { Expression } from '../../../expressions/expression.ts';
import type { Routine, RoutineStatement } from '../../../routines/routine.ts';

/** A run of assignments that begins where something jumps to, and what comes then. */
export interface RoutineStep {
  /** Positions are those in the list of steps. */
  position: number;
  readonly assignments: { readonly field: number; readonly value: Expression }[];
  end: StepEnd;
}

export type StepEnd =
  | { readonly kind: 'go'; readonly to: RoutineStep }
  | {
      readonly kind: 'branch';
      readonly condition: Expression;
      readonly ifTrue: RoutineStep;
      readonly ifFalse: RoutineStep;
    }
  | { readonly kind: 'return'; readonly value: Expression }
  /** Not known yet, or nothing leads here. */
  | { readonly kind: 'open' };

/** Where LEAVE and ITERATE of a label go. */
interface Label {
  readonly name: string;
  readonly end: RoutineStep;
  readonly begin?: RoutineStep;
}

/** A body as steps with jumps. All but those that repeat a loop go forward in the list. */
export function stepsOf({ body }: Routine): readonly RoutineStep[] {
  const steps: RoutineStep[] = [];
  const newStep = (): RoutineStep => ({ position: -1, assignments: [], end: { kind: 'open' } });
  /** Puts a step behind those that are there. */
  const place = (step: RoutineStep): RoutineStep => {
    step.position = steps.length;
    steps.push(step);
    return step;
  };
  const close = (step: RoutineStep, end: StepEnd): void => {
    if (step.end.kind === 'open') step.end = end;
  };

  /** @returns the step in which it goes on behind the statement */
  const add = (node: RoutineStatement, at: RoutineStep, labels: readonly Label[]): RoutineStep => {
    const addAll = (nodes: readonly RoutineStatement[], from: RoutineStep, known = labels): RoutineStep =>
      nodes.reduce((step, each) => add(each, step, known), from);
    const labelled = (label: string | undefined, end: RoutineStep, begin?: RoutineStep): readonly Label[] =>
      label === undefined ? labels : [{ name: label, end, ...(begin && { begin }) }, ...labels];
    const target = (name: string): Label => {
      const found = labels.find((label) => label.name === name);
      if (found === undefined) throw new TypeError(`No label ${name}`);
      return found;
    };
    switch (node.kind) {
      case 'block': {
        for (const { field, initial } of node.variables) at.assignments.push({ field, value: initial });
        if (node.label === undefined) return addAll(node.statements, at);
        const after = newStep();
        close(addAll(node.statements, at, labelled(node.label, after)), { kind: 'go', to: after });
        return place(after);
      }
      case 'set':
        at.assignments.push({ field: node.target.field, value: node.value });
        return at;
      case 'if': {
        const [ifTrue, ifFalse, after] = [newStep(), newStep(), newStep()];
        close(at, { kind: 'branch', condition: node.condition, ifTrue, ifFalse });
        close(add(node.ifTrue, place(ifTrue), labels), { kind: 'go', to: after });
        place(ifFalse);
        const end = node.ifFalse === undefined ? ifFalse : add(node.ifFalse, ifFalse, labels);
        close(end, { kind: 'go', to: after });
        return place(after);
      }
      case 'loop': {
        const [begin, after] = [newStep(), newStep()];
        close(at, { kind: 'go', to: begin });
        const known = labelled(node.label, after, begin);
        close(addAll(node.block.statements, beginBlock(place(begin), node.block), known), {
          kind: 'go',
          to: begin,
        });
        return place(after);
      }
      case 'while': {
        const [begin, inside, after] = [newStep(), newStep(), newStep()];
        close(at, { kind: 'go', to: begin });
        place(begin);
        close(begin, { kind: 'branch', condition: node.condition, ifTrue: inside, ifFalse: after });
        const known = labelled(node.label, after, begin);
        close(addAll(node.block.statements, beginBlock(place(inside), node.block), known), {
          kind: 'go',
          to: begin,
        });
        return place(after);
      }
      case 'repeat': {
        const [begin, after] = [newStep(), newStep()];
        close(at, { kind: 'go', to: begin });
        const known = labelled(node.label, after, begin);
        close(addAll(node.block.statements, beginBlock(place(begin), node.block), known), {
          kind: 'branch',
          condition: node.condition,
          ifTrue: after,
          ifFalse: begin,
        });
        return place(after);
      }
      case 'break':
        close(at, { kind: 'go', to: target(node.label).end });
        return place(newStep());
      case 'continue': {
        const { begin, end } = target(node.label);
        close(at, { kind: 'go', to: begin ?? end });
        return place(newStep());
      }
      case 'return':
        close(at, { kind: 'return', value: node.value });
        return place(newStep());
      default:
        throw new Error(`Unknown statement ${(node satisfies never as RoutineStatement).kind}`);
    }
  };
  add(body, place(newStep()), []);
  return steps;
}

function beginBlock(
  step: RoutineStep,
  { variables }: Extract<RoutineStatement, { kind: 'block' }>,
): RoutineStep {
  for (const { field, initial } of variables) step.assignments.push({ field, value: initial });
  return step;
}
