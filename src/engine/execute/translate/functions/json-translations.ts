import { TrinoError } from '../../../errors/trino-error.ts';
import type { CallExpression, ConstantExpression, Expression } from '../../../expressions/expression.ts';
import type { JsonTablePlan } from '../../../json-path/json-table-plan.ts';
import { readPath } from '../../../json-path/path-wire.ts';
import { sameType } from '../../../types/same-type.ts';
import type { Type } from '../../../types/type.ts';
import { formatJson, parseJson, quoteJson, quotePlain } from '../../../values/json-node.ts';
import type { JsonNode } from '../../../values/json-node.ts';
import { computed } from '../../scalar/computation.ts';
import { compilePath } from '../../scalar/json/evaluate-path.ts';
import { decodeJson, encodeJson, readJsonInput } from '../../scalar/json/json-encoding.ts';
import type { JsonEncoding } from '../../scalar/json/json-encoding.ts';
import {
  existsBehaviors,
  jsonArray,
  jsonExists,
  jsonObject,
  jsonQuery,
  jsonValue,
  queryBehaviors,
  runPath,
  valueBehaviors,
  wrapperBehaviors,
} from '../../scalar/json/json-functions.ts';
import { compileJsonTable } from '../../scalar/json/json-table.ts';
import { SqlItem, jsonInputError, jsonInputErrorText, nodeOf } from '../../scalar/json/json-item.ts';
import type { JsonItem } from '../../scalar/json/json-item.ts';
import type { JsonInput } from '../../scalar/json/json-functions.ts';
import type { Value } from '../../scalar/value.ts';
import type { QuerySession } from '../query-session.ts';
import { blockBytes } from '../translate-constant.ts';
import { argument } from './function-translation.ts';
import type { FunctionTranslation, FunctionTranslations } from './function-translation.ts';

/** What part of a call gives for a row. */
type Source<T> = (row: readonly Value[]) => T;

/** An item of a row of parameters; input that is no JSON stands for itself, and JSON that is NULL is no item at all. */
type Parameter = JsonItem | typeof jsonInputError | undefined;

const inputs: Readonly<Record<string, JsonEncoding | 'text'>> = {
  $varchar_to_json: 'text',
  $varbinary_to_json: 'utf8',
  $varbinary_utf8_to_json: 'utf8',
  $varbinary_utf16_to_json: 'utf16',
  $varbinary_utf32_to_json: 'utf32',
};

const outputs: Readonly<Record<string, JsonEncoding | 'text'>> = {
  $json_to_varchar: 'text',
  $json_to_varbinary: 'utf8',
  $json_to_varbinary_utf8: 'utf8',
  $json_to_varbinary_utf16: 'utf16',
  $json_to_varbinary_utf32: 'utf32',
};

/**
 * The functions that analysis makes of SQL/JSON. Calls of them stand in each other's arguments: the outermost becomes one function over
 * what isn't JSON, so that JSON is read once, and paths are compiled once a statement.
 */
export const jsonTranslations: FunctionTranslations = Object.fromEntries(
  [
    ...Object.keys(inputs),
    ...Object.keys(outputs),
    '$json_query',
    '$json_object',
    '$json_array',
    '$json_value',
    '$json_exists',
    '$json_table',
  ].map((name): [string, FunctionTranslation] => [
    name,
    (call, translate, session) => {
      const compiler = new JsonCompiler(session);
      const compute = compiler.valueOf(call);
      return computed(
        {
          parameters: compiler.leaves.map(({ type }) => type),
          result: call.type,
          compute: (...row: readonly Value[]) => compute(row),
          takesNull: true,
        },
        compiler.leaves.map(translate),
      );
    },
  ]),
);

class JsonCompiler {
  /** What the function is called with: the parts that are no JSON functions. */
  readonly leaves: Expression[] = [];
  readonly #session: QuerySession;

  constructor(session: QuerySession) {
    this.#session = session;
  }

  /** Any expression as values of its type. */
  valueOf(expression: Expression): Source<Value> {
    if (expression.kind !== 'call') return this.#leaf(expression);
    const name = expression.function.signature.name.functionName;
    if (name === '$json_value') return this.#value(expression);
    if (name === '$json_exists') {
      const items = this.#items(expression);
      const onError = existsBehaviors[constantNumber(expression, 3)] ?? 'FALSE';
      return (row) => {
        const found = items(row);
        return found === undefined ? null : jsonExists(found, onError);
      };
    }
    if (name === '$json_table') return this.#table(expression);
    const encoding = outputs[name];
    if (encoding !== undefined) return this.#output(expression, encoding);
    if (expression.type.kind === 'json2016' && isJsonFunction(name)) {
      const json = this.#json(expression);
      return (row) => {
        const node = json(row);
        if (node === undefined) return null;
        return node === jsonInputError ? jsonInputErrorText : formatJson(node, false);
      };
    }
    return this.#leaf(expression);
  }

  #leaf(expression: Expression): Source<Value> {
    const index = this.leaves.push(expression) - 1;
    return (row) => row[index] as Value;
  }

  #output(call: CallExpression, encoding: JsonEncoding | 'text'): Source<Value> {
    const json = this.#json(argument(call.arguments, 0));
    const omitQuotes = constantBoolean(call, 2);
    const quote = encoding === 'utf16' || encoding === 'utf32' ? quotePlain : quoteJson;
    return (row) => {
      const node = json(row);
      if (node === undefined) return null;
      const text =
        node === jsonInputError
          ? jsonInputErrorText
          : omitQuotes && typeof node === 'string'
            ? node
            : formatJson(node, false, quote);
      return encoding === 'text' ? text : encodeJson(text, encoding);
    };
  }

  #value(call: CallExpression): Source<Value> {
    const items = this.#items(call);
    const clauses = {
      type: call.type,
      onEmpty: valueBehaviors[constantNumber(call, 3)] ?? 'NULL',
      onError: valueBehaviors[constantNumber(call, 5)] ?? 'NULL',
      session: this.#session,
    };
    const emptyDefault = this.valueOf(argument(call.arguments, 4));
    const errorDefault = this.valueOf(argument(call.arguments, 6));
    return (row) => {
      const found = items(row);
      return found === undefined ? null : jsonValue(found, clauses, emptyDefault(row), errorDefault(row));
    };
  }

  #table(call: CallExpression): Source<Value> {
    const input = this.#json(argument(call.arguments, 0));
    const parameters = this.#parameters(argument(call.arguments, 1));
    const defaults = this.#fields(argument(call.arguments, 2));
    const rows = compileJsonTable(JSON.parse(constantOf(call, 3) as string) as JsonTablePlan, this.#session);
    return (row) => {
      const root = input(row);
      if (root === undefined) return null;
      return rows(root, { parameters: parameters(row), defaults: defaults(row) });
    };
  }

  /** The fields of a row as values. */
  #fields(expression: Expression): Source<readonly Value[]> {
    if (expression.kind === 'row') {
      const fields = expression.fields.map((field) => this.valueOf(field));
      return (row) => fields.map((field) => field(row));
    }
    const whole = this.#leaf(expression);
    return (row) => (whole(row) as readonly Value[] | null) ?? [];
  }

  /** What the path of a call leads to; undefined when its input is NULL. */
  #items(call: CallExpression): Source<readonly JsonItem[] | TrinoError | undefined> {
    const input = this.#json(argument(call.arguments, 0));
    const path = compilePath(readPath(pathText(argument(call.arguments, 1))));
    const parameters = this.#parameters(argument(call.arguments, 2));
    return (row) => {
      const root = input(row);
      return root === undefined ? undefined : runPath(path, root, parameters(row));
    };
  }

  /** JSON of an expression of type json2016. */
  #json(expression: Expression): Source<JsonInput> {
    if (expression.kind === 'call') {
      const name = expression.function.signature.name.functionName;
      const encoding = inputs[name];
      if (encoding !== undefined) return this.#input(expression, encoding);
      switch (name) {
        case '$json_query': {
          const items = this.#items(expression);
          const clauses = {
            wrapper: wrapperBehaviors[constantNumber(expression, 3)] ?? 'WITHOUT',
            onEmpty: queryBehaviors[constantNumber(expression, 4)] ?? 'NULL',
            onError: queryBehaviors[constantNumber(expression, 5)] ?? 'NULL',
          };
          return (row) => {
            const found = items(row);
            return found === undefined ? undefined : jsonQuery(found, clauses);
          };
        }
        case '$json_object': {
          const keys = this.#parameters(argument(expression.arguments, 0));
          const values = this.#parameters(argument(expression.arguments, 1));
          const [nullOnNull, uniqueKeys] = [constantBoolean(expression, 2), constantBoolean(expression, 3)];
          return (row) =>
            jsonObject(keys(row).map(keyText), values(row).map(requireNode), nullOnNull, uniqueKeys);
        }
        case '$json_array': {
          const values = this.#parameters(argument(expression.arguments, 0));
          const nullOnNull = constantBoolean(expression, 1);
          return (row) => jsonArray(values(row).map(requireNode), nullOnNull);
        }
        default:
      }
    }
    const leaf = this.#leaf(expression);
    return (row) => {
      const text = leaf(row);
      return text === null ? undefined : nodeOfText(text as string);
    };
  }

  #input(call: CallExpression, encoding: JsonEncoding | 'text'): Source<JsonInput> {
    const value = this.valueOf(withoutWidening(argument(call.arguments, 0)));
    const fails = constantBoolean(call, 1);
    return (row) => {
      const given = value(row);
      if (given === null) return undefined;
      return readJsonInput(
        encoding === 'text' ? () => given as string : () => decodeJson(given as Uint8Array, encoding),
        fails,
      );
    };
  }

  /** The fields of a row: of its constructor, so that JSON in it stays JSON, or of a value. */
  #parameters(expression: Expression): Source<readonly Parameter[]> {
    const { type } = expression;
    if (type.kind !== 'row') throw new TrinoError('GENERIC_INTERNAL_ERROR', 'Parameters of JSON are no row');
    const row = expression.kind === 'cast' ? expression.value : expression;
    if (row.kind === 'row') {
      const fields = row.fields.map((field, index) =>
        this.#parameter(field, type.fields[index]?.type ?? field.type),
      );
      return (values) => fields.map((field) => field(values));
    }
    const whole = this.#leaf(expression);
    const types = type.fields.map((field) => field.type);
    return (values) => {
      const parts = whole(values) as readonly Value[] | null;
      return parts === null ? [] : parts.map((part, index) => itemOf(types[index] as Type, part));
    };
  }

  #parameter(field: Expression, type: Type): Source<Parameter> {
    if (field.type.kind === 'json2016') {
      const json = this.#json(field);
      return (row) => {
        const node = json(row);
        // In a row Trino keeps JSON as text: what decimals it has are doubles from there on.
        return node === undefined || node === jsonInputError ? node : parseJson(formatJson(node, false));
      };
    }
    const value = this.valueOf(
      sameType(field.type, type) ? field : { kind: 'cast', value: field, type, safe: false },
    );
    return (row) => itemOf(type, value(row));
  }
}

function isJsonFunction(name: string): boolean {
  return name in inputs || name === '$json_query' || name === '$json_object' || name === '$json_array';
}

function itemOf(type: Type, value: Value): Parameter {
  if (value === null) return type.kind === 'json2016' ? undefined : null;
  return type.kind === 'json2016' ? nodeOfText(value as string) : new SqlItem(type, value);
}

function nodeOfText(text: string): JsonNode | typeof jsonInputError {
  return text === jsonInputErrorText ? jsonInputError : parseJson(text);
}

function keyText(key: Parameter): string | null {
  return key instanceof SqlItem ? (key.value as string) : null;
}

function requireNode(item: Parameter): JsonNode {
  if (item === undefined) return null;
  const node = item === jsonInputError ? undefined : nodeOf(item);
  if (node === undefined) throw new TrinoError('JSON_INPUT_CONVERSION_ERROR', 'conversion to JSON failed: ');
  return node;
}

/** A cast of a text to `varchar` changes nothing. */
function withoutWidening(expression: Expression): Expression {
  return expression.kind === 'cast' &&
    expression.type.kind === 'varchar' &&
    expression.type.length === undefined &&
    expression.value.type.kind === 'varchar'
    ? expression.value
    : expression;
}

function pathText(expression: Expression): string {
  if (expression.kind !== 'constant')
    throw new TrinoError('NOT_SUPPORTED', 'A JSON path that is no constant');
  return typeof expression.value === 'string'
    ? expression.value
    : Buffer.from(blockBytes(expression)).toString('utf8');
}

function constantOf(call: CallExpression, index: number): ConstantExpression['value'] {
  const expression = argument(call.arguments, index);
  if (expression.kind !== 'constant') {
    throw new TrinoError(
      'NOT_SUPPORTED',
      `${call.function.signature.name.functionName} with clauses that are no constants`,
    );
  }
  return expression.value;
}

function constantNumber(call: CallExpression, index: number): number {
  return Number(constantOf(call, index));
}

function constantBoolean(call: CallExpression, index: number): boolean {
  return constantOf(call, index) === true;
}
