import type { SqlActions } from '../../../../generated/sql/actions.ts';
import type { ParseContext } from '../parse-context.ts';
import type { JsonExistsNode, JsonFormat } from '../tree/json-function.ts';
import type { JsonTablePlanSiblings } from '../tree/json-table.ts';
import { given } from './given.ts';
import type { ValueBehavior } from './rule-results.ts';

/** JSON functions and JSON_TABLE. */
export const jsonActions = {
  JsonFunction_exists: (c, at, invocation, onError) => ({
    kind: 'jsonExists',
    invocation,
    errorBehavior: onError === undefined ? 'FALSE' : (c.word(onError) as JsonExistsNode['errorBehavior']),
    location: c.location(at),
  }),
  JsonFunction_value: (c, at, invocation, returning, onEmpty, onError) => ({
    kind: 'jsonValue',
    invocation,
    errorBehavior: 'NULL',
    ...valueBehaviors(onEmpty, onError),
    ...given({ returning }),
    location: c.location(at),
  }),
  JsonFunction_query: (c, at, invocation, returning, wrapper, quotes, onEmpty, onError) => ({
    kind: 'jsonQuery',
    invocation,
    wrapper: wrapper ?? 'WITHOUT',
    emptyBehavior: onEmpty ?? 'NULL',
    errorBehavior: onError ?? 'NULL',
    ...given({ returning: returning?.type, outputFormat: returning?.format, quotes }),
    location: c.location(at),
  }),
  JsonFunction_object: (c, at, members, returning) => ({
    kind: 'jsonObject',
    members: members?.members ?? [],
    nullOnNull: members?.nullOnNull ?? true,
    uniqueKeys: members?.uniqueKeys ?? false,
    ...given({ returning: returning?.type, outputFormat: returning?.format }),
    location: c.location(at),
  }),
  JsonFunction_array: (c, at, elements, returning) => ({
    kind: 'jsonArray',
    elements: elements?.elements ?? [],
    nullOnNull: elements?.nullOnNull ?? false,
    ...given({ returning: returning?.type, outputFormat: returning?.format }),
    location: c.location(at),
  }),
  JsonPathInvocation: (c, at, input, path, pathName, parameters) => ({
    kind: 'jsonPathInvocation',
    input: input.value,
    inputFormat: input.format ?? 'JSON',
    path,
    parameters: parameters ?? [],
    ...given({ pathName }),
    location: c.location(at),
  }),
  JsonArgument: (c, at, value, name) => ({
    kind: 'jsonPathParameter',
    name,
    value: value.value,
    ...given({ format: value.format }),
    location: c.location(at),
  }),
  JsonValueExpression: (_c, at, value, format) => ({ at, value, format }),
  JsonRepresentation_json: (c, _at, encoding) =>
    encoding === undefined ? 'JSON' : (c.word(encoding) as JsonFormat),
  JsonReturning: (_c, _at, type, format) => ({ type, format }),
  JsonValueBehavior_error: () => ({ behavior: 'ERROR', value: undefined }),
  JsonValueBehavior_null: () => ({ behavior: 'NULL', value: undefined }),
  JsonValueBehavior_default: (_c, _at, value) => ({ behavior: 'DEFAULT', value }),
  JsonWrapper_without: () => 'WITHOUT',
  JsonWrapper_with: (c, _at, condition) =>
    condition !== undefined && c.word(condition) === 'CONDITIONAL' ? 'CONDITIONAL' : 'UNCONDITIONAL',
  JsonQuotes: (c, _at, quotes) => (c.word(quotes) === 'KEEP' ? 'KEEP' : 'OMIT'),
  JsonQueryBehavior_error: () => 'ERROR',
  JsonQueryBehavior_null: () => 'NULL',
  JsonQueryBehavior_emptyArray: () => 'EMPTY ARRAY',
  JsonQueryBehavior_emptyObject: () => 'EMPTY OBJECT',
  JsonMembers: (c, _at, members, nulls, uniqueKeys) => ({
    members,
    nullOnNull: nulls === undefined ? undefined : c.word(nulls) === 'NULL',
    uniqueKeys: uniqueKeys ?? false,
  }),
  JsonMember_key: (c, at, key, value) => ({
    kind: 'jsonObjectMember',
    key,
    value: value.value,
    ...given({ format: value.format }),
    location: c.location(at),
  }),
  JsonMember_value: (c, at, key, value) => ({
    kind: 'jsonObjectMember',
    key,
    value: value.value,
    ...given({ format: value.format }),
    location: c.location(at),
  }),
  JsonMember_colon: (c, at, key, value) => ({
    kind: 'jsonObjectMember',
    key,
    value: value.value,
    ...given({ format: value.format }),
    location: c.location(at),
  }),
  JsonElements: (c, _at, elements, nulls) => ({
    elements: elements.map((element) => ({
      kind: 'jsonArrayElement',
      value: element.value,
      ...given({ format: element.format }),
      location: c.location(element.at),
    })),
    nullOnNull: nulls === undefined ? undefined : c.word(nulls) === 'NULL',
  }),
  JsonUniqueness: (c, _at, word) => c.word(word) === 'WITH',

  JsonTable: (c, at, invocation, columns, plan, onError) => ({
    kind: 'jsonTable',
    invocation,
    columns,
    ...given({
      plan,
      errorBehavior:
        onError === undefined
          ? undefined
          : c.word(onError) === 'ERROR'
            ? ('ERROR' as const)
            : ('EMPTY' as const),
    }),
    location: c.location(at),
  }),
  JsonColumn_nested: (c, at, _path, path, pathName, columns) => ({
    kind: 'nestedColumns',
    path,
    columns,
    ...given({ pathName }),
    location: c.location(at),
  }),
  JsonColumn_ordinality: (c, at, name) => ({ kind: 'ordinalityColumn', name, location: c.location(at) }),
  JsonColumn_query: (c, at, name, type, format, path, wrapper, quotes, onEmpty, onError) => ({
    kind: 'queryColumn',
    name,
    type,
    format,
    wrapper: wrapper ?? 'WITHOUT',
    emptyBehavior: onEmpty ?? 'NULL',
    ...given({ path, quotes, errorBehavior: onError }),
    location: c.location(at),
  }),
  JsonColumn_value: (c, at, name, type, path, onEmpty, onError) => ({
    kind: 'valueColumn',
    name,
    type,
    ...valueBehaviors(onEmpty, onError),
    ...given({ path }),
    location: c.location(at),
  }),
  JsonPlan_default: (_c, _at, plan) => plan,
  JsonPlan_specific: (_c, _at, plan) => plan,
  JsonSpecificPlan_join: (c, at, parent, join, child) => ({
    kind: 'planParentChild',
    join: c.word(join) === 'OUTER' ? 'OUTER' : 'INNER',
    parent,
    child,
    location: c.location(at),
  }),
  JsonSpecificPlan_union: (c, at, first, others) => siblings(c, at, 'UNION', [first, ...others]),
  JsonSpecificPlan_cross: (c, at, first, others) => siblings(c, at, 'CROSS', [first, ...others]),
  PathPlan_path: (c, at, name) => ({ kind: 'planLeaf', name, location: c.location(at) }),
  JsonDefaultPlan_parentFirst: (c, at, parent, sibling) => ({
    kind: 'planDefault',
    parentChild: c.word(parent) === 'INNER' ? 'INNER' : 'OUTER',
    siblings: sibling !== undefined && c.word(sibling) === 'CROSS' ? 'CROSS' : 'UNION',
    location: c.location(at),
  }),
  JsonDefaultPlan_siblingsFirst: (c, at, sibling, parent) => ({
    kind: 'planDefault',
    parentChild: parent !== undefined && c.word(parent) === 'INNER' ? 'INNER' : 'OUTER',
    siblings: c.word(sibling) === 'CROSS' ? 'CROSS' : 'UNION',
    location: c.location(at),
  }),
} satisfies Partial<SqlActions<ParseContext>>;

function siblings(
  c: ParseContext,
  at: number,
  join: JsonTablePlanSiblings['join'],
  plans: JsonTablePlanSiblings['siblings'],
): JsonTablePlanSiblings {
  return { kind: 'planSiblings', join, siblings: plans, location: c.location(at) };
}

function valueBehaviors(onEmpty: ValueBehavior | undefined, onError: ValueBehavior | undefined) {
  return {
    emptyBehavior: onEmpty?.behavior ?? 'NULL',
    ...given({
      emptyDefault: onEmpty?.value,
      errorBehavior: onError?.behavior,
      errorDefault: onError?.value,
    }),
  } as const;
}
