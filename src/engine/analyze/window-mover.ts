import type { Expression } from '../expressions/expression.ts';
import type { WindowSpecification } from '../parse/tree/function-call.ts';
import type { SyntaxNode } from '../parse/tree/node.ts';
import type { FrameBoundAnalysis, WindowCall } from './analysis.ts';
import { expressionText } from './expression-text.ts';
import type { FieldAllocator } from './field-allocator.ts';
import { isLiftable, liftPattern } from './row-pattern/lift-pattern.ts';
import type { LiftExpression } from './row-pattern/lift-pattern.ts';
import type { PatternExpression } from './row-pattern/pattern-values.ts';

/** Whether a part of a window can stand where windows are computed. */
export function isMovable(
  value: Expression | PatternExpression,
  lift: LiftExpression,
  allocator: FieldAllocator,
): boolean {
  return 'placeholders' in value ? isLiftable(value, lift, allocator) : lift(value) !== undefined;
}

/** What a call's own window, not one of the WINDOW clause, computes from; as messages call it. */
export function* ownWindowParts(
  { existingName, partitionBy, orderBy, frame }: WindowSpecification,
  call: Pick<WindowCall, 'partitionBy' | 'orderBy' | 'frame'>,
): Generator<{
  readonly part: SyntaxNode;
  readonly text: string;
  readonly value: Expression | PatternExpression;
}> {
  if (existingName === undefined) {
    for (const [i, part] of partitionBy.entries()) {
      const value = call.partitionBy[i];
      if (value !== undefined)
        yield { part, value, text: `PARTITION BY expression '${expressionText(part)}'` };
    }
  }
  for (const [i, { key: part }] of (orderBy?.items ?? []).entries()) {
    const value = call.orderBy[i]?.expression;
    if (value !== undefined) yield { part, value, text: `ORDER BY expression '${expressionText(part)}'` };
  }
  for (const end of ['start', 'end'] as const) {
    const part = frame?.[end]?.value;
    const { value } = call.frame[end];
    if (part !== undefined && value !== undefined) yield { part, value, text: `Window frame ${end}` };
  }
  for (const [i, part] of (frame?.pattern?.measures ?? []).entries()) {
    const value = call.frame.pattern?.measures[i]?.value;
    if (value !== undefined) yield { part, value, text: 'Row pattern measure' };
  }
  for (const [i, part] of (frame?.pattern?.definitions ?? []).entries()) {
    const value = call.frame.pattern?.definitions[i]?.[1];
    if (value !== undefined) yield { part, value, text: 'Row pattern variable definition' };
  }
}

/** Moves a call over a window, and the window, to where it is computed. */
export class WindowMover {
  readonly #lift: LiftExpression;
  readonly #allocator: FieldAllocator;
  readonly #ofGroups: boolean;
  readonly #refusal: () => Error;

  /**
   * @param lift gives undefined for what can't stand there
   * @param ofGroups whether the rows are groups
   * @param refusal what is thrown then
   */
  constructor(lift: LiftExpression, allocator: FieldAllocator, ofGroups: boolean, refusal: () => Error) {
    this.#lift = lift;
    this.#allocator = allocator;
    this.#ofGroups = ofGroups;
    this.#refusal = refusal;
  }

  expression(expression: Expression): Expression {
    const lifted = this.#lift(expression);
    if (lifted === undefined) throw this.#refusal();
    return lifted;
  }

  pattern(value: PatternExpression): PatternExpression {
    const lifted = liftPattern(value, this.#lift, this.#allocator, this.#ofGroups);
    if (lifted === undefined) throw this.#refusal();
    return lifted;
  }

  window({
    partitionBy,
    orderBy,
    frame,
  }: Pick<WindowCall, 'partitionBy' | 'orderBy' | 'frame'>): Pick<
    WindowCall,
    'partitionBy' | 'orderBy' | 'frame'
  > {
    const { pattern } = frame;
    return {
      partitionBy: partitionBy.map((part) => this.expression(part)),
      orderBy: orderBy.map((key) => ({ ...key, expression: this.expression(key.expression) })),
      frame: {
        ...frame,
        start: this.#bound(frame.start),
        end: this.#bound(frame.end),
        ...(pattern !== undefined && {
          pattern: {
            ...pattern,
            definitions: pattern.definitions.map(([label, value]) => [label, this.pattern(value)] as const),
          },
        }),
      },
    };
  }

  #bound({ type, value, end, key }: FrameBoundAnalysis): FrameBoundAnalysis {
    return {
      type,
      ...(value !== undefined && { value: this.expression(value) }),
      ...(end !== undefined && { end: this.expression(end) }),
      ...(key !== undefined && { key: this.expression(key) }),
    };
  }
}
