import type { Choices } from './choices.ts';
import { ExpressionGenerator } from './expressions.ts';
import { simple } from './fuzz-type.ts';
import type { FuzzType } from './fuzz-type.ts';
import { windowCall } from './window-calls.ts';
import { aggregateCall } from './aggregate-calls.ts';
import { columnConstants, joinKeys, tables } from './tables.ts';
import type { FuzzTable } from './tables.ts';

/** A generated query. */
export interface FuzzQuery {
  readonly sql: string;
  /** Its rows come in one sequence only. */
  readonly ordered: boolean;
}

/** A column that a query's clauses may read, by its whole name. */
export interface RelationColumn {
  readonly name: string;
  readonly type: FuzzType;
  /** The name of a key that tables share. */
  readonly key: string | undefined;
}

/** What stands in FROM. */
export interface Relation {
  readonly sql: string;
  readonly columns: readonly RelationColumn[];
  /** Columns that tell rows apart; rows that agree in them are equal. */
  readonly unique: readonly string[];
  /** About how many rows. */
  readonly rows: number;
}

interface Output {
  readonly sql: string;
  readonly type: FuzzType;
}

/** A SELECT before its ORDER BY. Its columns are named o1, o2, …. */
interface Core {
  readonly sql: string;
  readonly types: readonly FuzzType[];
  readonly rows: number;
  /** Sums of doubles depend on the order of rows: such columns don't decide where a result is cut. */
  readonly exact: boolean;
}

const orderableTypes = new Set([
  'bigint',
  'integer',
  'double',
  'varchar',
  'date',
  'boolean',
  'decimal',
  'timestamp',
  'array',
]);

/** Makes queries over tpch.tiny. */
export class QueryGenerator {
  readonly #choices: Choices;
  #aliases = 0;

  constructor(choices: Choices) {
    this.#choices = choices;
  }

  query(): FuzzQuery {
    const c = this.#choices;
    let core = c.chance(18) ? this.#setOperation() : this.#core(2);
    let prefix = '';
    if (c.chance(12)) {
      const [prepared, name] = this.#withQuery(core);
      prefix = prepared;
      const pair = c.chance(50);
      core = pair
        ? { ...core, sql: `SELECT a.* FROM ${name} a JOIN (SELECT count(*) AS n FROM ${name}) b ON b.n > 0` }
        : { ...core, sql: `SELECT * FROM ${name}` };
    }
    const sortable = core.exact && core.types.every(({ name }) => orderableTypes.has(name));
    if (!sortable) {
      // A result that can't be cut at one place: its size and a digest of its values.
      if (core.rows > 300 && core.exact) {
        return {
          sql: `${prefix}SELECT count(*), ${core.types.map((_, i) => `checksum(o${i + 1})`).join(', ')} FROM (${core.sql}) t`,
          ordered: false,
        };
      }
      return { sql: `${prefix}${core.sql}`, ordered: false };
    }
    const all = core.types.map((_, i) => i + 1);
    const start = c.int(0, all.length - 1);
    const keys = [...all.slice(start), ...all.slice(0, start)].map(
      (i) =>
        `${c.chance(60) ? i : `o${i}`}${c.pick(['', '', ' DESC', ' ASC NULLS FIRST', ' DESC NULLS LAST'])}`,
    );
    const order = ` ORDER BY ${keys.join(', ')}`;
    if (core.rows > 100 || c.chance(40)) {
      const count = c.int(1, 60);
      const tail = c.pick([
        ` LIMIT ${count}`,
        ` OFFSET ${c.int(0, 20)} ROWS FETCH FIRST ${count} ROWS ONLY`,
        ` FETCH FIRST ${count} ROWS WITH TIES`,
        ` LIMIT ${count}`,
      ]);
      // A stock server doesn't sort what it keeps with ties.
      return { sql: `${prefix}${core.sql}${order}${tail}`, ordered: !tail.includes('WITH TIES') };
    }
    return c.chance(50)
      ? { sql: `${prefix}${core.sql}${order}`, ordered: true }
      : { sql: `${prefix}${core.sql}`, ordered: false };
  }

  #withQuery(core: Core): readonly [prefix: string, name: string] {
    const name = this.#alias('w');
    return [
      `WITH ${name}${this.#choices.chance(40) ? `(${core.types.map((_, i) => `o${i + 1}`).join(', ')})` : ''} AS (${core.sql}) `,
      name,
    ];
  }

  #alias(prefix = 't'): string {
    return `${prefix}${++this.#aliases}`;
  }

  #setOperation(): Core {
    const c = this.#choices;
    const types = Array.from({ length: c.int(1, 3) }, () =>
      simple(c.pick(['bigint', 'varchar', 'date', 'double', 'integer'])),
    );
    const side = (): Core => {
      const relation = this.#relation(1);
      const outputs = types.map((type) => this.#valueOf(relation, type));
      return this.#finish(
        `SELECT ${named(outputs)} FROM ${relation.sql}${this.#where(relation, 1)}`,
        types,
        relation.rows,
        true,
      );
    };
    const parts = [side(), side(), ...(c.chance(30) ? [side()] : [])];
    const sql = parts
      .map(({ sql: text }, i) =>
        i === 0
          ? text
          : `${c.pick(['UNION', 'UNION ALL', 'INTERSECT', 'EXCEPT', 'INTERSECT ALL', 'EXCEPT ALL', 'UNION DISTINCT'])} ${text}`,
      )
      .join(' ');
    return {
      sql: `SELECT * FROM (${sql}) s`,
      types,
      rows: parts.reduce((sum, part) => sum + part.rows, 0),
      exact: true,
    };
  }

  #finish(sql: string, types: readonly FuzzType[], rows: number, exact: boolean): Core {
    return { sql, types, rows, exact };
  }

  #core(depth: number): Core {
    const c = this.#choices;
    const relation = this.#relation(depth);
    const from = `FROM ${relation.sql}${this.#where(relation, depth)}`;
    const kind = c.int(0, 99);
    if (kind < 40) return this.#grouped(relation, from);
    if (kind < 62) {
      const columns = this.#some(relation, 1, 2);
      const calls = Array.from({ length: c.int(1, 2) }, () => windowCall(c, relation));
      const outputs = [...columns.map(({ name, type }) => ({ sql: name, type })), ...calls];
      const named_ = calls.some(({ sql }) => sql.includes('OVER w'));
      const window = named_
        ? ` WINDOW w AS (PARTITION BY ${c.pick(relation.columns).name} ORDER BY ${relation.unique.join(', ')})`
        : '';
      return this.#finish(
        `SELECT ${named(outputs)} ${from}${window}`,
        outputs.map(({ type }) => type),
        relation.rows,
        calls.every(({ exact }) => exact),
      );
    }
    const distinct = c.chance(20) ? 'DISTINCT ' : '';
    const outputs = Array.from({ length: c.int(1, 4) }, () => this.#value(relation, depth));
    return this.#finish(
      `SELECT ${distinct}${named(outputs)} ${from}`,
      outputs.map(({ type }) => type),
      relation.rows,
      true,
    );
  }

  #grouped(relation: Relation, from: string): Core {
    const c = this.#choices;
    const keys = c.chance(12) ? [] : this.#some(relation, 1, 3);
    const calls = Array.from({ length: c.int(1, 3) }, () =>
      aggregateCall(c, relation, () => this.#simplePredicate(relation)),
    );
    const names = keys.map(({ name }) => name);
    const outputs: Output[] = [...keys.map(({ name, type }) => ({ sql: name, type })), ...calls];
    let group = '';
    if (names.length > 0) {
      const shape = c.int(0, 9);
      if (shape < 5)
        group = ` GROUP BY ${c.chance(30) ? names.map((_, i) => i + 1).join(', ') : names.join(', ')}`;
      else if (shape < 6) group = ` GROUP BY ROLLUP (${names.join(', ')})`;
      else if (shape < 7) group = ` GROUP BY CUBE (${names.join(', ')})`;
      else if (shape < 9)
        group = ` GROUP BY GROUPING SETS ((${names.join(', ')}), (${names[0]})${c.chance(50) ? ', ()' : ''})`;
      else group = ` GROUP BY ${c.pick(['', 'DISTINCT '])}${names[0]}, ROLLUP (${names.join(', ')})`;
      if (shape >= 5 && c.chance(50))
        outputs.push({ sql: `grouping(${names.join(', ')})`, type: simple('integer') });
    }
    const having = c.chance(20)
      ? ` HAVING ${c.pick(['count(*) > 1', 'count(*) BETWEEN 1 AND 50', `max(${c.pick(relation.columns).name}) IS NOT NULL`])}`
      : '';
    return this.#finish(
      `SELECT ${named(outputs)} ${from}${group}${having}`,
      outputs.map(({ type }) => type),
      names.length === 0 ? 1 : relation.rows / 2,
      calls.every(({ exact }) => exact),
    );
  }

  /** Different columns of a relation. */
  #some(relation: Relation, min: number, max: number): readonly RelationColumn[] {
    const c = this.#choices;
    const chosen = new Set(Array.from({ length: c.int(min, max) }, () => c.pick(relation.columns)));
    return [...chosen];
  }

  #relation(depth: number): Relation {
    const c = this.#choices;
    const kind = c.int(0, 99);
    if (depth <= 0 || kind < 30) return this.#table(c.pick(tables));
    if (kind < 70) return this.#join(depth);
    if (kind < 82) {
      const core = this.#core(depth - 1);
      const alias = this.#alias();
      const columns = core.types.map((type, i) => ({ name: `${alias}.o${i + 1}`, type, key: undefined }));
      const usable = columns.filter(({ type }) => orderableTypes.has(type.name));
      if (usable.length > 0 && core.exact)
        return {
          sql: `(${core.sql}) ${alias}`,
          columns: usable,
          unique: usable.map(({ name }) => name),
          rows: core.rows,
        };
      return this.#table(c.pick(tables));
    }
    if (kind < 88) return this.#values();
    if (kind < 95) return this.#unnest(this.#table(c.pick(tables.slice(0, 5))));
    return this.#lateral(this.#table(c.pick(tables.slice(0, 3))));
  }

  #table(table: FuzzTable): Relation {
    const alias = this.#alias();
    return {
      sql: `${table.name} ${alias}`,
      columns: table.columns.map(({ name, type }) => ({
        name: `${alias}.${name}`,
        type,
        key: joinKeys.has(name) ? name : undefined,
      })),
      unique: table.keys.map((key) => `${alias}.${key}`),
      rows: table.rows,
    };
  }

  #values(): Relation {
    const c = this.#choices;
    const alias = this.#alias('v');
    const rows = Array.from(
      { length: c.int(1, 5) },
      (_, i) =>
        `(${i}, ${c.pick(['NULL', "'a'", "'FRANCE'", "''"])}, ${c.pick(['1.5', '-2', 'NULL', '0.25'])})`,
    );
    return {
      sql: `(VALUES (BIGINT '3', 'x', 7.25), ${rows.join(', ')}) ${alias}(id, label, amount)`,
      columns: [
        { name: `${alias}.id`, type: simple('bigint'), key: 'regionkey' },
        { name: `${alias}.label`, type: simple('varchar'), key: undefined },
        { name: `${alias}.amount`, type: simple('decimal'), key: undefined },
      ],
      unique: [`${alias}.id`, `${alias}.label`, `${alias}.amount`],
      rows: rows.length + 1,
    };
  }

  #unnest(left: Relation): Relation {
    const c = this.#choices;
    const alias = this.#alias('u');
    const column = c.pick(left.columns);
    const ordinality = c.chance(50);
    const one =
      column.type.name === 'varchar'
        ? `split(${column.name}, ' ')`
        : `ARRAY[${column.name}, NULL, ${column.name}]`;
    const two = c.chance(40);
    const names = ['e', ...(two ? ['n'] : []), ...(ordinality ? ['i'] : [])];
    const join = c.pick(['CROSS JOIN', 'LEFT JOIN', 'CROSS JOIN']);
    return {
      sql: `${left.sql} ${join} UNNEST(${one}${two ? ', sequence(1, 2)' : ''})${ordinality ? ' WITH ORDINALITY' : ''} ${alias}(${names.join(', ')})${join === 'LEFT JOIN' ? ' ON TRUE' : ''}`,
      columns: [
        ...left.columns,
        { name: `${alias}.e`, type: column.type, key: undefined },
        ...(two ? [{ name: `${alias}.n`, type: simple('bigint'), key: undefined }] : []),
        ...(ordinality ? [{ name: `${alias}.i`, type: simple('bigint'), key: undefined }] : []),
      ],
      unique: [...left.unique, ...names.map((name) => `${alias}.${name}`)],
      rows: left.rows * 3,
    };
  }

  #lateral(left: Relation): Relation {
    const c = this.#choices;
    const inner = this.#table(c.pick(tables.slice(1, 5)));
    const key = this.#commonKey(left, inner);
    const alias = this.#alias('l');
    const column = c.pick(inner.columns);
    const condition =
      key === undefined
        ? `${c.pick(inner.columns.filter(({ type }) => type.name === 'bigint')).name} < 3`
        : `${key[0]} = ${key[1]}`;
    const limited = c.chance(40);
    const select = limited
      ? `SELECT ${column.name} AS x, ${inner.unique.join(', ')} FROM ${inner.sql} WHERE ${condition} ORDER BY ${column.name}, ${inner.unique.join(', ')} LIMIT 2`
      : `SELECT ${c.pick(['count(*)', `max(${column.name})`, `count(DISTINCT ${column.name})`])} AS x FROM ${inner.sql} WHERE ${condition}`;
    const type = limited || select.startsWith('SELECT max') ? column.type : simple('bigint');
    return {
      sql: `${left.sql} ${c.pick(['CROSS JOIN', 'LEFT JOIN'])} LATERAL (${select}) ${alias}`.replace(
        /^(.*LEFT JOIN.*)$/s,
        '$1 ON TRUE',
      ),
      columns: [...left.columns, { name: `${alias}.x`, type, key: undefined }],
      unique: [...left.unique, `${alias}.x`],
      rows: left.rows * 2,
    };
  }

  #commonKey(left: Relation, right: Relation): readonly [string, string] | undefined {
    const pairs = left.columns.flatMap((a) =>
      a.key === undefined
        ? []
        : right.columns
            .filter((b) => b.key === a.key)
            .map((b): readonly [string, string] => [a.name, b.name]),
    );
    return pairs.length === 0 ? undefined : this.#choices.pick(pairs);
  }

  #join(depth: number): Relation {
    const c = this.#choices;
    const left = this.#relation(depth - 1);
    const right = c.chance(80) ? this.#table(c.pick(tables)) : this.#relation(depth - 1);
    const kind = c.pick([
      'JOIN',
      'JOIN',
      'LEFT JOIN',
      'RIGHT JOIN',
      'FULL JOIN',
      'INNER JOIN',
      'LEFT OUTER JOIN',
    ]);
    const key = this.#commonKey(left, right);
    const columns = [...left.columns, ...right.columns];
    const unique = [...left.unique, ...right.unique];
    if (key === undefined) {
      if (left.rows * right.rows > 20_000) return left;
      const both = { columns, unique, rows: left.rows * right.rows };
      if (c.chance(40)) return { ...both, sql: `${left.sql} CROSS JOIN ${right.sql}` };
      const a = c.pick(left.columns);
      const b = right.columns.filter(({ type }) => type.name === a.type.name);
      if (b.length === 0) return { ...both, sql: `${left.sql} CROSS JOIN ${right.sql}` };
      return {
        ...both,
        sql: `${left.sql} ${kind} ${right.sql} ON ${a.name} ${c.pick(['=', '<', '>=', '<>'])} ${c.pick(b).name}`,
      };
    }
    const rows = Math.max(left.rows, right.rows);
    const extra =
      kind !== 'FULL JOIN' && c.chance(35) ? ` AND ${this.#simplePredicate({ ...left, columns })}` : '';
    return {
      sql: `${left.sql} ${kind} ${right.sql} ON ${key[0]} = ${key[1]}${extra}`,
      columns,
      unique,
      rows,
    };
  }

  #where(relation: Relation, depth: number): string {
    return this.#choices.chance(60) ? ` WHERE ${this.#predicate(relation, depth)}` : '';
  }

  #predicate(relation: Relation, depth: number): string {
    const c = this.#choices;
    const kind = c.int(0, 99);
    if (kind < 50 || depth <= 0) return this.#simplePredicate(relation);
    if (kind < 62)
      return `(${this.#predicate(relation, depth - 1)} AND ${this.#predicate(relation, depth - 1)})`;
    if (kind < 74)
      return `(${this.#predicate(relation, depth - 1)} OR ${this.#predicate(relation, depth - 1)})`;
    if (kind < 78) return `NOT ${this.#predicate(relation, depth - 1)}`;
    return this.#subqueryPredicate(relation);
  }

  #simplePredicate(relation: Relation): string {
    const c = this.#choices;
    const { name, type } = c.pick(relation.columns);
    const constants = columnConstants[type.name];
    if (constants === undefined) return `${name} IS ${c.pick(['', 'NOT '])}NULL`;
    switch (c.int(0, 7)) {
      case 0:
        return `${name} ${c.pick(['', 'NOT '])}BETWEEN ${c.pick(constants)} AND ${c.pick(constants)}`;
      case 1:
        return `${name} ${c.pick(['', 'NOT '])}IN (${c.pick(constants)}, ${c.pick(constants)})`;
      case 2:
        return `${name} IS ${c.pick(['', 'NOT '])}NULL`;
      case 3:
        if (type.name === 'varchar')
          return `${name} ${c.pick(['', 'NOT '])}LIKE ${c.pick(["'%a%'", "'%e_'", "'S%'", "'%the%s%'"])}`;
        return `${name} IS ${c.pick(['', 'NOT '])}DISTINCT FROM ${c.pick(constants)}`;
      case 4: {
        const others = relation.columns.filter((column) => column.type.name === type.name);
        return `${name} ${c.pick(['=', '<', '<=', '<>'])} ${c.pick(others).name}`;
      }
      default:
        return `${name} ${c.pick(['=', '<', '<=', '>', '>=', '<>'])} ${c.pick(constants)}`;
    }
  }

  /** A table with a condition that ties it to the rows outside, where there is a key for one. */
  #correlated(relation: Relation): readonly [inner: Relation, condition: string] {
    const c = this.#choices;
    const inner = this.#table(c.pick(tables.slice(0, 7)));
    const key = this.#commonKey(relation, inner);
    const own = c.chance(40) ? [this.#simplePredicate(inner)] : [];
    const conditions = key !== undefined && c.chance(75) ? [`${key[1]} = ${key[0]}`, ...own] : own;
    return [inner, conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`];
  }

  #subqueryPredicate(relation: Relation): string {
    const c = this.#choices;
    const [inner, condition] = this.#correlated(relation);
    const same = (type: FuzzType): RelationColumn | undefined =>
      inner.columns.find((column) => column.type.name === type.name);
    const { name, type } = c.pick(relation.columns);
    const match = same(type);
    switch (c.int(0, 4)) {
      case 0:
        return `${c.pick(['', 'NOT '])}EXISTS (SELECT ${c.pick(['1', '*', inner.columns[0]?.name ?? '1'])} FROM ${inner.sql}${condition})`;
      case 1:
        if (match !== undefined)
          return `${name} ${c.pick(['', 'NOT '])}IN (SELECT ${match.name} FROM ${inner.sql}${condition})`;
        return `EXISTS (SELECT 1 FROM ${inner.sql}${condition})`;
      case 2:
        if (match !== undefined)
          return `${name} ${c.pick(['<', '>=', '=', '<>'])} (SELECT ${c.pick(['max', 'min'])}(${match.name}) FROM ${inner.sql}${condition})`;
        return `(SELECT count(*) FROM ${inner.sql}${condition}) > 2`;
      case 3:
        // Quantified comparisons of correlated queries are refused by most shapes: without a correlation here.
        if (match !== undefined)
          return `${name} ${c.pick(['<', '>', '=', '<>', '>='])} ${c.pick(['ALL', 'ANY', 'SOME'])} (SELECT ${match.name} FROM ${inner.sql}${c.chance(50) ? ` WHERE ${this.#simplePredicate(inner)}` : ''})`;
        return `(SELECT count(*) FROM ${inner.sql}${condition}) = 1`;
      default:
        return `(SELECT count(*) FROM ${inner.sql}${condition}) ${c.pick(['=', '>', '<='])} ${c.pick(['0', '1', '5'])}`;
    }
  }

  /** An expression of a type over a relation. */
  #valueOf(relation: Relation, type: FuzzType): Output {
    const c = this.#choices;
    const fitting = relation.columns.filter((column) => column.type.name === type.name);
    if (fitting.length > 0 && c.chance(85)) return { sql: c.pick(fitting).name, type };
    return {
      sql: c.chance(20)
        ? `CAST(NULL AS ${type.name})`
        : c.pick(columnConstants[type.name] as readonly string[]),
      type,
    };
  }

  #value(relation: Relation, depth: number): Output {
    const c = this.#choices;
    const column = c.pick(relation.columns);
    const kind = c.int(0, 99);
    if (kind < 45) return { sql: column.name, type: column.type };
    if (kind < 60 && relation.rows < 3000) {
      const type = simple(c.pick(['bigint', 'varchar', 'double', 'boolean', 'date', 'timestamp', 'integer']));
      const generator = new ExpressionGenerator(c, relation.columns);
      return { sql: `TRY(${generator.expression(type, 2).sql})`, type };
    }
    if (kind < 68 && depth > 0) {
      const [inner, condition] = this.#correlated(relation);
      const chosen = c.pick(inner.columns);
      const counted = c.chance(40);
      return {
        sql: `(SELECT ${counted ? 'count(*)' : `${c.pick(['max', 'min'])}(${chosen.name})`} FROM ${inner.sql}${condition})`,
        type: counted ? simple('bigint') : chosen.type,
      };
    }
    if (kind < 74) return { sql: `(${this.#simplePredicate(relation)})`, type: simple('boolean') };
    switch (column.type.name) {
      case 'bigint':
      case 'integer':
        return {
          sql: `${column.name} ${c.pick(['+', '-', '*', '%', '/'])} ${c.pick(['1', '3', '10'])}`,
          type: column.type,
        };
      case 'varchar':
        return {
          sql: c.pick([
            `upper(${column.name})`,
            `substr(${column.name}, 2, 5)`,
            `${column.name} || '!'`,
            `length(${column.name})`,
            `reverse(${column.name})`,
          ]),
          type: simple('varchar'),
        };
      case 'date':
        return {
          sql: c.pick([
            `date_trunc('month', ${column.name})`,
            `${column.name} + INTERVAL '1' MONTH`,
            `year(${column.name})`,
            `date_diff('day', ${column.name}, DATE '1995-06-17')`,
          ]),
          type: simple('date'),
        };
      default:
        return {
          sql: c.pick([
            `CASE WHEN ${this.#simplePredicate(relation)} THEN ${column.name} END`,
            `COALESCE(${column.name}, NULL)`,
            `CAST(${column.name} AS varchar)`,
          ]),
          type: simple('varchar'),
        };
    }
  }
}

function named(outputs: readonly Output[]): string {
  return outputs.map(({ sql }, i) => `${sql} AS o${i + 1}`).join(', ');
}
