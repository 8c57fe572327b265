import { TrinoError } from '../../../errors/trino-error.ts';
import type {
  ComparisonPredicate,
  PathComparison,
  PathNode,
  PathPredicate,
} from '../../../json-path/path-node.ts';
import { commonSuperType } from '../../../types/coercion.ts';
import { JsonNumber } from '../../../values/json-node.ts';
import { equalityOf, orderOf } from '../compare-values.ts';
import { unwrapped } from './path-step.ts';
import type { PathContext, PathStep } from './path-step.ts';
import { valueAs } from './item-arithmetic.ts';
import { SqlItem, isArrayNode, isObjectNode, scalarItem } from './json-item.ts';
import type { JsonItem } from './json-item.ts';

/** Whether an item fulfils a condition; `null` when that can't be known, as after an error. */
export type PathTest = (context: PathContext) => boolean | null;

/** Compiles the paths that conditions hold. */
type CompileStep = (node: PathNode, lax: boolean) => PathStep;

export function compilePredicate(predicate: PathPredicate, lax: boolean, compileStep: CompileStep): PathTest {
  const nested = (inner: PathPredicate): PathTest => compilePredicate(inner, lax, compileStep);
  switch (predicate['@type']) {
    case 'comparison':
      return compileComparison(predicate, lax, compileStep);
    case 'conjunction': {
      const [left, right] = [nested(predicate.left), nested(predicate.right)];
      return (context) => {
        const first = left(context);
        if (first === false) return false;
        const second = right(context);
        return second === false ? false : first === null || second === null ? null : true;
      };
    }
    case 'disjunction': {
      const [left, right] = [nested(predicate.left), nested(predicate.right)];
      return (context) => {
        const first = left(context);
        if (first === true) return true;
        const second = right(context);
        return second === true ? true : first === null || second === null ? null : false;
      };
    }
    case 'exists': {
      const path = compileStep(predicate.path, lax);
      return (context) => {
        const items = sequence(path, context);
        return items === undefined ? null : items.length > 0;
      };
    }
    case 'isunknown': {
      const test = nested(predicate.predicate);
      return (context) => test(context) === null;
    }
    case 'negation': {
      const test = nested(predicate.predicate);
      return (context) => {
        const result = test(context);
        return result === null ? null : !result;
      };
    }
    case 'startswith': {
      const [value, prefix] = [compileStep(predicate.value, lax), compileStep(predicate.prefix, lax)];
      return (context) => {
        const values = sequence(value, context);
        const prefixes = sequence(prefix, context);
        if (values === undefined || prefixes?.length !== 1) return null;
        const wanted = textOf(prefixes[0] as JsonItem);
        if (wanted === undefined) return null;
        const candidates = unwrapped(values, lax);
        if (candidates.length !== 1) return null;
        const text = textOf(candidates[0] as JsonItem);
        return text === undefined ? null : text.startsWith(wanted);
      };
    }
    default:
      throw new Error(`Unknown condition of a path: ${String(predicate satisfies never)}`);
  }
}

/** What a path leads to; undefined when it fails. */
function sequence(path: PathStep, context: PathContext): readonly JsonItem[] | undefined {
  try {
    return path(context);
  } catch (error) {
    if (error instanceof TrinoError && error.errorName === 'PATH_EVALUATION_ERROR') return undefined;
    throw error;
  }
}

function textOf(item: JsonItem): string | undefined {
  const scalar = scalarItem(item);
  if (scalar === undefined) return undefined;
  const { type, value } = scalar;
  if (type.kind === 'varchar') return value as string;
  return type.kind === 'char' ? (value as string).padEnd(type.length) : undefined;
}

/** Whether any item on the left compares so with any on the right; scalars and `null` only. */
function compileComparison(
  { operator, left, right }: ComparisonPredicate,
  lax: boolean,
  compileStep: CompileStep,
): PathTest {
  const [leftStep, rightStep] = [compileStep(left, lax), compileStep(right, lax)];
  return (context) => {
    const lefts = sequence(leftStep, context);
    if (lefts === undefined) return null;
    const rights = sequence(rightStep, context);
    if (rights === undefined) return null;
    const [as, bs] = [unwrapped(lefts, lax), unwrapped(rights, lax)];
    if (as.length === 0 || bs.length === 0) return false;
    if (as.some(isContainer) || bs.some(isContainer)) return null;
    let found = false;
    for (const a of as) {
      for (const b of bs) {
        const result = compareItems(operator, a, b);
        if (result === null) return null;
        found ||= result;
      }
    }
    return found;
  };
}

function isContainer(item: JsonItem): boolean {
  return isArrayNode(item) || isObjectNode(item);
}

function compareItems(operator: PathComparison, left: JsonItem, right: JsonItem): boolean | null {
  if (left === null || right === null) {
    if (left === null && right === null) {
      return (
        operator === 'EQUAL' || operator === 'LESS_THAN_OR_EQUAL' || operator === 'GREATER_THAN_OR_EQUAL'
      );
    }
    return operator === 'NOT_EQUAL';
  }
  const [a, b] = [scalarItem(left), scalarItem(right)];
  if (a === undefined || b === undefined) return null;
  if (plainNumbers(left, right)) return compareNumbers(operator, Number(a.value), Number(b.value));
  return compareValues(operator, a, b);
}

/** Numbers of JSON that a double holds exactly, or doubles: the common case. */
function plainNumbers(left: JsonItem, right: JsonItem): boolean {
  return isPlain(left) && isPlain(right);
}

function isPlain(item: JsonItem): boolean {
  if (item instanceof JsonNumber) return item.text.length < 16;
  return item instanceof SqlItem && (item.type.kind === 'integer' || item.type.kind === 'double');
}

function compareNumbers(operator: PathComparison, a: number, b: number): boolean {
  switch (operator) {
    case 'EQUAL':
      return a === b;
    case 'NOT_EQUAL':
      return a !== b;
    case 'LESS_THAN':
      return a < b;
    case 'GREATER_THAN':
      return a > b;
    case 'LESS_THAN_OR_EQUAL':
      return a <= b;
    case 'GREATER_THAN_OR_EQUAL':
      return a >= b;
    default:
      throw new Error(operator satisfies never);
  }
}

function compareValues(operator: PathComparison, left: SqlItem, right: SqlItem): boolean | null {
  const type = commonSuperType(left.type, right.type);
  if (type === undefined) return null;
  try {
    const [a, b] = [valueAs(left, type), valueAs(right, type)];
    if (operator === 'EQUAL') return equalityOf(type)(a, b);
    if (operator === 'NOT_EQUAL') return equalityOf(type)(a, b) === false;
    if (Number.isNaN(a) || Number.isNaN(b)) return false;
    return compareNumbers(operator, orderOf(type)(a, b), 0);
  } catch (error) {
    if (error instanceof TrinoError) return null;
    throw error;
  }
}
