/** A type in a declared signature: `varchar(x)`, `array(E)`, `T`, `decimal(38,s)`, `function(T,U)`. */
export interface TypePattern {
  /** Lower-case type name, or the name of a type variable as declared. */
  readonly base: string;
  readonly isVariable: boolean;
  /** Nested patterns, numbers, or names of number variables (`x`, `p`, `s`). */
  readonly parameters: readonly TypeParameter[];
  /** ` with time zone` behind the parameters. */
  readonly suffix: string;
  /** As declared. */
  readonly text: string;
}

export type TypeParameter =
  | { readonly kind: 'type'; readonly type: TypePattern; readonly fieldName?: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'numberVariable'; readonly name: string };

export interface TypeVariable {
  readonly name: string;
  /** `orderable`, `comparable`, or `castableTo(T)`. */
  readonly constraint: string | undefined;
}

/** A number that follows from others: `rp:min(38, p + 1)`. */
export interface CalculatedNumber {
  readonly name: string;
  readonly formula: string;
}

export interface Signature {
  readonly name: string;
  readonly typeVariables: readonly TypeVariable[];
  readonly calculatedNumbers: readonly CalculatedNumber[];
  readonly arguments: readonly TypePattern[];
  readonly result: TypePattern;
}

/**
 * Reads a signature as Trino writes it in function ids: `name<T:orderable,u:x + y>(argument,argument):result`. A name in angle
 * brackets with a formula behind its colon is a number, any other a type variable.
 * @throws SyntaxError on a signature that can't be read: a mistake in the registry
 */
export function parseSignature(text: string): Signature {
  const open = argumentsStart(text);
  const head = text.slice(0, open);
  const generic = head.indexOf('<');
  const name = generic < 0 ? head : head.slice(0, generic);
  const typeVariables: TypeVariable[] = [];
  const calculatedNumbers: CalculatedNumber[] = [];
  if (generic >= 0) {
    for (const declaration of splitTopLevel(head.slice(generic + 1, -1))) {
      const colon = declaration.indexOf(':');
      const variable = (colon < 0 ? declaration : declaration.slice(0, colon)).trim();
      const rest = colon < 0 ? undefined : declaration.slice(colon + 1).trim();
      if (rest === undefined || /^(orderable|comparable|castableTo\(.*\)|Optional\[row\]<\*>)$/.test(rest)) {
        typeVariables.push({ name: variable, constraint: rest });
      } else {
        calculatedNumbers.push({ name: variable, formula: rest });
      }
    }
  }
  const close = matching(text, open);
  if (text[close + 1] !== ':') {
    throw new SyntaxError(`Signature without result type: ${text}`);
  }
  const isVariable = (base: string): boolean =>
    typeVariables.some((variable) => variable.name.toLowerCase() === base.toLowerCase());
  return {
    name,
    typeVariables,
    calculatedNumbers,
    arguments: splitTopLevel(text.slice(open + 1, close)).map((argument) =>
      parsePattern(argument, isVariable),
    ),
    result: parsePattern(text.slice(close + 2), isVariable),
  };
}

/** Reads one type pattern; `isVariable` says which names are type variables. */
export function parsePattern(text: string, isVariable: (base: string) => boolean): TypePattern {
  const trimmed = text.trim();
  const open = trimmed.indexOf('(');
  if (open < 0) {
    const variable = isVariable(trimmed);
    // Type variables are known by their lower-case name: ids write them so.
    const base = variable ? trimmed.toLowerCase() : trimmed;
    return { base, isVariable: variable, parameters: [], suffix: '', text: trimmed };
  }
  const close = matching(trimmed, open);
  const base = trimmed.slice(0, open).toLowerCase();
  return {
    base,
    isVariable: false,
    text: trimmed,
    suffix: trimmed.slice(close + 1).toLowerCase(),
    parameters: splitTopLevel(trimmed.slice(open + 1, close)).map((parameter) =>
      parseParameter(base, parameter.trim(), isVariable),
    ),
  };
}

function parseParameter(base: string, text: string, isVariable: (base: string) => boolean): TypeParameter {
  if (/^\d+$/.test(text)) {
    return { kind: 'number', value: Number(text) };
  }
  if (takesNumbers.has(base)) {
    return { kind: 'numberVariable', name: text.toLowerCase() };
  }
  return { kind: 'type', type: parsePattern(text, isVariable) };
}

const takesNumbers = new Set(['varchar', 'char', 'decimal', 'time', 'timestamp']);

/** Where the argument list opens: behind the generic part, which may hold parentheses of its own. */
function argumentsStart(text: string): number {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (character === '<') {
      depth++;
    } else if (character === '>') {
      depth--;
    } else if (character === '(' && depth === 0) {
      return i;
    }
  }
  throw new SyntaxError(`Signature without arguments: ${text}`);
}

function matching(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (text[i] === '(') {
      depth++;
    } else if (text[i] === ')' && --depth === 0) {
      return i;
    }
  }
  throw new SyntaxError(`Unbalanced parentheses: ${text}`);
}

/** Splits at commas outside parentheses; an empty text has no parts. */
function splitTopLevel(text: string): string[] {
  if (text.trim() === '') {
    return [];
  }
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (character === '(') {
      depth++;
    } else if (character === ')') {
      depth--;
    } else if (character === ',' && depth === 0) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}
