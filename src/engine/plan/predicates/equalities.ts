import { isDeterministic, mapChildren, symbolsOf } from '../../expressions/expression-tree.ts';
import type { ComparisonExpression, Expression } from '../../expressions/expression.ts';
import type { Type } from '../../types/type.ts';
import type { PlanContext } from '../plan-context.ts';

interface Member {
  readonly text: string;
  readonly expression: Expression;
  readonly symbols: ReadonlySet<string>;
}

/** Equalities told apart by what they read. */
export interface DividedEqualities {
  /** Over the left symbols, or constants. */
  readonly left: readonly ComparisonExpression[];
  readonly right: readonly ComparisonExpression[];
  /** A left expression equals a right one. */
  readonly between: readonly ComparisonExpression[];
  /** What reads both sides at once. */
  readonly mixed: readonly ComparisonExpression[];
}

/**
 * Expressions that conditions say are equal, in classes: `a = b` and `b = 5` make one of three. Tells what else is true, and says a
 * condition in other symbols.
 */
export class Equalities {
  readonly #context: PlanContext;
  readonly #members = new Map<string, Member>();
  readonly #parents = new Map<string, string>();

  constructor(context: PlanContext, conditions: Iterable<Expression> = []) {
    this.#context = context;
    for (const condition of conditions) {
      this.add(condition);
    }
  }

  /** Learns an equality. @returns false for any other condition */
  add(condition: Expression): boolean {
    if (!isEquality(condition, this.#context)) {
      return false;
    }
    const [a, b] = [this.#learn(condition.left), this.#learn(condition.right)];
    const [x, y] = [this.#root(a), this.#root(b)];
    if (x !== y) {
      this.#parents.set(y, x);
    }
    return true;
  }

  /** Whether two expressions are known to be equal. */
  areEqual(a: Expression, b: Expression): boolean {
    const [x, y] = [this.#context.textOf(a), this.#context.textOf(b)];
    return x === y || (this.#members.has(x) && this.#members.has(y) && this.#root(x) === this.#root(y));
  }

  /** The same value over the given symbols alone; undefined when it can't be said so. */
  rewrite(expression: Expression, symbols: ReadonlySet<string>): Expression | undefined {
    if (isOver(expression, symbols)) {
      return expression;
    }
    if (isInterchangeable(expression.type)) {
      const text = this.#context.textOf(expression);
      if (this.#members.has(text)) {
        const other = simplest(
          this.#classOf(this.#root(text)).filter((member) => isSubset(member.symbols, symbols)),
        );
        if (other !== undefined) {
          return other.expression;
        }
      }
    }
    if (expression.kind === 'symbol' || expression.kind === 'lambda') {
      return undefined;
    }
    const impossible: Expression[] = [];
    const rewritten = mapChildren(expression, (child) => {
      const other = this.rewrite(child, symbols);
      if (other === undefined) {
        impossible.push(child);
      }
      return other ?? child;
    });
    return impossible.length === 0 ? rewritten : undefined;
  }

  /** What the classes say of two sides that share no symbols: as few equalities as say it all. */
  divide(left: ReadonlySet<string>, right: ReadonlySet<string>): DividedEqualities {
    const divided = {
      left: [] as ComparisonExpression[],
      right: [] as ComparisonExpression[],
      between: [] as ComparisonExpression[],
      mixed: [] as ComparisonExpression[],
    };
    for (const members of this.#classes()) {
      const onLeft = members.filter((member) => isSubset(member.symbols, left));
      const onRight = members.filter((member) => isSubset(member.symbols, right));
      const others = members.filter((member) => !onLeft.includes(member) && !onRight.includes(member));
      const [a, b] = [simplest(onLeft), simplest(onRight)];
      divided.left.push(...chain(a, onLeft));
      divided.right.push(...chain(b, onRight));
      // A constant is on both sides: what both are compared with needs no comparing with each other.
      if (a !== undefined && b !== undefined && a !== b) {
        divided.between.push(equal(a.expression, b.expression));
      }
      divided.mixed.push(...chain(a ?? b ?? others[0], others));
    }
    return divided;
  }

  #learn(expression: Expression): string {
    const text = this.#context.textOf(expression);
    if (!this.#members.has(text)) {
      this.#members.set(text, { text, expression, symbols: symbolsOf(expression) });
      this.#parents.set(text, text);
    }
    return text;
  }

  #root(text: string): string {
    let root = text;
    for (let parent = this.#parents.get(root); parent !== undefined && parent !== root; ) {
      root = parent;
      parent = this.#parents.get(root);
    }
    this.#parents.set(text, root);
    return root;
  }

  #classOf(root: string): readonly Member[] {
    return [...this.#members.values()].filter(({ text }) => this.#root(text) === root);
  }

  #classes(): readonly (readonly Member[])[] {
    const classes = new Map<string, Member[]>();
    for (const member of this.#members.values()) {
      const root = this.#root(member.text);
      const members = classes.get(root);
      if (members === undefined) {
        classes.set(root, [member]);
      } else {
        members.push(member);
      }
    }
    return [...classes.values()];
  }
}

/** `a = b` of two different computations that give the same each time: `a = a` only says that `a` isn't NULL. */
export function isEquality(condition: Expression, context: PlanContext): condition is ComparisonExpression {
  return (
    condition.kind === 'comparison' &&
    condition.operator === '=' &&
    context.textOf(condition.left) !== context.textOf(condition.right) &&
    isDeterministic(condition)
  );
}

/**
 * Whether equal values of the type are the same value wherever they stand: 0.0 = -0.0, and times of two zones may be equal, but
 * they are not.
 */
function isInterchangeable(type: Type): boolean {
  switch (type.kind) {
    case 'real':
    case 'double':
    case 'time with time zone':
    case 'timestamp with time zone':
    case 'array':
    case 'map':
    case 'row':
      return false;
    default:
      return true;
  }
}

/** Constants first, then symbols, then what has the fewest symbols. */
function simplest(members: readonly Member[]): Member | undefined {
  let best: Member | undefined;
  for (const member of members) {
    if (best === undefined || rank(member) < rank(best)) {
      best = member;
    }
  }
  return best;
}

function rank({ expression, symbols }: Member): number {
  return expression.kind === 'constant' ? 0 : expression.kind === 'symbol' ? 1 : 2 + symbols.size;
}

function chain(first: Member | undefined, members: readonly Member[]): ComparisonExpression[] {
  return members
    .filter((member) => first !== undefined && member !== first)
    .map((member) => {
      const start = first as Member;
      // Constants stand on the right.
      return start.expression.kind === 'constant'
        ? equal(member.expression, start.expression)
        : equal(start.expression, member.expression);
    });
}

function equal(left: Expression, right: Expression): ComparisonExpression {
  return { kind: 'comparison', type: { kind: 'boolean' }, operator: '=', left, right };
}

/** Whether an expression reads nothing but the symbols. */
export function isOver(expression: Expression, symbols: ReadonlySet<string>): boolean {
  return isSubset(symbolsOf(expression), symbols);
}

function isSubset(inner: ReadonlySet<string>, outer: ReadonlySet<string>): boolean {
  for (const symbol of inner) {
    if (!outer.has(symbol)) {
      return false;
    }
  }
  return true;
}
