import type { ConstantValue } from '../expressions/expression.ts';
import { TrinoError } from '../errors/trino-error.ts';
import {
  tableFunction,
  tableFunctionsCatalog,
  tableFunctionsSchema,
} from '../functions/table/table-functions.ts';
import type {
  ArgumentValue,
  TableFunction,
  TableFunctionParameter,
} from '../functions/table/table-function.ts';
import type { IdentifierNode, QualifiedName } from '../parse/tree/identifier.ts';
import type { AliasedRelation, RelationNode } from '../parse/tree/relation.ts';
import type {
  DescriptorArgument,
  TableArgument,
  TableFunctionArgument,
  TableFunctionInvocation,
} from '../parse/tree/table-function.ts';
import type { RelationAnalysis, TableFunctionAnalysis } from './analysis.ts';
import { evaluateConstant } from './evaluate-constant.ts';
import type { QueryContext } from './query-context.ts';
import { checkCatalog, qualifyTable } from './resolve-table.ts';
import { readRoutineType } from './routines/read-routine-type.ts';
import { matchesQualifier } from './scope.ts';
import { semanticError } from './semantic-error.ts';

/** The table argument of a call: its rows, and what COPARTITION calls it. */
interface Input {
  readonly relation: RelationAnalysis;
  readonly name?: readonly string[];
}

type AnalyzeRelation = (node: RelationNode, context: QueryContext) => RelationAnalysis;

/**
 * A call of a table function, in the order of Trino's checks: its name, its arguments, what the function makes of them, COPARTITION.
 * @throws TrinoError FUNCTION_NOT_FOUND, INVALID_ARGUMENTS, MISSING_ARGUMENT, INVALID_FUNCTION_ARGUMENT, INVALID_COPARTITIONING; of the
 *   arguments
 */
export function analyzeTableFunction(
  node: TableFunctionInvocation,
  context: QueryContext,
  analyzeRelation: AnalyzeRelation,
): TableFunctionAnalysis {
  const definition = resolve(node.name, context);
  const inputs = new Map<string, Input>();
  const values = new Map<string, ArgumentValue>();
  for (const [parameter, argument] of matched(node, definition)) {
    values.set(
      parameter.name,
      valueOf(parameter, argument, context, (table) => {
        const input = analyzeInput(table, context, analyzeRelation);
        inputs.set(parameter.name, input);
        return input.relation;
      }),
    );
  }
  const { handle, columns, required } = definition.call(values);
  for (const names of node.copartitioning) refuseCopartitioning(names, [...inputs.values()], context);
  const [input] = inputs.values();
  return {
    kind: 'tableFunction',
    name: definition.name,
    handle,
    ...(input !== undefined && { input: input.relation, required: required.map((i) => fieldId(input, i)) }),
    ...(input?.name !== undefined && { inputName: input.name }),
    fields: columns.map(({ name, type }) => ({
      id: context.allocator.next(name ?? 'field'),
      type,
      ...(name !== undefined && { name }),
    })),
  };
}

function fieldId({ relation }: Input, column: number): string {
  return visible(relation)[column]?.id ?? '';
}

function visible({ fields }: RelationAnalysis): RelationAnalysis['fields'] {
  return fields.filter(({ hidden }) => hidden !== true);
}

/** Names of one part are looked up in the path, which begins with the built-in functions. */
function resolve(name: QualifiedName, { session, metadata }: QueryContext): TableFunction {
  const parts = name.parts.map(({ value }) => value.toLowerCase());
  if (parts.length > 3) {
    throw new TrinoError('FUNCTION_NOT_FOUND', `Invalid function name: ${parts.join('.')}`);
  }
  const [
    last = '',
    schema = tableFunctionsSchema,
    catalog = schemaIsGiven(parts) ? session.catalog : tableFunctionsCatalog,
  ] = [...parts].reverse();
  if (catalog !== undefined && catalog !== tableFunctionsCatalog) checkCatalog(name, catalog, metadata);
  const isBuiltIn = schema === tableFunctionsSchema && catalog === tableFunctionsCatalog;
  const found = isBuiltIn ? tableFunction(last) : undefined;
  if (found === undefined) {
    throw semanticError('FUNCTION_NOT_FOUND', name, `Table function '${parts.join('.')}' not registered`);
  }
  return found;
}

function schemaIsGiven(parts: readonly string[]): boolean {
  return parts.length > 1;
}

/** Each parameter with its argument. */
function matched(
  node: TableFunctionInvocation,
  { parameters }: TableFunction,
): readonly (readonly [TableFunctionParameter, TableFunctionArgument | undefined])[] {
  const { arguments: args } = node;
  const place = args[0] ?? node.name;
  if (args.length > parameters.length) {
    throw semanticError(
      'INVALID_ARGUMENTS',
      place,
      `Too many arguments. Expected at most ${parameters.length} arguments, got ${args.length} arguments`,
    );
  }
  const named = args.filter(({ name }) => name !== undefined);
  if (named.length !== 0 && named.length !== args.length) {
    throw semanticError(
      'INVALID_ARGUMENTS',
      place,
      'All arguments must be passed by name or all must be passed positionally',
    );
  }
  const pairs =
    named.length > 0
      ? byName(args, parameters)
      : args.map((argument, i) => [parameters[i], argument] as const);
  const given = pairs.flatMap(([parameter, argument]) =>
    parameter === undefined ? [] : [[parameter, argument] as const],
  );
  const taken = new Set(given.map(([parameter]) => parameter));
  const rest = parameters.filter((parameter) => !taken.has(parameter));
  return [
    ...given,
    ...rest.map((parameter) => {
      if (parameter.kind !== 'scalar' || parameter.defaultValue === undefined) {
        throw semanticError('MISSING_ARGUMENT', place, `Missing argument: ${parameter.name}`);
      }
      return [parameter, undefined] as const;
    }),
  ];
}

function byName(
  args: readonly TableFunctionArgument[],
  parameters: readonly TableFunctionParameter[],
): readonly (readonly [TableFunctionParameter, TableFunctionArgument])[] {
  const seen = new Set<string>();
  return args.map((argument) => {
    const name = argument.name === undefined ? '' : canonical(argument.name);
    if (seen.has(name)) {
      throw semanticError('INVALID_FUNCTION_ARGUMENT', argument, `Duplicate argument name: ${name}`);
    }
    seen.add(name);
    const parameter = parameters.find((each) => each.name === name);
    if (parameter === undefined) {
      throw semanticError('INVALID_FUNCTION_ARGUMENT', argument, `Unexpected argument name: ${name}`);
    }
    return [parameter, argument] as const;
  });
}

/** As the standard has it: upper case, unless quoted. */
function canonical({ value, delimited }: IdentifierNode): string {
  return delimited ? value : value.toUpperCase();
}

function valueOf(
  parameter: TableFunctionParameter,
  argument: TableFunctionArgument | undefined,
  context: QueryContext,
  analyzeTable: (table: TableArgument) => RelationAnalysis,
): ArgumentValue {
  if (argument === undefined) return { kind: 'scalar', value: defaultOf(parameter) };
  const { value } = argument;
  const refuse = (problem: string): TrinoError =>
    semanticError('INVALID_FUNCTION_ARGUMENT', argument, problem);
  if (value.kind === 'functionCall' && isNamed(value.name, 'descriptor')) {
    throw refuse(
      parameter.kind === 'descriptor'
        ? `Invalid descriptor argument ${parameter.name}. Descriptors should be formatted as 'DESCRIPTOR(name [type], ...)'`
        : "'descriptor' function is not allowed as a table function argument",
    );
  }
  const expected = parameter.kind === 'scalar' ? 'expression' : parameter.kind;
  const actual =
    value.kind === 'tableArgument'
      ? 'table'
      : value.kind === 'descriptorArgument'
        ? 'descriptor'
        : 'expression';
  if (expected !== actual) {
    throw refuse(`Invalid argument ${parameter.name}. Expected ${expected}, got ${actual}`);
  }
  switch (value.kind) {
    case 'tableArgument': {
      const place = `Invalid argument ${parameter.name}.`;
      const ofRows = 'specified for table argument with row semantics';
      const relation = analyzeTable(value);
      if (value.partitionBy !== undefined) throw refuse(`${place} Partitioning ${ofRows}`);
      if (value.orderBy !== undefined) throw refuse(`${place} Ordering ${ofRows}`);
      if (value.whenEmpty !== undefined) {
        const location = value.whenEmptyLocation ?? value.location;
        throw semanticError('INVALID_FUNCTION_ARGUMENT', { location }, `${place} Empty behavior ${ofRows}`);
      }
      return {
        kind: 'table',
        columns: visible(relation).map(({ name, type }) => ({ type, ...(name !== undefined && { name }) })),
      };
    }
    case 'descriptorArgument':
      return descriptorOf(value);
    default: {
      const type = parameter.kind === 'scalar' ? parameter.type : { kind: 'unknown' as const };
      return { kind: 'scalar', value: evaluateConstant(value, type, context) };
    }
  }
}

function defaultOf(parameter: TableFunctionParameter): ConstantValue {
  return parameter.kind === 'scalar' ? (parameter.defaultValue ?? null) : null;
}

function isNamed({ parts }: QualifiedName, name: string): boolean {
  return parts.length === 1 && parts[0]?.value.toLowerCase() === name;
}

function descriptorOf({ fields }: DescriptorArgument): ArgumentValue {
  if (fields === undefined) return { kind: 'descriptor' };
  return {
    kind: 'descriptor',
    fields: fields.map(({ name, type }) => ({
      name: name.value,
      ...(type !== undefined && { type: readRoutineType(type, type.location) }),
    })),
  };
}

function analyzeInput(
  { table }: TableArgument,
  context: QueryContext,
  analyzeRelation: AnalyzeRelation,
): Input {
  const relation = analyzeRelation(table, context);
  if (table.kind === 'aliasedRelation') return { relation, name: [table.alias.value.toLowerCase()] };
  if (table.kind !== 'table') return { relation };
  const { catalog, schema, table: own } = qualifyTable(table, table.name, context.session);
  return { relation, name: [catalog, schema, own] };
}

/** No function here takes a table in partitions: whatever COPARTITION names, it can't be. */
function refuseCopartitioning(
  names: readonly QualifiedName[],
  inputs: readonly Input[],
  context: QueryContext,
): void {
  const seen = new Set<Input>();
  const found = names.map((name) => {
    const parts = name.parts.map(({ value }) => value.toLowerCase());
    qualifyTable(name, name, context.session);
    const input = inputs.find((each) => each.name !== undefined && endsWith(each.name, parts));
    if (input === undefined) {
      throw semanticError(
        'INVALID_COPARTITIONING',
        name,
        `No table argument found for name: ${written(name)}`,
      );
    }
    if (seen.has(input)) {
      throw semanticError(
        'INVALID_COPARTITIONING',
        name,
        `Multiple references to table argument: ${written(name)} in COPARTITION clause`,
      );
    }
    seen.add(input);
    return name;
  });
  const [first] = found;
  if (first !== undefined) {
    throw semanticError(
      'INVALID_COPARTITIONING',
      first,
      `Table ${written(first)} referenced in COPARTITION clause is not partitioned`,
    );
  }
}

function endsWith(name: readonly string[], parts: readonly string[]): boolean {
  return matchesQualifier({ id: '', type: { kind: 'unknown' }, relation: name }, parts);
}

function written({ parts }: QualifiedName): string {
  return parts.map(({ value }) => value.toLowerCase()).join('.');
}

/**
 * A table function under an alias: its columns' names in the alias's list are as the standard has them, upper case.
 * @throws TrinoError DUPLICATE_RANGE_VARIABLE, MISMATCHED_COLUMN_ALIASES, DUPLICATE_COLUMN_NAME
 */
export function aliasTableFunction(
  node: AliasedRelation,
  invocation: TableFunctionInvocation,
  relation: TableFunctionAnalysis,
): TableFunctionAnalysis {
  const alias = node.alias.value.toLowerCase();
  if (relation.inputName?.at(-1) === alias) {
    throw semanticError(
      'DUPLICATE_RANGE_VARIABLE',
      node.alias,
      `Relation alias: ${node.alias.value} is a duplicate of input table name: ${relation.inputName.join('.')}`,
    );
  }
  const names = node.columnNames;
  const { fields } = relation;
  if (names !== undefined && names.length !== fields.length) {
    throw semanticError(
      'MISMATCHED_COLUMN_ALIASES',
      node,
      `Column alias list has ${names.length} entries but table function has ${fields.length} proper columns`,
    );
  }
  const seen = new Set<string>();
  for (const name of names ?? []) {
    const key = name.value.toLowerCase();
    if (seen.has(key)) {
      throw semanticError(
        'DUPLICATE_COLUMN_NAME',
        invocation.name,
        `Duplicate name of table function proper column: ${name.value}`,
      );
    }
    seen.add(key);
  }
  return {
    ...relation,
    fields: fields.map((field, i) => {
      const name = names?.[i];
      return { ...field, relation: [alias], ...(name !== undefined && { name: canonical(name) }) };
    }),
  };
}
