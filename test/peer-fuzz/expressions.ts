import type { Choices } from './choices.ts';
import { array, map, numbers, row, sameType, simple } from './fuzz-type.ts';
import type { FuzzType } from './fuzz-type.ts';
import { boundedArgument, hinted } from './hints.ts';
import { anyType, hasLiterals, literal, typeText } from './literals.ts';
import { match, signatures, substitute, variablesOf } from './signatures.ts';
import type { FuzzSignature } from './signatures.ts';
import type { FuzzColumn } from './sources.ts';

/** A generated expression. */
export interface FuzzExpression {
  readonly sql: string;
  /** What it's made of: to find the smallest part that differs. */
  readonly parts: readonly FuzzExpression[];
  /** It's a value by itself: not a list of arguments, a lambda or a literal in a place of syntax. */
  readonly alone: boolean;
}

const scalarFunctions = signatures.filter(({ kind }) => kind === 'scalar');

/** Types of values that casts make of others without many errors. */
const castable: Readonly<Record<string, readonly string[]>> = {
  varchar: [
    'boolean',
    ...numbers,
    'char',
    'date',
    'time',
    'time with time zone',
    'timestamp',
    'timestamp with time zone',
    'interval day to second',
    'interval year to month',
    'uuid',
    'ipaddress',
    'json',
  ],
  char: ['varchar', 'char'],
  boolean: [...numbers, 'varchar', 'json'],
  date: ['timestamp', 'timestamp with time zone', 'varchar'],
  time: ['time', 'time with time zone', 'timestamp', 'timestamp with time zone'],
  'time with time zone': ['time', 'time with time zone', 'timestamp with time zone'],
  timestamp: ['date', 'time', 'timestamp', 'timestamp with time zone'],
  'timestamp with time zone': ['date', 'timestamp', 'timestamp with time zone', 'time with time zone'],
  json: ['boolean', ...numbers, 'varchar', 'date', 'timestamp'],
  varbinary: ['uuid', 'ipaddress'],
  uuid: ['varbinary', 'varchar'],
  ipaddress: ['varbinary', 'varchar'],
  'interval day to second': ['interval day to second'],
  'interval year to month': ['interval year to month'],
  ...Object.fromEntries(numbers.map((name) => [name, [...numbers, 'boolean', 'varchar', 'json']])),
};

/** Types that are coerced to a type without a cast. */
const narrower: Readonly<Record<string, readonly string[]>> = {
  smallint: ['tinyint'],
  integer: ['tinyint', 'smallint'],
  bigint: ['tinyint', 'smallint', 'integer'],
  decimal: ['integer', 'bigint', 'smallint'],
  real: ['integer', 'decimal', 'bigint'],
  double: ['integer', 'real', 'decimal', 'bigint'],
  varchar: ['char'],
  timestamp: ['date'],
  'timestamp with time zone': ['date', 'timestamp'],
  time: [],
};

const fields: Readonly<Record<string, readonly string[]>> = {
  date: [
    'YEAR',
    'QUARTER',
    'MONTH',
    'WEEK',
    'DAY',
    'DAY_OF_WEEK',
    'DOW',
    'DAY_OF_YEAR',
    'DOY',
    'YEAR_OF_WEEK',
    'YOW',
  ],
  timestamp: ['YEAR', 'MONTH', 'DAY', 'HOUR', 'MINUTE', 'SECOND', 'WEEK', 'DOW'],
  'timestamp with time zone': ['YEAR', 'HOUR', 'MINUTE', 'TIMEZONE_HOUR', 'TIMEZONE_MINUTE', 'DAY'],
  time: ['HOUR', 'MINUTE', 'SECOND'],
  'time with time zone': ['HOUR', 'SECOND', 'TIMEZONE_HOUR', 'TIMEZONE_MINUTE'],
  'interval day to second': ['DAY', 'HOUR', 'MINUTE', 'SECOND'],
  'interval year to month': ['YEAR', 'MONTH'],
};

/** Makes expressions of wanted types over columns. */
export class ExpressionGenerator {
  readonly #choices: Choices;
  #columns: readonly FuzzColumn[];
  #lambdas = 0;

  constructor(choices: Choices, columns: readonly FuzzColumn[]) {
    this.#choices = choices;
    this.#columns = columns;
  }

  /** A well-typed expression, but for the odd length or bound. @param depth levels of operations at the most */
  expression(type: FuzzType, depth: number): FuzzExpression {
    const c = this.#choices;
    if (depth <= 0) return this.#leaf(type);
    const kind = c.int(0, 99);
    if (kind < 8) return this.#leaf(type);
    if (kind < 20) return this.#conditional(type, depth);
    if (kind < 27) return this.#cast(type, depth);
    if (kind < 31) return this.#element(type, depth);
    if (kind < 62) return this.#operator(type, depth) ?? this.#call(type, depth) ?? this.#leaf(type);
    return this.#call(type, depth) ?? this.#operator(type, depth) ?? this.#leaf(type);
  }

  /** An expression that probably doesn't fit its types, count of arguments or names. */
  illTyped(depth: number): FuzzExpression {
    const c = this.#choices;
    const any = (): FuzzExpression => this.expression(anyType(c), c.int(0, depth));
    switch (c.int(0, 11)) {
      case 0:
      case 1:
      case 2: {
        const { name, args } = c.pick(scalarFunctions);
        const count = c.chance(60) ? args.length : c.int(0, 4);
        return build`${name}(${list(Array.from({ length: count }, (_, i) => bound(c, name, i) ?? any()))})`;
      }
      case 3:
      case 4:
        return build`(${any()} ${c.pick(['+', '-', '*', '/', '%', '=', '<', '>=', '<>', '||', 'AND', 'OR', 'IS DISTINCT FROM', 'LIKE'])} ${any()})`;
      case 5:
        return build`CAST(${any()} AS ${typeText(c, anyType(c))})`;
      case 6:
        return build`${any()}[${any()}]`;
      case 7:
        return build`(${any()} ${c.pick(['BETWEEN', 'NOT BETWEEN'])} ${any()} AND ${any()})`;
      case 8:
        return build`(${any()} IN (${any()}, ${any()}))`;
      case 9:
        return build`${c.pick(['COALESCE', 'IF', 'NULLIF', 'GREATEST', 'TRY', 'no_such_function', 'FORMAT'])}(${any()}, ${any()})`;
      case 10:
        return build`CASE ${any()} WHEN ${any()} THEN ${any()} ELSE ${any()} END`;
      default:
        return c.chance(50) ? build`${any()}.f0` : build`(${c.pick(['- ', 'NOT ', '+'])}${any()})`;
    }
  }

  #leaf(type: FuzzType): FuzzExpression {
    const c = this.#choices;
    if (c.chance(3)) return text(c.chance(50) ? 'NULL' : `CAST(NULL AS ${typeText(c, type)})`);
    const columns = this.#columns.filter((column) => sameType(column.type, type));
    if (columns.length > 0 && c.chance(75)) return text(c.pick(columns).name);
    return text(hasLiterals(type) ? literal(c, type) : 'NULL');
  }

  /** An argument: of the type, or of one that is coerced to it. */
  #argument(type: FuzzType, depth: number): FuzzExpression {
    const c = this.#choices;
    const others = narrower[type.name] ?? [];
    return this.expression(others.length > 0 && c.chance(12) ? simple(c.pick(others)) : type, depth - 1);
  }

  #conditional(type: FuzzType, depth: number): FuzzExpression {
    const c = this.#choices;
    const sub = (t: FuzzType = type): FuzzExpression => this.#argument(t, depth);
    const condition = (): FuzzExpression => this.expression(simple('boolean'), depth - 1);
    switch (c.int(0, 7)) {
      case 0:
        return build`CASE WHEN ${condition()} THEN ${sub()} ELSE ${sub()} END`;
      case 1:
        return build`CASE WHEN ${condition()} THEN ${sub()} WHEN ${condition()} THEN ${sub()} END`;
      case 2: {
        const key = simple(c.pick(['integer', 'varchar', 'bigint', 'date']));
        return build`CASE ${sub(key)} WHEN ${sub(key)} THEN ${sub()} WHEN ${sub(key)} THEN ${sub()} ELSE ${sub()} END`;
      }
      case 3:
        return build`IF(${condition()}, ${sub()}, ${sub()})`;
      case 4:
        return build`COALESCE(${sub()}, ${sub()})`;
      case 5:
        return build`NULLIF(${sub()}, ${sub()})`;
      default:
        return build`TRY(${sub()})`;
    }
  }

  #cast(type: FuzzType, depth: number): FuzzExpression {
    const c = this.#choices;
    const from =
      type.args.length > 0 && hasLiterals(type)
        ? c.chance(30) && fromJson(type)
          ? simple('json')
          : this.#similar(type)
        : simple(c.pick(castable[type.name] ?? ['varchar']));
    return build`${c.chance(25) ? 'TRY_CAST' : 'CAST'}(${this.expression(from, depth - 1)} AS ${typeText(c, type)})`;
  }

  /** A type with other arguments that casts can be made from. */
  #similar(type: FuzzType): FuzzType {
    if (type.args.length === 0) return simple(this.#choices.pick(castable[type.name] ?? [type.name]));
    return { name: type.name, args: type.args.map((arg) => this.#similar(arg)) };
  }

  #element(type: FuzzType, depth: number): FuzzExpression {
    const c = this.#choices;
    if (!hasLiterals(type)) return this.#leaf(type);
    switch (c.int(0, 3)) {
      case 0: {
        const key = simple(c.pick(['varchar', 'integer']));
        return build`${this.expression(map(key, type), depth - 1)}[${this.expression(key, 0)}]`;
      }
      case 1: {
        const other = anyType(c, 0);
        return build`${this.expression(row(other, type), depth - 1)}[2]`;
      }
      default:
        return build`${this.expression(array(type), depth - 1)}[${c.pick(['1', '2', '3', '0', '-1', 'c_integer'].slice(0, this.#columns.length > 0 ? 6 : 5))}]`;
    }
  }

  #operator(type: FuzzType, depth: number): FuzzExpression | undefined {
    const c = this.#choices;
    const of = (name: string): FuzzExpression => this.#argument(simple(name), depth);
    switch (type.name) {
      case 'boolean':
        return this.#predicate(depth);
      case 'tinyint':
      case 'smallint':
      case 'integer':
      case 'bigint':
      case 'real':
      case 'double':
      case 'decimal':
        if (type.name === 'bigint' && c.chance(30)) {
          const from = c.pick(Object.keys(fields));
          return build`EXTRACT(${c.pick(fields[from] as readonly string[])} FROM ${of(from)})`;
        }
        if (c.chance(15)) return build`(- ${of(type.name)})`;
        return build`(${of(type.name)} ${c.pick(['+', '-', '*', '/', '%'])} ${of(type.name)})`;
      case 'varchar':
        switch (c.int(0, 6)) {
          case 0:
            return build`SUBSTRING(${of('varchar')} FROM ${c.pick(['1', '2', '-2', '0'])} FOR ${c.pick(['1', '3', '0'])})`;
          case 1:
            return build`TRIM(${c.pick(['BOTH', 'LEADING', 'TRAILING'])} ${of('varchar')} FROM ${of('varchar')})`;
          case 2:
            return build`FORMAT(${c.pick(["'%s'", "'%s|%s'", "'%5d'", "'%.2f'", "'%08.3f'", "'%x'", "'%-6s|'", "'%tF'", "'%,d'", "'%e'", "'%b'"])}, ${this.expression(anyType(c, 0), depth - 1)})`;
          case 3:
            return build`${c.pick(['JSON_VALUE', 'JSON_QUERY'])}(${of('varchar')}, ${c.pick(["'$'", "'lax $.a'", "'strict $.a'", "'$[0]'", "'lax $.a[*]'", "'$.size()'", "'$.type()'"])})`;
          default:
            return build`(${of('varchar')} || ${of('varchar')})`;
        }
      case 'varbinary':
        return build`(${of('varbinary')} || ${of('varbinary')})`;
      case 'char':
        return build`(${of('char')} || ${of('char')})`;
      case 'date':
      case 'timestamp':
      case 'timestamp with time zone': {
        if (type.name === 'timestamp with time zone' && c.chance(35)) {
          return build`(${of(c.pick(['timestamp', 'timestamp with time zone']))} AT TIME ZONE ${c.pick(["'America/New_York'", "'+05:30'", "INTERVAL '2' HOUR", "'Asia/Tokyo'"])})`;
        }
        return build`(${of(type.name)} ${c.pick(['+', '-'])} ${of(c.pick(['interval day to second', 'interval year to month']))})`;
      }
      case 'time':
      case 'time with time zone':
        return build`(${of(type.name)} ${c.pick(['+', '-'])} ${of('interval day to second')})`;
      case 'interval day to second':
        if (c.chance(40)) {
          const from = c.pick(['date', 'timestamp', 'timestamp with time zone', 'time']);
          return build`(${of(from)} - ${of(from)})`;
        }
        return this.#interval(type, of);
      case 'interval year to month':
        return this.#interval(type, of);
      case 'array': {
        const [element] = type.args as [FuzzType];
        if (c.chance(40))
          return build`ARRAY[${list(Array.from({ length: c.int(1, 3) }, () => this.#argument(element, depth)))}]`;
        return c.chance(50)
          ? build`(${this.#argument(type, depth)} || ${this.#argument(type, depth)})`
          : build`(${this.#argument(type, depth)} || ${this.#argument(element, depth)})`;
      }
      case 'map': {
        const [key, value] = type.args as [FuzzType, FuzzType];
        return build`MAP(ARRAY[${this.#argument(key, depth)}], ARRAY[${this.#argument(value, depth)}])`;
      }
      case 'row':
        return build`ROW(${list(type.args.map((field) => this.#argument(field, depth)))})`;
      case 'json':
        return build`CAST(${this.expression(anyType(c), depth - 1)} AS json)`;
      default:
        return undefined;
    }
  }

  #interval(type: FuzzType, of: (name: string) => FuzzExpression): FuzzExpression {
    const c = this.#choices;
    switch (c.int(0, 3)) {
      case 0:
        return build`(${of(type.name)} ${c.pick(['+', '-'])} ${of(type.name)})`;
      case 1:
        return build`(${of(type.name)} ${c.pick(['*', '/'])} ${of(c.pick(['bigint', 'integer', 'double']))})`;
      case 2:
        return build`(${of(c.pick(['bigint', 'integer', 'double']))} * ${of(type.name)})`;
      default:
        return build`(- ${of(type.name)})`;
    }
  }

  #predicate(depth: number): FuzzExpression {
    const c = this.#choices;
    const type = anyType(c);
    const value = (): FuzzExpression => this.#argument(type, depth);
    const condition = (): FuzzExpression => this.expression(simple('boolean'), depth - 1);
    switch (c.int(0, 10)) {
      case 0:
      case 1:
      case 2:
        return build`(${value()} ${c.pick(['=', '<>', 'IS DISTINCT FROM', 'IS NOT DISTINCT FROM', ...(orderable(type) ? ['<', '<=', '>', '>='] : [])])} ${value()})`;
      case 3:
        return build`(${condition()} AND ${condition()})`;
      case 4:
        return build`(${condition()} OR ${condition()})`;
      case 5:
        return build`(NOT ${condition()})`;
      case 6:
        return build`(${value()} IS ${c.pick(['', 'NOT '])}NULL)`;
      case 7:
        if (!orderable(type)) return build`(${value()} IS NOT NULL)`;
        return build`(${value()} ${c.pick(['', 'NOT '])}BETWEEN ${value()} AND ${value()})`;
      case 8:
        return build`(${value()} ${c.pick(['', 'NOT '])}IN (${list(Array.from({ length: c.int(1, 4) }, value))}))`;
      case 9:
        return build`(${this.#argument(simple('varchar'), depth)} LIKE ${c.pick(["'%a%'", "'_b%'", "''", "'%'", "'a#_%' ESCAPE '#'", "'h%o'", "'%é_'", "'a%b%c'", "'x!' ESCAPE '!'", 'c_varchar'].slice(0, this.#columns.length > 0 ? 10 : 9))})`;
      default: {
        const other = simple(c.pick(numbers));
        return build`(${this.#argument(simple(c.pick(numbers)), depth)} ${c.pick(['=', '<', '>=', 'IS DISTINCT FROM'])} ${this.#argument(other, depth)})`;
      }
    }
  }

  /** A call of any function whose result fits. */
  #call(type: FuzzType, depth: number): FuzzExpression | undefined {
    const c = this.#choices;
    const fitting = scalarFunctions.filter(
      ({ result, args }) => match(result, type) !== undefined && args.every((arg) => usable(arg)),
    );
    if (fitting.length === 0) return undefined;
    // By name first: functions with many overloads aren't drawn more often than others.
    const name = c.pick([...new Set(fitting.map((signature) => signature.name))]);
    return this.call(c.pick(fitting.filter((signature) => signature.name === name)), type, depth);
  }

  /** A call of a signature. @param type what its result is to be */
  call(signature: FuzzSignature, type: FuzzType, depth: number): FuzzExpression {
    const c = this.#choices;
    let bindings = match(signature.result, type) ?? new Map<string, FuzzType>();
    for (const variable of signature.args.flatMap(variablesOf)) {
      if (!bindings.has(variable)) bindings = new Map([...bindings, [variable, anyType(c, 0)]]);
    }
    const variadic = ['concat', 'greatest', 'least', 'concat_ws'].includes(signature.name);
    const args =
      variadic && c.chance(30) ? [...signature.args, signature.args.at(-1) as FuzzType] : signature.args;
    const built = args.map((pattern, i) => {
      const hint = boundedArgument(c, signature.name, i) ?? hinted(c, signature.name, i);
      if (hint !== undefined) return text(hint);
      const arg = substitute(pattern, bindings);
      return arg.name === 'function' ? this.#lambda(arg, depth - 1) : this.#argument(arg, depth);
    });
    return build`${signature.name}(${list(built)})`;
  }

  #lambda({ args }: FuzzType, depth: number): FuzzExpression {
    const outer = this.#columns;
    const parameters = args.slice(0, -1).map((type) => ({ name: `x${++this.#lambdas}`, type }));
    this.#columns = [...outer, ...parameters, ...parameters];
    const body = this.expression(args.at(-1) as FuzzType, Math.max(1, depth));
    this.#columns = outer;
    const names = parameters.map(({ name }) => name).join(', ');
    // What the body is made of reads parameters: only parts without any can stand alone.
    return {
      sql: `${parameters.length === 1 ? names : `(${names})`} -> ${body.sql}`,
      parts: closed(body),
      alone: false,
    };
  }
}

/** The largest parts that read no parameter of a lambda. */
function closed(expression: FuzzExpression): readonly FuzzExpression[] {
  return /\bx\d+\b/.test(expression.sql) || !expression.alone
    ? expression.parts.flatMap(closed)
    : [expression];
}

/** Values that `<` compares. */
function orderable(type: FuzzType): boolean {
  return !['json', 'map', 'color'].includes(type.name) && type.args.every(orderable);
}

/** Types that JSON is cast to. */
function fromJson({ name, args }: FuzzType): boolean {
  return (
    ['array', 'map', 'row', 'boolean', 'varchar', 'date', 'timestamp', 'json', ...numbers].includes(name) &&
    args.every(fromJson)
  );
}

/** Arguments that can be made: sketches have neither literals nor columns. */
function usable(type: FuzzType): boolean {
  if (['hyperloglog', 'setdigest', 'tdigest', 'qdigest'].includes(type.name)) return false;
  return type.args.every(usable);
}

function bound(choices: Choices, name: string, index: number): FuzzExpression | undefined {
  const hint = boundedArgument(choices, name, index);
  return hint === undefined ? undefined : text(hint);
}

function text(sql: string): FuzzExpression {
  return { sql, parts: [], alone: true };
}

/** Arguments, as one piece of text. */
function list(items: readonly FuzzExpression[]): FuzzExpression {
  return { sql: items.map(({ sql }) => sql).join(', '), parts: partsOf(items), alone: false };
}

function partsOf(items: readonly FuzzExpression[]): readonly FuzzExpression[] {
  return items.flatMap((item) => (item.alone ? [item] : item.parts));
}

/** An expression of a text with expressions in it, which become its parts. */
function build(
  strings: TemplateStringsArray,
  ...inserted: readonly (FuzzExpression | string)[]
): FuzzExpression {
  const texts = inserted.map((item) => (typeof item === 'string' ? item : item.sql));
  return {
    sql: strings.map((piece, i) => piece + (texts[i] ?? '')).join(''),
    parts: partsOf(inserted.filter((item) => typeof item !== 'string')),
    alone: true,
  };
}
