import type { Expression } from './expression.ts';

/** The expressions directly below one, in the order of its text. */
export function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'constant':
    case 'symbol':
      return [];
    case 'call':
      return expression.arguments;
    case 'arithmetic':
    case 'comparison':
      return [expression.left, expression.right];
    case 'negation':
    case 'not':
    case 'isNull':
    case 'cast':
      return [expression.value];
    case 'logical':
      return expression.terms;
    case 'between':
      return [expression.value, expression.min, expression.max];
    case 'in':
      return [expression.value, ...expression.list];
    case 'case':
      return [
        ...(expression.operand === undefined ? [] : [expression.operand]),
        ...expression.whens.flatMap(({ condition, result }) => [condition, result]),
        ...(expression.defaultValue === null ? [] : [expression.defaultValue]),
      ];
    case 'coalesce':
      return expression.operands;
    case 'nullIf':
      return [expression.first, expression.second];
    case 'row':
      return expression.fields;
    case 'subscript':
      return [expression.base, expression.index];
    case 'lambda':
      return [expression.body];
    case 'bind':
      return [...expression.values, expression.lambda];
    default: {
      const never: never = expression;
      return never;
    }
  }
}

/** The same expression over other children; itself when none changes. */
export function mapChildren(expression: Expression, change: (child: Expression) => Expression): Expression {
  const changed: Expression[] = [];
  const result = rebuild(expression, (child) => {
    const other = change(child);
    if (other !== child) {
      changed.push(other);
    }
    return other;
  });
  return changed.length > 0 ? result : expression;
}

function rebuild(expression: Expression, change: (child: Expression) => Expression): Expression {
  switch (expression.kind) {
    case 'constant':
    case 'symbol':
      return expression;
    case 'call':
      return { ...expression, arguments: expression.arguments.map(change) };
    case 'arithmetic':
    case 'comparison':
      return { ...expression, left: change(expression.left), right: change(expression.right) };
    case 'negation':
    case 'not':
    case 'isNull':
    case 'cast':
      return { ...expression, value: change(expression.value) };
    case 'logical':
      return { ...expression, terms: expression.terms.map(change) };
    case 'between':
      return {
        ...expression,
        value: change(expression.value),
        min: change(expression.min),
        max: change(expression.max),
      };
    case 'in':
      return { ...expression, value: change(expression.value), list: expression.list.map(change) };
    case 'case':
      return {
        ...expression,
        ...(expression.operand !== undefined && { operand: change(expression.operand) }),
        whens: expression.whens.map(({ condition, result }) => ({
          condition: change(condition),
          result: change(result),
        })),
        defaultValue: expression.defaultValue && change(expression.defaultValue),
      };
    case 'coalesce':
      return { ...expression, operands: expression.operands.map(change) };
    case 'nullIf':
      return { ...expression, first: change(expression.first), second: change(expression.second) };
    case 'row':
      return { ...expression, fields: expression.fields.map(change) };
    case 'subscript':
      return { ...expression, base: change(expression.base), index: change(expression.index) };
    case 'lambda':
      return { ...expression, body: change(expression.body) };
    case 'bind':
      return { ...expression, values: expression.values.map(change), lambda: change(expression.lambda) };
    default: {
      const never: never = expression;
      return never;
    }
  }
}

/** Replaces from the leaves up: `change` sees an expression whose children are already changed. */
export function rewrite(expression: Expression, change: (expression: Expression) => Expression): Expression {
  return change(mapChildren(expression, (child) => rewrite(child, change)));
}

/** Whether the expression or one below it fulfils the condition. */
export function some(expression: Expression, condition: (expression: Expression) => boolean): boolean {
  return condition(expression) || childrenOf(expression).some((child) => some(child, condition));
}

/** Names of the symbols an expression reads, parameters of its lambdas excluded. */
export function symbolsOf(expression: Expression, found: Set<string> = new Set()): Set<string> {
  if (expression.kind === 'symbol') {
    found.add(expression.name);
  } else if (expression.kind === 'lambda') {
    const parameters = new Set(expression.parameters.map(({ name }) => name));
    for (const name of symbolsOf(expression.body)) {
      if (!parameters.has(name)) {
        found.add(name);
      }
    }
  } else {
    for (const child of childrenOf(expression)) {
      symbolsOf(child, found);
    }
  }
  return found;
}

/** Puts expressions in the place of symbols. Lambda parameters have names of their own and stay. */
export function substitute(expression: Expression, values: ReadonlyMap<string, Expression>): Expression {
  if (expression.kind === 'symbol') {
    return values.get(expression.name) ?? expression;
  }
  return mapChildren(expression, (child) => substitute(child, values));
}

/** Whether an expression gives the same value each time for the same input. */
export function isDeterministic(expression: Expression): boolean {
  return !some(expression, (part) => part.kind === 'call' && !part.function.deterministic);
}
