import type { Expression } from '../expressions/expression.ts';
import { canCast } from '../functions/can-cast.ts';
import { resolveForExpression, resolveInternal } from '../functions/resolve-function.ts';
import type { FunctionBinding } from '../functions/resolve-function.ts';
import type { TryNode } from '../parse/tree/conditional.ts';
import type { AtTimeZoneNode, FormatNode } from '../parse/tree/scalar.ts';
import type { Type } from '../types/type.ts';
import { coerce, typeText } from './coerce.ts';
import type { AnalyzeNested } from './expression-context.ts';
import { semanticError } from './semantic-error.ts';

/** TRY(…): a function over a lambda, so that what fails inside is known to belong to it. */
export function analyzeTry(node: TryNode, nested: AnalyzeNested): Expression {
  const value = nested(node.value);
  const type: Type = { kind: 'function', arguments: [], result: value.type };
  const lambda: Expression = { kind: 'lambda', type, parameters: [], body: value };
  return call(required(resolveInternal('$internal$try', [type])), [lambda]);
}

/** FORMAT('…', …): the values go as one row. */
export function analyzeFormat(node: FormatNode, nested: AnalyzeNested): Expression {
  const [pattern, ...values] = node.arguments.map(nested);
  const [patternNode] = node.arguments;
  if (pattern === undefined || patternNode === undefined || values.length === 0)
    throw semanticError('INVALID_PARAMETER_USAGE', node, 'format must have at least two arguments');
  if (pattern.type.kind !== 'varchar') {
    throw semanticError(
      'TYPE_MISMATCH',
      patternNode,
      `Type of first argument to format() must be VARCHAR (actual: ${typeText(pattern.type)})`,
    );
  }
  for (const [index, { type }] of values.entries()) {
    if (canCast(type, { kind: 'varchar' })) continue;
    const argument = node.arguments[index + 1] as (typeof node.arguments)[number];
    throw semanticError('NOT_SUPPORTED', argument, `Type not supported for formatting: ${typeText(type)}`);
  }
  const row: Expression = {
    kind: 'row',
    fields: values,
    type: { kind: 'row', fields: values.map(({ type }) => ({ type })) },
  };
  const unbounded = coerce(pattern, { kind: 'varchar' });
  return call(required(resolveInternal('$format', [unbounded.type, row.type])), [unbounded, row]);
}

/** `value AT TIME ZONE zone`: a value without zone is the session's first. */
export function analyzeAtTimeZone(node: AtTimeZoneNode, nested: AnalyzeNested): Expression {
  const value = nested(node.value);
  const zone = nested(node.timeZone);
  const { type } = value;
  if (
    type.kind !== 'time' &&
    type.kind !== 'time with time zone' &&
    type.kind !== 'timestamp' &&
    type.kind !== 'timestamp with time zone'
  ) {
    throw semanticError(
      'TYPE_MISMATCH',
      node.value,
      `Type of value must be a time or timestamp with or without time zone (actual ${typeText(type)})`,
    );
  }
  const isTime = type.kind.startsWith('time ') || type.kind === 'time';
  const zoned: Type = {
    kind: isTime ? 'time with time zone' : 'timestamp with time zone',
    precision: type.precision,
  };
  const binding = resolveForExpression(isTime ? '$at_timezone' : 'at_timezone', [zoned, zone.type]);
  return call(binding, [coerce(value, zoned), zone]);
}

function call(binding: FunctionBinding, args: readonly Expression[]): Expression {
  return { kind: 'call', type: binding.returnType, function: binding.function, arguments: args };
}

function required(binding: FunctionBinding | undefined): FunctionBinding {
  if (binding === undefined) throw new TypeError('A function of the analyser is not registered');
  return binding;
}
