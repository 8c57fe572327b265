import { boolean, evaluate } from './evaluate.ts';
import { childrenOf, isDeterministic, rewrite } from './expression-tree.ts';
import type {
  CallExpression,
  CaseExpression,
  CastExpression,
  ComparisonExpression,
  Expression,
  InExpression,
  LogicalExpression,
} from './expression.ts';
import { sameExpression } from './same-expression.ts';
import { unwrapCast } from './unwrap-cast.ts';
import { sameType } from '../types/same-type.ts';
import type { Type } from '../types/type.ts';

/**
 * The same value with less to compute: constants folded, conditions without NOT where they have an opposite, constants on the
 * right of what they are compared with. As stock Trino's planner leaves expressions, where recordings show it.
 */
export function simplify(expression: Expression): Expression {
  return rewrite(expression, simplifyNode);
}

/** The terms of a condition that all have to hold. */
export function conjuncts(condition: Expression): readonly Expression[] {
  return condition.kind === 'logical' && condition.operator === 'AND'
    ? condition.terms.flatMap(conjuncts)
    : [condition];
}

/** The condition that all of some conditions hold. */
export function conjunction(conditions: readonly Expression[]): Expression {
  const [first, ...rest] = conditions;
  if (first === undefined) {
    return boolean(true);
  }
  return rest.length === 0
    ? first
    : { kind: 'logical', type: { kind: 'boolean' }, operator: 'AND', terms: conditions };
}

function simplifyNode(expression: Expression): Expression {
  const constant = evaluate(expression);
  if (constant !== undefined) {
    return constant;
  }
  switch (expression.kind) {
    case 'arithmetic':
      return commute(expression);
    case 'call':
      return isNullForNull(expression)
        ? { kind: 'constant', type: expression.type, value: null }
        : expression;
    case 'comparison':
      return simplifyComparison(expression);
    case 'negation':
      return expression.value.kind === 'negation' ? expression.value.value : expression;
    case 'logical':
      return simplifyLogical(expression);
    case 'not':
      return negation(expression.value) ?? expression;
    case 'between':
      return simplifyBetween(expression);
    case 'in':
      return simplifyIn(expression);
    case 'case':
      return simplifyCase(expression);
    case 'coalesce':
      return simplifyCoalesce(expression);
    case 'nullIf':
      return expression.first.kind === 'constant' && expression.first.value === null
        ? expression.first
        : expression;
    case 'cast':
      return sameType(expression.value.type, expression.type)
        ? expression.value
        : (castFields(expression) ?? expression);
    case 'subscript':
      return simplifySubscript(expression);
    default:
      return expression;
  }
}

/** A cast of a row constructor to a row without names, field by field: TRY_CAST makes NULL of the fields that fail, not of the row. */
function castFields({ value, type, safe }: CastExpression): Expression | undefined {
  if (type.kind !== 'row' || type.fields.some(({ name }) => name !== undefined)) return undefined;
  if (value.kind === 'cast' && value.value.kind === 'row' && value.type.kind === 'row') {
    // Without the names of the cast between.
    const between: Type = { kind: 'row', fields: value.type.fields.map((field) => ({ type: field.type })) };
    return sameType(between, type) ? castFields({ ...value, type }) : undefined;
  }
  if (value.kind !== 'row') return undefined;
  const fields = value.fields.map((field, i) =>
    simplifyNode({ kind: 'cast', value: field, type: type.fields[i]?.type ?? field.type, safe }),
  );
  return { kind: 'row', fields, type };
}

/** A call that a NULL among its arguments makes NULL: the others, and errors they would raise, are never looked at. */
function isNullForNull({ function: { functionNullability }, arguments: values }: CallExpression): boolean {
  return values.some((value, i) => isNull(value) && functionNullability.argumentNullable[i] === false);
}

/** `1 + x` as `x + 1`, and NULL for what has a NULL operand. */
function commute(expression: Expression & { readonly kind: 'arithmetic' }): Expression {
  const { operator, left, right } = expression;
  if (isNull(left) || isNull(right)) {
    return { kind: 'constant', type: expression.type, value: null };
  }
  return (operator === '+' || operator === '*') && isKnown(left) && !isKnown(right)
    ? { ...expression, left: right, right: left }
    : expression;
}

const mirrored = {
  '=': '=',
  '<>': '<>',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
  'IS DISTINCT FROM': 'IS DISTINCT FROM',
} as const;
const opposite = { '=': '<>', '<>': '=', '<': '>=', '<=': '>', '>': '<=', '>=': '<' } as const;

function simplifyComparison(expression: ComparisonExpression): Expression {
  const { operator, left, right } = expression;
  if (isKnown(left) && !isKnown(right)) {
    return simplifyComparison({ ...expression, operator: mirrored[operator], left: right, right: left });
  }
  if (isNull(right)) {
    return operator === 'IS DISTINCT FROM'
      ? { kind: 'not', type: expression.type, value: { kind: 'isNull', type: expression.type, value: left } }
      : boolean(null);
  }
  const unwrapped = unwrapCast(expression);
  return unwrapped?.kind === 'comparison' ? simplifyComparison(unwrapped) : (unwrapped ?? expression);
}

/** NaN is on no side of an order: that it isn't less doesn't make it greater or equal. */
function isOrderOfFloats({ operator, left }: ComparisonExpression): boolean {
  const { kind } = left.type;
  return operator !== '=' && operator !== '<>' && (kind === 'double' || kind === 'real');
}

/** A condition's opposite without NOT. NULL stays NULL on both sides. */
function negation(condition: Expression): Expression | undefined {
  switch (condition.kind) {
    case 'constant':
      return boolean(condition.value === null ? null : condition.value !== true);
    case 'not':
      return condition.value;
    case 'comparison':
      return condition.operator === 'IS DISTINCT FROM' || isOrderOfFloats(condition)
        ? undefined
        : { ...condition, operator: opposite[condition.operator] };
    case 'logical':
      return simplifyLogical({
        ...condition,
        operator: condition.operator === 'AND' ? 'OR' : 'AND',
        terms: condition.terms.map((term) => negation(term) ?? { kind: 'not', type: term.type, value: term }),
      });
    default:
      return undefined;
  }
}

function simplifyLogical(expression: LogicalExpression): Expression {
  const { operator } = expression;
  // AND is decided by false, OR by true; the other value changes nothing.
  const deciding = operator === 'OR';
  const terms: Expression[] = [];
  for (const term of expression.terms.flatMap((each) =>
    each.kind === 'logical' && each.operator === operator ? each.terms : [each],
  )) {
    if (term.kind === 'constant' && term.value === deciding) {
      return boolean(deciding);
    }
    const changesNothing = term.kind === 'constant' && term.value === !deciding;
    const repeats =
      terms.length < maxCompared &&
      isDeterministic(term) &&
      terms.some((known) => sameExpression(known, term));
    if (!changesNothing && !repeats) {
      terms.push(term);
    }
  }
  const merged = operator === 'OR' ? mergeAlternatives(terms) : terms;
  const [first] = merged;
  if (first === undefined) {
    return boolean(!deciding);
  }
  return merged.length === 1 ? first : { ...expression, terms: merged };
}

/** Alternatives of one value as a list: `x = 1 OR x = 2` as `x IN (1, 2)`, behind the other terms, as stock puts it. */
function mergeAlternatives(terms: readonly Expression[]): readonly Expression[] {
  if (terms.length > maxCompared) {
    return terms;
  }
  const lists: { readonly value: Expression; readonly terms: Expression[]; readonly items: Expression[] }[] =
    [];
  for (const term of terms) {
    const alternative = alternativesOf(term);
    if (alternative === undefined) {
      continue;
    }
    const { value, items } = alternative;
    const known = lists.find((list) => sameExpression(list.value, value));
    if (known === undefined) {
      lists.push({ value, terms: [term], items: [...items] });
    } else {
      known.terms.push(term);
      known.items.push(...items);
    }
  }
  const merged = lists.filter((list) => list.terms.length > 1);
  const gone = new Set(merged.flatMap((list) => list.terms));
  return [
    ...terms.filter((term) => !gone.has(term)),
    ...merged.map(({ value, items }) =>
      simplifyIn({ kind: 'in', type: { kind: 'boolean' }, value, list: items }),
    ),
  ];
}

/** A value and the constants of which it has to be one. */
function alternativesOf(
  term: Expression,
): { readonly value: Expression; readonly items: readonly Expression[] } | undefined {
  switch (term.kind) {
    case 'comparison':
      return term.operator === '=' && term.right.kind === 'constant' && isDeterministic(term.left)
        ? { value: term.left, items: [term.right] }
        : undefined;
    case 'in':
      return term.list.every(({ kind }) => kind === 'constant') && isDeterministic(term.value)
        ? { value: term.value, items: term.list }
        : undefined;
    default:
      return undefined;
  }
}

/** Conditions with more terms than this are generated, and comparing each with each would take longer than it saves. */
const maxCompared = 100;

/** A list without repeated constants, in order. */
function distinctConstants(list: readonly Expression[]): readonly Expression[] {
  const seen = new Set<unknown>();
  return list.filter((item) => {
    // Values of one type in one list: what can't be a key of a set is kept.
    if (item.kind !== 'constant' || (typeof item.value === 'object' && item.value !== null)) {
      return true;
    }
    const isNew = !seen.has(item.value);
    seen.add(item.value);
    return isNew;
  });
}

function simplifyBetween(expression: Expression & { readonly kind: 'between' }): Expression {
  const { value, min, max, type } = expression;
  if ([value, min, max].every((part) => part.kind === 'constant')) {
    return simplify({
      kind: 'logical',
      type,
      operator: 'AND',
      terms: [
        { kind: 'comparison', type, operator: '>=', left: value, right: min },
        { kind: 'comparison', type, operator: '<=', left: value, right: max },
      ],
    });
  }
  return expression;
}

function simplifyIn(expression: InExpression): Expression {
  const { value, list, type } = expression;
  if (isNull(value)) {
    return boolean(null);
  }
  const distinct = distinctConstants(withoutLostNulls(value, list));
  const [only] = distinct;
  if (only !== undefined && distinct.length === 1) {
    return simplifyNode({ kind: 'comparison', type, operator: '=', left: value, right: only });
  }
  if (value.kind === 'constant' && distinct.every((item) => item.kind === 'constant')) {
    const answers = distinct.map((item) =>
      evaluate({ kind: 'comparison', type, operator: '=', left: value, right: item }),
    );
    if (answers.every((answer) => answer !== undefined)) {
      return answers.some((answer) => answer.value === true)
        ? boolean(true)
        : boolean(answers.some((answer) => answer.value === null) ? null : false);
    }
  }
  return distinct.length === list.length ? expression : { ...expression, list: distinct };
}

/**
 * A list without its NULLs where the value is known and another item isn't: stock's optimizer loses them there, so that `1 IN (x, NULL)` is
 * false for another x, not NULL.
 */
function withoutLostNulls(value: Expression, list: readonly Expression[]): readonly Expression[] {
  return list.some(isNull) && isKnown(value) && !list.every(isKnown)
    ? list.filter((item) => !isNull(item))
    : list;
}

/** Whether the optimizer can compute something: no column, nothing random. */
function isKnown(expression: Expression): boolean {
  const found = knownExpressions.get(expression);
  if (found !== undefined) return found;
  const itself =
    expression.kind !== 'symbol' && (expression.kind !== 'call' || expression.function.deterministic);
  const answer = itself && childrenOf(expression).every(isKnown);
  knownExpressions.set(expression, answer);
  return answer;
}

/** Answers of isKnown: without them a long chain would be walked for each of its terms. */
const knownExpressions = new WeakMap<Expression, boolean>();

/** Cases that never apply go, and all behind one that always does. */
function simplifyCase(expression: CaseExpression): Expression {
  const whens: CaseExpression['whens'][number][] = [];
  let { defaultValue } = expression;
  for (const when of expression.whens) {
    const condition =
      expression.operand === undefined
        ? when.condition
        : (evaluate({
            kind: 'comparison',
            type: { kind: 'boolean' },
            operator: '=',
            left: expression.operand,
            right: when.condition,
          }) ?? when.condition);
    const decided =
      condition.kind === 'constant' && condition.type.kind === 'boolean' && condition !== when.condition;
    const known = expression.operand === undefined ? condition.kind === 'constant' : decided;
    if (known && condition.kind === 'constant') {
      if (condition.value === true) {
        defaultValue = when.result;
        break;
      }
      continue;
    }
    whens.push(when);
  }
  const nothing: Expression = { kind: 'constant', type: expression.type, value: null };
  if (whens.length === 0) {
    return defaultValue ?? nothing;
  }
  const otherwise = defaultValue !== null && isNull(defaultValue) ? null : defaultValue;
  return whens.length === expression.whens.length && otherwise === expression.defaultValue
    ? expression
    : { ...expression, whens, defaultValue: otherwise };
}

function simplifyCoalesce(expression: Expression & { readonly kind: 'coalesce' }): Expression {
  const operands: Expression[] = [];
  for (const operand of expression.operands.flatMap((each) =>
    each.kind === 'coalesce' ? each.operands : [each],
  )) {
    if (
      isNull(operand) ||
      (isDeterministic(operand) && operands.some((known) => sameExpression(known, operand)))
    ) {
      continue;
    }
    operands.push(operand);
    if (operand.kind === 'constant') {
      break;
    }
  }
  const [first] = operands;
  if (first === undefined) {
    return { kind: 'constant', type: expression.type, value: null };
  }
  return operands.length === 1 ? first : { ...expression, operands };
}

/** A field of a row that is spelled out: stock computes only what is read, whatever the other fields would raise. */
function simplifySubscript(expression: Expression & { readonly kind: 'subscript' }): Expression {
  const { base, index } = expression;
  if (isNull(base) || isNull(index)) {
    return { kind: 'constant', type: expression.type, value: null };
  }
  return (index.kind === 'constant' ? fieldOf(base, Number(index.value) - 1) : undefined) ?? expression;
}

/** A field of a row constructor, or of a cast of one. */
function fieldOf(base: Expression, field: number): Expression | undefined {
  if (base.kind === 'row') return base.fields[field];
  if (base.kind !== 'cast' || base.type.kind !== 'row') return undefined;
  const value = fieldOf(base.value, field);
  const type = base.type.fields[field]?.type;
  return value && type && simplifyNode({ kind: 'cast', value, type, safe: base.safe });
}

function isNull(expression: Expression): boolean {
  return expression.kind === 'constant' && expression.value === null;
}
