import { aggregateTranslation } from '../../src/engine/execute/translate/aggregates/aggregate-translations.ts';
import { functionTranslation } from '../../src/engine/execute/translate/functions/function-translations.ts';
import { utcSession } from '../../src/engine/execute/translate/query-session.ts';
import type { SqlExpression } from '../../src/engine/execute/duckdb/sql/sql-expression.ts';
import { withComputations } from '../../src/engine/execute/scalar/computation.ts';
import { TrinoError } from '../../src/engine/errors/trino-error.ts';
import type { CallExpression, Expression } from '../../src/engine/expressions/expression.ts';
import type { ArgumentType } from '../../src/engine/functions/bind-signature.ts';
import { functionsNamed } from '../../src/engine/functions/function-registry.ts';
import { resolveFunction } from '../../src/engine/functions/resolve-function.ts';
import { parseType } from '../../src/engine/types/parse-type.ts';
import type { Type } from '../../src/engine/types/type.ts';

/** By what a call is computed. */
export type Computing = 'DuckDB' | 'rewritten' | 'TypeScript' | 'missing';

/** A function of `functions.json`. */
export interface ListedSignature {
  readonly name: string;
  readonly kind: 'scalar' | 'aggregate' | 'window';
  readonly argumentTypes: readonly string[];
  readonly returnType: string;
  readonly description: string;
}

/**
 * By what a signature is computed, found by translating a call of it: one native function or operator over the arguments (`DuckDB`),
 * an expression of several (`rewritten`), or one with a function of ours in it (`TypeScript`).
 */
export function howComputed(signature: ListedSignature): Computing {
  if (signature.kind === 'window') return 'DuckDB';
  // Not a call to the analyser: the day on which the query began.
  if (signature.name === 'current_date') return 'rewritten';
  try {
    const { result, release } = withComputations(() => translated(signature));
    release();
    return computingOf(result);
  } catch (error) {
    if (
      error instanceof TrinoError &&
      /^(NOT_SUPPORTED|FUNCTION_IMPLEMENTATION_MISSING)$/.test(error.errorName)
    ) {
      return 'missing';
    }
    throw error;
  }
}

function translated({ name, kind, argumentTypes }: ListedSignature): SqlExpression {
  const repeats =
    argumentTypes.length === 1 && functionsNamed(name).some(({ entry }) => entry.variadic === true);
  const examples = [...argumentTypes, ...(repeats ? argumentTypes : [])].map(exampleArgument);
  const {
    function: fn,
    argumentTypes: types,
    returnType,
  } = resolveFunction(
    name,
    examples.map(({ type }) => type),
  );
  if (kind === 'aggregate') {
    return aggregateTranslation(fn, types).single({
      values: examples.flatMap(({ type }, i) => (type.kind === 'lambda' ? [] : [column(`c${i}`)])),
      lambdas: examples.flatMap(({ type }) =>
        type.kind === 'lambda' ? [{ parameters: ['x0', 'x1'], body: column('x0') }] : [],
      ),
      types,
      resultType: returnType,
      distinct: false,
      filter: undefined,
      orderBy: [],
    });
  }
  const call: CallExpression = {
    kind: 'call',
    type: returnType,
    function: fn,
    arguments: examples.map(({ make }, i) => make(types[i] as Type, i)),
  };
  return functionTranslation(call)(call, translateArgument, utcSession);
}

/** Arguments as columns; the bodies of lambdas as if they computed nothing. */
function translateArgument(argument: Expression): SqlExpression {
  return column(argument.kind === 'symbol' ? argument.name : 'c');
}

function column(name: string): SqlExpression {
  return { kind: 'column', name };
}

interface Example {
  readonly type: ArgumentType;
  readonly make: (type: Type, index: number) => Expression;
}

function exampleArgument(text: string): Example {
  const lambda = /^function\((.*)\)$/.exec(text);
  if (lambda === null) {
    return { type: exampleType(text), make: (type, index) => ({ kind: 'symbol', type, name: `c${index}` }) };
  }
  const parts = splitTypes(lambda[1] as string).map(exampleType);
  const result = parts.at(-1) as Type;
  return {
    type: { kind: 'lambda', resultType: () => result },
    make: (type) => ({
      kind: 'lambda',
      type,
      parameters: parts.slice(0, -1).map((each, i) => ({ name: `x${i}`, type: each })),
      body: { kind: 'symbol', type: result, name: 'x0' },
    }),
  };
}

/** A type that a signature's text stands for: variables are bigint, lengths and precisions something in the middle. */
function exampleType(text: string): Type {
  const written = text
    .replace(/decimal\([^)]*\)/g, 'decimal(10,2)')
    .replace(/\b(varchar|char)\([a-z]\w*\)/g, '$1(10)')
    .replace(/\b(time|timestamp)\([a-z]\w*\)/g, '$1(3)')
    .replace(/\b[A-Za-z]\d?\b/g, 'bigint');
  return parseType(sketches.get(written) ?? written);
}

/** Names that SHOW FUNCTIONS has in lower case and types have otherwise. */
const sketches = new Map([
  ['hyperloglog', 'HyperLogLog'],
  ['setdigest', 'SetDigest'],
  ['joniregexp', 'JoniRegExp'],
  ['jsonpath', 'JsonPath'],
  ['codepoints', 'CodePoints'],
]);

/** Splits at commas outside of parentheses. */
function splitTypes(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const char of text) {
    if (char === '(') depth++;
    else if (char === ')') depth--;
    if (char === ',' && depth === 0) {
      parts.push(part);
      part = '';
    } else {
      part += char;
    }
  }
  return [...parts, part];
}

function computingOf(sql: SqlExpression): Computing {
  if (someNode(sql, (node) => node['kind'] === 'computed')) return 'TypeScript';
  return isPlain(sql) ? 'DuckDB' : 'rewritten';
}

/** One function or operator over columns and constants, but for casts. */
function isPlain(sql: SqlExpression): boolean {
  const root = withoutCasts(sql);
  let operations = 0;
  someNode(root, (node) => {
    const { kind } = node;
    if (typeof kind === 'string' && !operands.has(kind)) operations++;
    return false;
  });
  return operations <= 1;
}

const operands = new Set(['column', 'constant', 'text', 'boolean', 'null', 'cast', 'bytes']);

function withoutCasts(sql: SqlExpression): SqlExpression {
  return sql.kind === 'cast' ? withoutCasts(sql.value) : sql;
}

/** Whether a node of the tree, or of trees in its fields, is so. Types have kinds too: these aren't expressions. */
function someNode(value: unknown, test: (node: Readonly<Record<string, unknown>>) => boolean): boolean {
  if (Array.isArray(value)) return value.some((item) => someNode(item, test));
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return false;
  const node = value as Readonly<Record<string, unknown>>;
  if (typeof node['kind'] === 'string' && test(node)) return true;
  return Object.entries(node).some(([key, item]) => key !== 'type' && someNode(item, test));
}
