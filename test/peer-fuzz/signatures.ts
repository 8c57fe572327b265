import { readFileSync } from 'node:fs';
import { scalarTypes, simple } from './fuzz-type.ts';
import type { FuzzType } from './fuzz-type.ts';

/** A function of `functions.json`; types whose name begins with `$` are variables. */
export interface FuzzSignature {
  readonly name: string;
  readonly kind: string;
  readonly args: readonly FuzzType[];
  readonly result: FuzzType;
}

interface Listed {
  readonly name: string;
  readonly kind: string;
  readonly argumentTypes: readonly string[];
  readonly returnType: string;
}

/** Functions whose value isn't the same from one call or one server to the next. */
const notRepeatable = new Set([
  'rand',
  'random',
  'shuffle',
  'uuid',
  'now',
  'current_date',
  'current_timezone',
  'current_groups',
]);

/** What patterns and paths are written as: text of these types comes from a cast that analysis adds. */
const textTypes = new Set(['joniregexp', 'jsonpath', 'codepoints']);

const known = new Set<string>([
  ...scalarTypes,
  'unknown',
  'color',
  'hyperloglog',
  'setdigest',
  'tdigest',
  'qdigest',
]);

/** Reads a type as `SHOW FUNCTIONS` writes it: `array(row(k,v))`, `timestamp(p) with time zone`, `map(K,V)`. */
export function parseSignatureType(text: string): FuzzType {
  const match = /^([a-zA-Z_0-9 ]+?)(?:\((.*)\)(.*))?$/.exec(text);
  if (match === null) throw new Error(`type ${text}`);
  const [, head = '', inner, tail = ''] = match;
  if (['array', 'map', 'row', 'function', 'qdigest'].includes(head)) {
    return { name: head, args: splitArguments(inner ?? '').map(parseSignatureType) };
  }
  const name = `${head}${tail}`;
  if (textTypes.has(name)) return simple('varchar');
  if (known.has(name)) return simple(name);
  return simple(`$${name}`);
}

function splitArguments(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '(') depth++;
    else if (text[i] === ')') depth--;
    else if (text[i] === ',' && depth === 0) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

/** All repeatable functions. */
export const signatures: readonly FuzzSignature[] = (
  JSON.parse(readFileSync(new URL('../sql/functions.json', import.meta.url), 'utf8')) as readonly Listed[]
)
  .filter(({ name }) => !notRepeatable.has(name))
  .map(({ name, kind, argumentTypes, returnType }) => ({
    name,
    kind,
    args: argumentTypes.map(parseSignatureType),
    result: parseSignatureType(returnType),
  }));

/** Types by the names of the variables that stand for them. */
export type Bindings = ReadonlyMap<string, FuzzType>;

/** Matches a pattern with a type. @returns what its variables are, with those known before; undefined: it doesn't match */
export function match(
  pattern: FuzzType,
  type: FuzzType,
  bindings: Bindings = new Map(),
): Bindings | undefined {
  if (pattern.name.startsWith('$')) {
    const bound = bindings.get(pattern.name);
    if (bound === undefined) return new Map([...bindings, [pattern.name, type]]);
    return match(bound, type, bindings);
  }
  if (pattern.name !== type.name || pattern.args.length !== type.args.length) return undefined;
  let result: Bindings | undefined = bindings;
  for (const [i, arg] of pattern.args.entries()) {
    result = result && match(arg, type.args[i] as FuzzType, result);
  }
  return result;
}

/** The names of the variables of a pattern. */
export function variablesOf({ name, args }: FuzzType): readonly string[] {
  return name.startsWith('$') ? [name] : args.flatMap(variablesOf);
}

/** A pattern with its variables replaced. */
export function substitute(pattern: FuzzType, bindings: Bindings): FuzzType {
  if (pattern.name.startsWith('$')) return bindings.get(pattern.name) ?? pattern;
  return { name: pattern.name, args: pattern.args.map((arg) => substitute(arg, bindings)) };
}
