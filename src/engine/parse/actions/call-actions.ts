import type { SqlActions } from '../../../../generated/sql/actions.ts';
import type { ParseContext } from '../parse-context.ts';
import type { ExpressionNode } from '../tree/expression-node.ts';
import type { FunctionCallNode, WindowFrame, WindowNode } from '../tree/function-call.ts';
import type { QualifiedName } from '../tree/identifier.ts';
import type { OrderBy } from '../tree/order-by.ts';
import { needsQuotes } from '../format/quoting.ts';
import { given } from './given.ts';
import { searchMode } from './pattern-actions.ts';

/** Calls of functions, and their windows. */
export const callActions = {
  FunctionCall_all: (c, at, mode, name, label, filter, window) => {
    const args: ExpressionNode[] =
      label === undefined ? [] : [{ kind: 'labelDereference', label, location: label.location }];
    return call(c, at, {
      mode,
      name,
      args,
      distinct: false,
      orderBy: undefined,
      filter,
      nullTreatment: undefined,
      window,
    });
  },
  FunctionCall_plain: (c, at, mode, name, args, orderBy, filter, windowed) =>
    call(c, at, {
      mode,
      name,
      args: args?.arguments ?? [],
      distinct: args?.distinct ?? false,
      orderBy,
      filter,
      nullTreatment: windowed?.nullTreatment,
      window: windowed?.window,
    }),
  CallWindow: (_c, _at, nullTreatment, window) => ({ nullTreatment, window }),
  FunctionArguments: (c, _at, quantifier, args) => ({
    distinct: quantifier !== undefined && c.word(quantifier) === 'DISTINCT',
    arguments: args,
  }),
  ListAggregation: (c, at, quantifier, value, separator, overflow, orderBy, filter) => {
    const location = c.location(at);
    const text = (value: string): ExpressionNode => ({ kind: 'stringLiteral', value, location });
    const flag = (value: boolean): ExpressionNode => ({ kind: 'booleanLiteral', value, location });
    const name = simpleName(c, at, 'listagg');
    return {
      kind: 'functionCall',
      name,
      arguments: [
        value,
        separator ?? text(''),
        flag(overflow?.error ?? true),
        overflow?.filler ?? text('...'),
        flag(overflow?.withCount ?? false),
      ],
      distinct: quantifier !== undefined && c.word(quantifier) === 'DISTINCT',
      orderBy,
      ...given({ filter }),
      location,
    };
  },
  ListOverflow_error: () => ({ error: true, filler: undefined, withCount: false }),
  ListOverflow_truncate: (c, _at, filler, count) => ({
    error: false,
    filler,
    withCount: c.word(count) === 'WITH',
  }),
  Over_name: (c, at, name) => ({ kind: 'windowReference', name, location: c.location(at) }),
  Over_specification: (_c, _at, window) => window,
  WindowSpecification: (c, at, existingName, partitionBy, orderBy, frame) => ({
    kind: 'windowSpecification',
    partitionBy: partitionBy ?? [],
    ...given({ existingName, orderBy, frame }),
    location: c.location(at),
  }),
  WindowFrame: (c, at, measures, extent, afterMatchSkip, mode, pattern, subsets, definitions) => {
    const recognizes =
      measures !== undefined ||
      afterMatchSkip !== undefined ||
      mode !== undefined ||
      pattern !== undefined ||
      subsets !== undefined ||
      definitions !== undefined;
    return {
      kind: 'windowFrame',
      type: extent.type,
      start: extent.start,
      ...given({
        end: extent.end,
        pattern: recognizes
          ? {
              measures: measures ?? [],
              subsets: subsets ?? [],
              definitions: definitions ?? [],
              ...given({ afterMatchSkip, pattern, patternSearchMode: searchMode(c, mode) }),
              ...(mode !== undefined && { patternSearchModeLocation: c.location(mode) }),
            }
          : undefined,
      }),
      location: c.location(at),
    };
  },
  FrameExtent_between: (c, _at, unit, start, end) => ({
    type: c.word(unit) as WindowFrame['type'],
    start,
    end,
  }),
  FrameExtent_from: (c, _at, unit, start) => ({
    type: c.word(unit) as WindowFrame['type'],
    start,
    end: undefined,
  }),
  FrameBound_unboundedPreceding: (c, at) => ({
    kind: 'frameBound',
    type: 'UNBOUNDED PRECEDING',
    location: c.location(at),
  }),
  FrameBound_unboundedFollowing: (c, at) => ({
    kind: 'frameBound',
    type: 'UNBOUNDED FOLLOWING',
    location: c.location(at),
  }),
  FrameBound_currentRow: (c, at) => ({ kind: 'frameBound', type: 'CURRENT ROW', location: c.location(at) }),
  FrameBound_bounded: (c, at, value, direction) => ({
    kind: 'frameBound',
    type: c.word(direction) === 'PRECEDING' ? 'PRECEDING' : 'FOLLOWING',
    value,
    location: c.location(at),
  }),
} satisfies Partial<SqlActions<ParseContext>>;

interface Call {
  readonly mode: number | undefined;
  readonly name: QualifiedName;
  readonly args: readonly ExpressionNode[];
  readonly distinct: boolean;
  readonly orderBy: OrderBy | undefined;
  readonly filter: ExpressionNode | undefined;
  readonly nullTreatment: number | undefined;
  readonly window: WindowNode | undefined;
}

/** Functions that are syntax: how many arguments they take, and the message when they get others. */
const special: Readonly<
  Record<string, { readonly min: number; readonly max: number; readonly message: string }>
> = {
  if: { min: 2, max: 3, message: "Invalid number of arguments for 'if' function" },
  nullif: { min: 2, max: 2, message: "Invalid number of arguments for 'nullif' function" },
  coalesce: { min: 2, max: Infinity, message: "The 'coalesce' function must have at least two arguments" },
  try: { min: 1, max: 1, message: "The 'try' function must have exactly one argument" },
  format: { min: 2, max: Infinity, message: "The 'format' function must have at least two arguments" },
  $internal$bind: {
    min: 1,
    max: Infinity,
    message: "The '$internal$bind' function must have at least one arguments",
  },
};

function call(c: ParseContext, at: number, given: Call): ExpressionNode {
  const only = given.name.parts.length === 1 ? given.name.parts[0] : undefined;
  if (only !== undefined) {
    const name = only.value.toLowerCase();
    const rule = Object.hasOwn(special, name) ? special[name] : undefined;
    if (rule !== undefined) {
      const node = specialForm(c, at, name, given.args);
      const problem =
        given.args.length < rule.min || given.args.length > rule.max ? rule.message : unfitting(name, given);
      if (problem !== undefined) c.reject(at, problem);
      if (node !== undefined) return node;
    }
  }
  const base = {
    kind: 'functionCall',
    name: given.name,
    arguments: given.args,
    distinct: given.distinct,
    location: c.location(at),
  } as const;
  const { orderBy, filter, window, nullTreatment, mode } = given;
  if (
    orderBy === undefined &&
    filter === undefined &&
    window === undefined &&
    nullTreatment === undefined &&
    mode === undefined
  ) {
    return base;
  }
  return {
    ...base,
    ...(orderBy === undefined ? undefined : { orderBy }),
    ...(filter === undefined ? undefined : { filter }),
    ...(window === undefined ? undefined : { window }),
    ...(nullTreatment === undefined
      ? undefined
      : { nullTreatment: c.word(nullTreatment) === 'IGNORE' ? ('IGNORE' as const) : ('RESPECT' as const) }),
    ...(mode === undefined
      ? undefined
      : { processingMode: c.word(mode) === 'RUNNING' ? ('RUNNING' as const) : ('FINAL' as const) }),
  };
}

/** Clauses of a call that a special form doesn't take, in the order in which Trino checks them. */
function unfitting(name: string, given: Call): string | undefined {
  if (given.window !== undefined) return `OVER clause not valid for '${name}' function`;
  if (given.distinct) return `DISTINCT not valid for '${name}' function`;
  if (given.nullTreatment !== undefined) return `Null treatment clause not valid for '${name}' function`;
  if (given.mode !== undefined) return `Running or final semantics not valid for '${name}' function`;
  if (given.filter !== undefined) return `FILTER not valid for '${name}' function`;
  return undefined;
}

function specialForm(
  c: ParseContext,
  at: number,
  name: string,
  args: readonly ExpressionNode[],
): ExpressionNode | undefined {
  const location = c.location(at);
  const [first, second, third] = args;
  switch (name) {
    case 'if':
      if (first === undefined || second === undefined) return undefined;
      return third === undefined
        ? { kind: 'if', condition: first, trueValue: second, location }
        : { kind: 'if', condition: first, trueValue: second, falseValue: third, location };
    case 'nullif':
      return first === undefined || second === undefined
        ? undefined
        : { kind: 'nullIf', first, second, location };
    case 'coalesce':
      return { kind: 'coalesce', operands: args, location };
    case 'try':
      return first === undefined ? undefined : { kind: 'try', value: first, location };
    case 'format':
      return { kind: 'format', arguments: args, location };
    default: {
      const lambda = args.at(-1);
      return lambda === undefined
        ? undefined
        : { kind: 'bind', values: args.slice(0, -1), function: lambda, location };
    }
  }
}

/** A one-part name that isn't in the text. */
export function simpleName(c: ParseContext, at: number, name: string): QualifiedName {
  const location = c.location(at);
  return {
    kind: 'qualifiedName',
    parts: [{ kind: 'identifier', value: name, delimited: needsQuotes(name), location }],
    location,
  };
}

/** A call that special syntax stands for. */
export function functionNamed(
  c: ParseContext,
  at: number,
  name: string,
  args: readonly ExpressionNode[],
): FunctionCallNode {
  return {
    kind: 'functionCall',
    name: simpleName(c, at, name),
    arguments: args,
    distinct: false,
    location: c.location(at),
  };
}
