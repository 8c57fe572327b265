import type { Expression } from '../expressions/expression.ts';
import { TrinoError } from '../errors/trino-error.ts';
import { parseType } from '../types/parse-type.ts';
import { readDataType, UnknownType } from '../expressions/read-data-type.ts';
import { InvalidLiteral, readLiteral } from '../expressions/read-literal.ts';
import { canCast } from '../functions/can-cast.ts';
import type { ExpressionNode } from '../parse/tree/expression-node.ts';
import type { GroupingOperationNode } from '../parse/tree/function-call.ts';
import type { CastNode, DereferenceNode, SubscriptNode } from '../parse/tree/scalar.ts';
import { canCoerce, commonSuperType } from '../types/coercion.ts';
import type { Type } from '../types/type.ts';
import { analyzeAtTimeZone, analyzeFormat, analyzeTry } from './analyze-special-call.ts';
import { analyzeArray, analyzeCall, analyzeExtract, analyzeTrim } from './analyze-call.ts';
import { analyzeConditional } from './analyze-conditional.ts';
import { analyzeOperator } from './analyze-operator.ts';
import { analyzeSessionValue } from './analyze-session-value.ts';
import {
  analyzeExists,
  analyzeInSubquery,
  analyzeQuantifiedComparison,
  analyzeScalarSubquery,
} from './analyze-subquery.ts';
import { analyzeJsonFunction } from './json/analyze-json-function.ts';
import { coerce, typeText } from './coerce.ts';
import type { ExpressionContext } from './expression-context.ts';
import { expressionText } from './expression-text.ts';
import { fieldsNamed } from './scope.ts';
import type { Field } from './scope.ts';
import { analyzeParameter } from './parameters/analyze-parameter.ts';
import { notSupported, semanticError } from './semantic-error.ts';

/**
 * Types an expression: names become fields of the scope, operators and functions are resolved, implicit casts spelled out.
 * @throws TrinoError with the position: COLUMN_NOT_FOUND, AMBIGUOUS_NAME, TYPE_MISMATCH, FUNCTION_NOT_FOUND, INVALID_LITERAL,
 *   NOT_SUPPORTED, …
 */
export function analyzeExpression(node: ExpressionNode, context: ExpressionContext): Expression {
  const nested = (child: ExpressionNode): Expression => analyzeExpression(child, context);
  switch (node.kind) {
    case 'nullLiteral':
    case 'booleanLiteral':
    case 'stringLiteral':
    case 'binaryLiteral':
    case 'longLiteral':
    case 'decimalLiteral':
    case 'doubleLiteral':
    case 'intervalLiteral':
    case 'genericLiteral':
      return analyzeLiteral(node);
    case 'identifier':
      if (context.rowPattern !== undefined) {
        const column = context.rowPattern.column(node);
        if (column !== undefined) return column;
      }
      return fieldReference(node, [node.value], context) ?? notFound(node, [node.value]);
    case 'dereference':
      return analyzeDereference(node, context);
    case 'arithmeticUnary':
    case 'arithmeticBinary':
    case 'comparison':
    case 'logical':
    case 'not':
    case 'isNull':
    case 'isNotNull':
    case 'between':
    case 'like':
      return analyzeOperator(node, nested);
    case 'in': {
      const { list } = node;
      if (list.kind !== 'subquery') return analyzeOperator(node, nested);
      return ofRows(node, context, () => analyzeInSubquery(node, list, nested, context));
    }
    case 'subquery':
      return ofRows(node, context, () => analyzeScalarSubquery(node, context));
    case 'exists':
      return ofRows(node, context, () => analyzeExists(node, context));
    case 'quantifiedComparison':
      return ofRows(node, context, () => analyzeQuantifiedComparison(node, nested, context));
    case 'case':
    case 'if':
    case 'coalesce':
    case 'nullIf':
      return analyzeConditional(node, nested);
    case 'cast':
      return analyzeCast(node, nested);
    case 'row': {
      const fields = node.items.map(nested);
      return { kind: 'row', fields, type: { kind: 'row', fields: fields.map(({ type }) => ({ type })) } };
    }
    case 'array':
      return analyzeArray(node, nested);
    case 'subscript':
      return analyzeSubscript(node, nested);
    case 'functionCall':
      return analyzeCall(node, nested, context, analyzeExpression);
    case 'extract':
      return analyzeExtract(node, nested);
    case 'trim':
      return analyzeTrim(node, nested);
    case 'currentTime':
    case 'current':
      return analyzeSessionValue(node, context.query.session);
    case 'lambda':
    case 'bind':
      throw semanticError('TYPE_MISMATCH', node, 'Lambda expression should always be used inside a function');
    case 'try':
      if (context.rowPattern !== undefined)
        throw notSupported(node, 'TRY expression in pattern recognition context is');
      return analyzeTry(node, nested);
    case 'format':
      return analyzeFormat(node, nested);
    case 'atTimeZone':
      return analyzeAtTimeZone(node, nested);
    case 'parameter':
      return analyzeParameter(node, nested);
    case 'inList':
      throw notSupported(node, 'A list of values outside of IN');
    case 'labelDereference':
      throw notSupported(node, 'A label of a row pattern');
    case 'windowOperation':
      if (context.windowMeasure === undefined)
        throw semanticError('EXPRESSION_NOT_SCALAR', node, "A row pattern measure can't stand here");
      return context.windowMeasure(node);
    case 'groupingOperation':
      return ofRows(node, context, () => analyzeGroupingOperation(node, context));
    case 'jsonExists':
    case 'jsonValue':
    case 'jsonQuery':
    case 'jsonObject':
    case 'jsonArray':
      return analyzeJsonFunction(node, nested);
    default: {
      const never: never = node;
      return never;
    }
  }
}

/** The value of a subquery, or of GROUPING, is a column of the rows that a pattern is looked for in. */
function ofRows(
  node: ExpressionNode,
  { rowPattern }: ExpressionContext,
  analyze: () => Expression,
): Expression {
  return rowPattern === undefined ? analyze() : rowPattern.subquery(node, analyze);
}

function analyzeLiteral(node: ExpressionNode): Expression {
  try {
    const constant = readLiteral(node);
    if (constant !== undefined) {
      if ('precision' in constant.type && constant.type.kind !== 'decimal' && constant.type.precision > 12) {
        const kind = constant.type.kind.toUpperCase();
        throw semanticError(
          'NUMERIC_VALUE_OUT_OF_RANGE',
          node,
          `${kind} precision must be in range [0, 12]: ${constant.type.precision}`,
        );
      }
      return constant;
    }
  } catch (error) {
    throw error instanceof InvalidLiteral ? semanticError('INVALID_LITERAL', node, error.message) : error;
  }
  if (node.kind !== 'genericLiteral') throw notSupported(node, 'This literal');
  if (!isTypeName(node.type)) {
    const { lineNumber, columnNumber } = node.location;
    // The place is in the text only.
    throw new TrinoError(
      'TYPE_NOT_FOUND',
      `io.trino.spi.TrinoException: line ${lineNumber}:${columnNumber}: Unknown resolvedType: ${node.type}`,
    );
  }
  throw new TrinoError(
    'OPERATOR_NOT_FOUND',
    `io.trino.metadata.OperatorNotFoundException: Cannot cast varchar to ${node.type}`,
  );
}

/** Whether a type goes by the name, without parameters. */
function isTypeName(name: string): boolean {
  try {
    parseType(name);
    return true;
  } catch {
    return false;
  }
}

/** The field a name means, as an expression; undefined when there is none. */
function fieldReference(
  node: ExpressionNode,
  name: readonly string[],
  context: ExpressionContext,
): Expression | undefined {
  const { fields, scope, isLocal } = fieldsNamed(context.scope, name.slice(0, -1), name.at(-1) ?? '');
  const [field] = fields;
  if (fields.length > 1) {
    throw semanticError('AMBIGUOUS_NAME', node, `Column '${name.join('.').toLowerCase()}' is ambiguous`);
  }
  if (field === undefined) {
    return undefined;
  }
  if (!isLocal && context.query.isUncorrelated === true) {
    throw semanticError(
      'NOT_SUPPORTED',
      node,
      `Reference to column '${expressionText(node)}' from outer scope not allowed in this context`,
    );
  }
  scope?.references?.push({ node, field });
  return referenceTo(field);
}

export function referenceTo(field: Field): Expression {
  return { kind: 'symbol', name: field.id, type: field.type };
}

function notFound(node: ExpressionNode, name: readonly string[]): never {
  throw semanticError(
    'COLUMN_NOT_FOUND',
    node,
    `Column '${name.join('.').toLowerCase()}' cannot be resolved`,
  );
}

/** GROUPING(…): which of its columns the row's grouping set is without. */
function analyzeGroupingOperation(node: GroupingOperationNode, context: ExpressionContext): Expression {
  if (context.groupingOperation === undefined) {
    throw semanticError('EXPRESSION_NOT_SCALAR', node, "GROUPING can't stand here");
  }
  return context.groupingOperation(node);
}

/** `a.b.c` as names, or undefined when it begins with something else. */
export function nameParts(node: ExpressionNode): readonly string[] | undefined {
  const behind: string[] = [];
  let at = node;
  while (at.kind === 'dereference') {
    behind.push(at.field.value);
    at = at.base;
  }
  return at.kind === 'identifier' ? [at.value, ...behind.reverse()] : undefined;
}

/** `relation.column` where there is such a column, else a field of a row. */
function analyzeDereference(node: DereferenceNode, context: ExpressionContext): Expression {
  const name = nameParts(node);
  if (context.rowPattern !== undefined && name !== undefined) {
    // Of a pattern's input, columns are named by labels only, or by nothing.
    return context.rowPattern.labelledColumn(node, name) ?? notFound(node, name);
  }
  const column = name && fieldReference(node, name, context);
  if (column !== undefined) {
    return column;
  }
  if (name !== undefined && !startsWithColumn(node.base, context)) {
    notFound(node, name);
  }
  const base = analyzeExpression(node.base, context);
  if (base.type.kind !== 'row') {
    throw semanticError(
      'TYPE_MISMATCH',
      node.base,
      `Expression ${expressionText(node.base)} is not of type ROW`,
    );
  }
  const wanted = node.field.value.toLowerCase();
  const matching = base.type.fields.flatMap((field, i) => (field.name?.toLowerCase() === wanted ? [i] : []));
  if (matching.length > 1) {
    throw semanticError('AMBIGUOUS_NAME', node.field, `Ambiguous row field reference: ${node.field.value}`);
  }
  const [position] = matching;
  const field = position === undefined ? undefined : base.type.fields[position];
  if (position === undefined || field === undefined) {
    throw semanticError(
      'COLUMN_NOT_FOUND',
      node,
      `Column '${name?.join('.').toLowerCase() ?? 'null'}' cannot be resolved`,
    );
  }
  return { kind: 'subscript', base, index: integerConstant(position + 1), type: field.type };
}

function startsWithColumn(node: ExpressionNode, context: ExpressionContext): boolean {
  const parts = nameParts(node) ?? [];
  for (let length = Math.min(parts.length, maxColumnParts); length > 0; length--) {
    const name = parts.slice(0, length);
    if (fieldsNamed(context.scope, name.slice(0, -1), name.at(-1) ?? '').fields.length > 0) return true;
  }
  return false;
}

/** Parts of a column's full name: catalog, schema, table, column. */
const maxColumnParts = 4;

function integerConstant(value: number): Expression {
  return { kind: 'constant', type: { kind: 'integer' }, value };
}

function analyzeCast(node: CastNode, nested: (node: ExpressionNode) => Expression): Expression {
  let type: Type;
  try {
    type = readDataType(node.type);
  } catch (error) {
    throw error instanceof UnknownType ? semanticError('TYPE_MISMATCH', node, error.message) : error;
  }
  if (type.kind === 'unknown') {
    throw semanticError('TYPE_MISMATCH', node, 'UNKNOWN is not a valid type');
  }
  const value = nested(node.value);
  if (!canCast(value.type, type)) {
    throw semanticError('TYPE_MISMATCH', node, `Cannot cast ${typeText(value.type)} to ${typeText(type)}`);
  }
  return { kind: 'cast', value, type, safe: node.safe };
}

const maxInteger = 2_147_483_647n;

function analyzeSubscript(node: SubscriptNode, nested: (node: ExpressionNode) => Expression): Expression {
  const base = nested(node.base);
  const { type } = base;
  if (type.kind === 'row') {
    if (node.index.kind !== 'longLiteral') {
      throw semanticError(
        'EXPRESSION_NOT_CONSTANT',
        node.index,
        'Subscript expression on ROW requires a constant index',
      );
    }
    if (node.index.value > maxInteger) {
      throw semanticError(
        'TYPE_MISMATCH',
        node.index,
        'Subscript expression on ROW requires integer index, found bigint',
      );
    }
    const index = Number(node.index.value);
    if (index <= 0) {
      throw semanticError(
        'INVALID_FUNCTION_ARGUMENT',
        node.index,
        `Invalid subscript index: ${index}. ROW indices start at 1`,
      );
    }
    const field = type.fields[index - 1];
    if (field === undefined) {
      throw semanticError(
        'INVALID_FUNCTION_ARGUMENT',
        node.index,
        `Subscript index out of bounds: ${index}, max value is ${type.fields.length}`,
      );
    }
    return { kind: 'subscript', base, index: integerConstant(index), type: field.type };
  }
  const index = nested(node.index);
  if (type.kind === 'unknown') return base;
  const refused = (): TrinoError =>
    semanticError(
      'TYPE_MISMATCH',
      node,
      `Cannot use ${typeText(index.type)} for subscript of ${typeText(type)}`,
    );
  if (type.kind === 'map') {
    // Key and index take their common type, as arguments of a function do.
    const key = commonSuperType(type.key, index.type);
    if (key === undefined) throw refused();
    return {
      kind: 'subscript',
      base: coerce(base, { ...type, key }),
      index: coerce(index, key),
      type: type.value,
    };
  }
  const position: Type = { kind: 'bigint' };
  if (type.kind !== 'array' || !canCoerce(index.type, position)) throw refused();
  return { kind: 'subscript', base, index: coerce(index, position), type: type.element };
}
