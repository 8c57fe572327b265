import type { CallExpression, Expression } from '../../../expressions/expression.ts';
import { unbound } from '../../../expressions/unbound-lambda.ts';
import type { Type } from '../../../types/type.ts';
import { carrierOf } from '../../duckdb/carrier.ts';
import { mapExpression } from '../../duckdb/sql/map-expression.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import { computed } from '../../scalar/computation.ts';
import { argumentType, elementType } from '../../scalar/functions/function-body.ts';
import { sortByComparisons, valuesByKey } from '../../scalar/functions/lambda-bodies.ts';
import { joinBetween, matchesOf } from '../../scalar/functions/regexp-bodies.ts';
import { mapMaker } from '../../scalar/functions/map-bodies.ts';
import { mayFail } from '../may-fail.ts';
import type { QuerySession } from '../query-session.ts';
import { boolean, binary, cast, field, fn, isNotNull, isNull, when, whole } from '../sql-shorthand.ts';
import { computedTranslations } from './computed-translations.ts';
import { argument } from './function-translation.ts';
import type { FunctionTranslation, FunctionTranslations } from './function-translation.ts';

type Translate = (part: Expression) => SqlExpression;

/** Functions that take lambdas: DuckDB's own, whose lambdas read columns too, so that captured values need no place of their own. */
export const lambdaTranslations: FunctionTranslations = {
  transform: (call, translate) =>
    cast(transformed(translate(argument(call.arguments, 0)), call, 1, translate), carrierOf(call.type)),
  filter: (call, translate) => {
    const { parameters, body } = lambdaOf(call, 1, translate);
    return fn('list_filter', translate(argument(call.arguments, 0)), {
      kind: 'lambda',
      parameters,
      body: fn('coalesce', body, { kind: 'boolean', value: false }),
    });
  },
  any_match: match('OR', (answers) => anyOf(answers, true)),
  none_match: negated(match('OR', (answers) => anyOf(answers, true))),
  all_match: match('AND', (answers) => ({ kind: 'not', value: anyOf(answers, false) })),
  reduce: translateReduce,
  regexp_replace: (call, translate, session) => {
    const { regexp_replace: byText } = computedTranslations;
    if (call.arguments[2]?.type.kind === 'function' && byText !== undefined) return replaced(call, translate);
    if (byText === undefined) throw new Error('regexp_replace has no body');
    return byText(call, translate, session);
  },
  zip_with: (call, translate) => {
    const [left, right] = [argument(call.arguments, 0), argument(call.arguments, 1)].map(translate);
    const pairs = when([
      [
        {
          kind: 'logical',
          operator: 'AND',
          terms: [isNotNull(left as SqlExpression), isNotNull(right as SqlExpression)],
        },
        fn('list_zip', left as SqlExpression, right as SqlExpression),
      ],
    ]);
    const values = ofParts(pairs, call, 2, translate, [at(1), at(2)]);
    return cast(values, carrierOf(call.type));
  },
  transform_values: (call, translate) => {
    const map = translate(argument(call.arguments, 0));
    const values = ofParts(fn('map_entries', map), call, 1, translate, entryParts);
    return cast(fn('map', fn('map_keys', map), values), carrierOf(call.type));
  },
  transform_keys: (call, translate, session) => {
    const map = translate(argument(call.arguments, 0));
    const keys = ofParts(fn('map_entries', map), call, 1, translate, entryParts);
    return mapOf(keys, fn('map_values', map), call.type, session);
  },
  map_filter: (call, translate) => {
    const { parameter, body } = overParts(call, 1, translate, entryParts);
    const kept = fn('list_filter', fn('map_entries', translate(argument(call.arguments, 0))), {
      kind: 'lambda',
      parameters: [parameter],
      body: fn('coalesce', body, { kind: 'boolean', value: false }),
    });
    return cast(fn('map_from_entries', kept), carrierOf(call.type));
  },
  map_zip_with: (call, translate, session) => {
    const [left, right] = [argumentType(call, 0), argumentType(call, 1)];
    if (left.kind !== 'map' || right.kind !== 'map') throw new Error('Not maps');
    const row: Type = {
      kind: 'row',
      fields: [{ type: left.key }, { type: left.value }, { type: right.value }],
    };
    const rows = computed(
      {
        parameters: [left, right],
        result: { kind: 'array', element: row },
        compute: valuesByKey(left.key),
      },
      [translate(argument(call.arguments, 0)), translate(argument(call.arguments, 1))],
    );
    const part = (index: number) => (value: SqlExpression) => field(value, `f${index}`);
    const values = ofParts(rows, call, 2, translate, [part(1), part(2), part(3)]);
    const key: SqlExpression = { kind: 'column', name: 'entry' };
    const keys = fn('list_transform', rows, { kind: 'lambda', parameters: ['entry'], body: part(1)(key) });
    return mapOf(keys, values, call.type, session);
  },
  array_sort: (call, translate, session) => {
    const type = argumentType(call, 0);
    const list = translate(argument(call.arguments, 0));
    const { array_sort: inOwnOrder } = computedTranslations;
    if (call.arguments.length === 1 && inOwnOrder !== undefined) return inOwnOrder(call, translate, session);
    const { parameters, body } = lambdaOf(call, 1, translate);
    const [left, right] = parameters as [string, string];
    // A DuckDB function can't call back: it's told how each element compares with those before it.
    const position = `${left}_position`;
    const before = binary({ kind: 'column', name: position }, '-', whole(1));
    const comparisons = fn('list_transform', list, {
      kind: 'lambda',
      parameters: [left, position],
      body: fn('list_transform', fn('list_slice', list, whole(1), before), {
        kind: 'lambda',
        parameters: [right],
        body,
      }),
    });
    const integers: Type = { kind: 'array', element: { kind: 'array', element: { kind: 'integer' } } };
    return computed({ parameters: [type, integers], result: type, compute: sortByComparisons }, [
      list,
      cast(comparisons, carrierOf(integers)),
    ]);
  },
};

/** `regexp_replace(text, pattern, lambda)`: the text is taken apart, a lambda makes texts of the matches, and all is joined. */
function replaced(call: CallExpression, translate: Translate): SqlExpression {
  const texts: Type = { kind: 'array', element: { kind: 'varchar' } };
  const groups: Type = { kind: 'array', element: texts };
  const matches = computed(
    {
      parameters: [argumentType(call, 0), argumentType(call, 1)],
      result: { kind: 'row', fields: [{ type: texts }, { type: groups }] },
      compute: matchesOf,
      bounded: true,
    },
    [translate(argument(call.arguments, 0)), translate(argument(call.arguments, 1))],
  );
  const inserted = transformed(field(matches, 'f2'), call, 2, translate);
  return computed({ parameters: [texts, texts], result: call.type, compute: joinBetween }, [
    field(matches, 'f1'),
    cast(inserted, carrierOf(texts)),
  ]);
}

type Part = (whole: SqlExpression) => SqlExpression;

/** What DuckDB calls the parts of a map's entry. */
const entryParts: readonly Part[] = [(entry) => field(entry, 'key'), (entry) => field(entry, 'value')];

function at(position: number): Part {
  return (whole_) => fn('struct_extract_at', whole_, whole(position));
}

/** A lambda in DuckDB's terms: what its parameters are called, and its body. */
function lambdaOf(call: CallExpression, index: number, translate: Translate): SqlLambda {
  return translateLambda(argument(call.arguments, index), translate);
}

/** A lambda in DuckDB's terms. */
export interface SqlLambda {
  readonly parameters: readonly string[];
  readonly body: SqlExpression;
}

/** An argument that is a lambda, in DuckDB's terms. @throws TrinoError GENERIC_INTERNAL_ERROR when it's none */
export function translateLambda(function_: Expression, translate: Translate): SqlLambda {
  const lambda = unbound(function_);
  const parameters = lambda.parameters.map(({ name, type }) => {
    const column = translate({ kind: 'symbol', name, type });
    if (column.kind !== 'column') throw new Error('A parameter is no column');
    return column.name;
  });
  return { parameters, body: cast(translate(lambda.body), carrierOf(lambda.body.type)) };
}

function transformed(
  list: SqlExpression,
  call: CallExpression,
  index: number,
  translate: Translate,
): SqlExpression {
  return fn('list_transform', list, { kind: 'lambda', ...lambdaOf(call, index, translate) });
}

/** A lambda of several parameters as one of a single value that has them as its parts. */
function overParts(
  call: CallExpression,
  index: number,
  translate: Translate,
  parts: readonly Part[],
): { readonly parameter: string; readonly body: SqlExpression } {
  const { parameters, body } = lambdaOf(call, index, translate);
  const parameter = parameters.join('_');
  const value: SqlExpression = { kind: 'column', name: parameter };
  return {
    parameter,
    body: withColumns(
      body,
      parameters,
      parts.map((part) => part(value)),
    ),
  };
}

function ofParts(
  list: SqlExpression,
  call: CallExpression,
  index: number,
  translate: Translate,
  parts: readonly Part[],
): SqlExpression {
  const { parameter, body } = overParts(call, index, translate, parts);
  return fn('list_transform', list, { kind: 'lambda', parameters: [parameter], body });
}

/** Values in the place of columns; these have names that nothing else has. */
export function withColumns(
  body: SqlExpression,
  names: readonly string[],
  values: readonly SqlExpression[],
): SqlExpression {
  return mapExpression(body, (part) => {
    if (part.kind !== 'column' || part.relation !== undefined) return part;
    const index = names.indexOf(part.name);
    return index < 0 ? part : (values[index] as SqlExpression);
  });
}

/** @param operator what joins the answers for the elements: the one that decides is the last that is asked for */
function match(
  operator: 'AND' | 'OR',
  answer: (answers: SqlExpression) => SqlExpression,
): FunctionTranslation {
  return (call, translate) =>
    mayFail(unbound(argument(call.arguments, 1)).body)
      ? translateReduce(asReduction(call, operator), translate)
      : answer(transformed(translate(argument(call.arguments, 0)), call, 1, translate));
}

/** `any_match(array, f)` as `reduce(array, false, (s, x) -> s OR f(x), s -> s)`: what has been decided keeps the rest from being computed. */
function asReduction(call: CallExpression, operator: 'AND' | 'OR'): CallExpression {
  const type = { kind: 'boolean' } as const;
  const test = unbound(argument(call.arguments, 1));
  const name = `${test.parameters.map((parameter) => parameter.name).join('_')}_decided`;
  const state = { kind: 'symbol', name, type } as const;
  const body = { kind: 'logical', operator, type, terms: [state, test.body] } as const;
  const parameters = [{ name, type }, ...test.parameters];
  return {
    ...call,
    type,
    arguments: [
      argument(call.arguments, 0),
      { kind: 'constant', type, value: operator === 'AND' },
      { kind: 'lambda', type: test.type, parameters, body },
      { kind: 'lambda', type: test.type, parameters: [{ name, type }], body: state },
    ],
  };
}

function negated(translation: FunctionTranslation): FunctionTranslation {
  return (call, translate, session) => ({ kind: 'not', value: translation(call, translate, session) });
}

/** Whether a list of truth values has one; NULL when it may, since one is NULL. */
function anyOf(answers: SqlExpression, wanted: boolean): SqlExpression {
  const value: SqlExpression = { kind: 'column', name: 'answer' };
  const unknown = fn('list_filter', answers, { kind: 'lambda', parameters: ['answer'], body: isNull(value) });
  const nothing: SqlExpression = { kind: 'null', type: boolean };
  return when(
    [
      [isNull(answers), nothing],
      [fn('list_contains', answers, { kind: 'boolean', value: wanted }), { kind: 'boolean', value: true }],
      [{ kind: 'binary', operator: '>', left: fn('length', unknown), right: whole(0) }, nothing],
    ],
    { kind: 'boolean', value: false },
  );
}

/** `reduce(array, start, step, end)`. DuckDB folds values of one type only, so that the state and elements go as one. */
function translateReduce(call: CallExpression, translate: Translate): SqlExpression {
  const list = translate(argument(call.arguments, 0));
  const start = argument(call.arguments, 1);
  const stateType = carrierOf(start.type);
  const elementCarrier = carrierOf(elementType(argumentType(call, 0)));
  const pair = (state: SqlExpression, element: SqlExpression): SqlExpression => ({
    kind: 'struct',
    fields: [
      { name: 's', value: state },
      { name: 'e', value: element },
    ],
  });
  const noElement: SqlExpression = { kind: 'null', type: elementCarrier };
  const step = lambdaOf(call, 2, translate);
  const [state, element] = step.parameters as [string, string];
  const pairs = fn('list_transform', list, {
    kind: 'lambda',
    parameters: [element],
    body: pair({ kind: 'null', type: stateType }, { kind: 'column', name: element }),
  });
  const [before, next] = [`${state}_before`, `${state}_next`];
  const column = (name: string): SqlExpression => ({ kind: 'column', name });
  const folded = fn(
    'list_reduce',
    pairs,
    {
      kind: 'lambda',
      parameters: [before, next],
      body: pair(
        withColumns(step.body, step.parameters, [field(column(before), 's'), field(column(next), 'e')]),
        noElement,
      ),
    },
    pair(cast(translate(start), stateType), noElement),
  );
  // The last function reads the state as often as it likes, and it's computed once.
  const end = fn(
    'list_transform',
    { kind: 'list', elements: [folded] },
    { kind: 'lambda', ...overState(call, translate) },
  );
  const nothing: SqlExpression = { kind: 'null', type: carrierOf(call.type) };
  return when([[isNull(list), nothing]], fn('list_extract', end, whole(1)));
}

function overState(
  call: CallExpression,
  translate: Translate,
): { readonly parameters: readonly string[]; readonly body: SqlExpression } {
  const { parameter, body } = overParts(call, 3, translate, [(state) => field(state, 's')]);
  return { parameters: [parameter], body };
}

/** A map of keys that have to be checked. */
function mapOf(keys: SqlExpression, values: SqlExpression, type: Type, session: QuerySession): SqlExpression {
  if (type.kind !== 'map') throw new Error('Not a map');
  const parameters: Type[] = [
    { kind: 'array', element: type.key },
    { kind: 'array', element: type.value },
  ];
  const compute = mapMaker(type.key, session);
  return computed(
    { parameters, result: type, compute },
    [keys, values].map((list, index) => cast(list, carrierOf(parameters[index] as Type))),
  );
}
