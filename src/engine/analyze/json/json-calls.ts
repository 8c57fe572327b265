import type { ConstantExpression, Expression } from '../../expressions/expression.ts';
import { resolveInternal } from '../../functions/resolve-function.ts';
import { writePath } from '../../json-path/path-wire.ts';
import type { JsonPath } from '../../json-path/path-node.ts';
import type { JsonFormat } from '../../parse/tree/json-function.ts';
import type { SyntaxNode } from '../../parse/tree/node.ts';
import { writeConstant } from '../../routines/wire/constant-block.ts';
import { canCast } from '../../functions/can-cast.ts';
import type { Type } from '../../types/type.ts';
import { coerce, nullOf, typeText, unknownType } from '../coerce.ts';
import { semanticError } from '../semantic-error.ts';

const varchar: Type = { kind: 'varchar' };
const varbinary: Type = { kind: 'varbinary' };
const json: Type = { kind: 'json2016' };

/** A call of one of the functions that SQL/JSON is made of (functions/sql-json-functions.ts). */
export function jsonCall(name: string, args: readonly Expression[]): Expression {
  const binding = resolveInternal(
    name,
    args.map(({ type }) => type),
  );
  if (binding === undefined) throw new TypeError(`${name} is not registered`);
  return { kind: 'call', type: binding.returnType, function: binding.function, arguments: args };
}

export function tinyint(value: number): ConstantExpression {
  return { kind: 'constant', type: { kind: 'tinyint' }, value };
}

export function boolean(value: boolean): ConstantExpression {
  return { kind: 'constant', type: { kind: 'boolean' }, value };
}

/** A path as a constant: a block that holds its JSON. */
export function pathConstant(path: JsonPath): ConstantExpression {
  const block = writeConstant({ kind: 'constant', type: varchar, value: writePath(path) });
  return { kind: 'constant', type: { kind: 'JsonPath2016' }, value: Buffer.from(block, 'base64') };
}

/** No parameters, no members. */
export const noRow: Expression = nullOf({ kind: 'row', fields: [{ type: unknownType }] });

function formatText(format: JsonFormat): string {
  return format === 'JSON' ? 'JSON' : `JSON ENCODING ${format}`;
}

/**
 * Reads an expression as JSON.
 * @param fails whether what is no JSON fails the statement
 * @throws TrinoError TYPE_MISMATCH at `node`
 */
export function jsonInput(
  value: Expression,
  format: JsonFormat,
  fails: boolean,
  node: SyntaxNode,
): Expression {
  const { kind } = value.type;
  if (format === 'JSON' && (kind === 'varchar' || kind === 'unknown')) {
    return jsonCall('$varchar_to_json', [coerce(value, varchar), boolean(fails)]);
  }
  if (kind === 'varbinary') {
    const encoding = format === 'JSON' ? '' : `_${format.toLowerCase()}`;
    return jsonCall(`$varbinary${encoding}_to_json`, [value, boolean(fails)]);
  }
  throw semanticError(
    'TYPE_MISMATCH',
    node,
    `Cannot read input of type ${typeText(value.type)} as JSON using formatting ${formatText(format)}`,
  );
}

/**
 * Writes JSON as a value of a type.
 * @param onError what to do about what can't be written, as JSON_QUERY numbers it
 * @throws TrinoError TYPE_MISMATCH
 */
export function jsonOutput(
  value: Expression,
  type: Type,
  format: JsonFormat,
  onError: number,
  omitQuotes: boolean,
  node: SyntaxNode,
): Expression {
  const rest = [tinyint(onError), boolean(omitQuotes)];
  if (format === 'JSON' && (type.kind === 'varchar' || type.kind === 'char')) {
    return coerceText(jsonCall('$json_to_varchar', [value, ...rest]), type);
  }
  if (type.kind === 'varbinary') {
    const encoding = format === 'JSON' ? '' : `_${format.toLowerCase()}`;
    return jsonCall(`$json_to_varbinary${encoding}`, [value, ...rest]);
  }
  throw semanticError(
    'TYPE_MISMATCH',
    node,
    `Cannot output JSON value as ${typeText(type)} using formatting ${formatText(format)}`,
  );
}

function coerceText(value: Expression, type: Type): Expression {
  return type.kind === 'varchar' && type.length === undefined
    ? value
    : { kind: 'cast', value, type, safe: false };
}

/**
 * A value that a path or a member of JSON may be: numbers, texts, booleans, times where they are let through; anything else as text.
 * @param what the message's words for it
 * @throws TrinoError NOT_SUPPORTED
 */
export function jsonParameter(
  value: Expression,
  what: string,
  keepsTimes: boolean,
  valueNode: SyntaxNode,
  functionNode: SyntaxNode,
): Expression {
  const { type } = value;
  switch (type.kind) {
    case 'boolean':
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'real':
    case 'double':
    case 'decimal':
    case 'varchar':
    case 'char':
      return value;
    case 'date':
    case 'time':
    case 'time with time zone':
    case 'timestamp':
    case 'timestamp with time zone':
      return keepsTimes ? value : coerce(value, varchar);
    case 'varbinary':
      throw semanticError('NOT_SUPPORTED', valueNode, `Unsupported type of ${what}: ${typeText(type)}`);
    default:
      if (!canCast(type, varchar)) {
        throw semanticError('NOT_SUPPORTED', functionNode, `Unsupported type of ${what}: ${typeText(type)}`);
      }
      return coerce(value, varchar);
  }
}

/** Several values as one argument, with names where they have some. */
export function rowOf(fields: readonly Expression[], names?: readonly string[]): Expression {
  if (fields.length === 0) return noRow;
  const row: Expression = {
    kind: 'row',
    fields,
    type: { kind: 'row', fields: fields.map(({ type }) => ({ type })) },
  };
  if (names === undefined) return row;
  const type: Type = {
    kind: 'row',
    fields: fields.map((field, index) => ({ name: names[index] ?? '', type: field.type })),
  };
  return { kind: 'cast', value: row, type, safe: false };
}

export const varbinaryType = varbinary;
export const varcharType = varchar;
export const jsonType = json;
