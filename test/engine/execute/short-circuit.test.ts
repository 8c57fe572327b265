import { expect } from 'chai';
import fc from 'fast-check';
import { TrinoError } from '../../../src/engine/errors/trino-error.ts';
import { createKernel } from '../../../src/engine/execute/kernel-thread.ts';
import type { Kernel } from '../../../src/engine/execute/kernel.ts';
import { runSql } from './translate/run-sql.ts';

/** Values of the leaves that an expression reads. */
interface Row {
  readonly numbers: readonly (number | null)[];
  readonly texts: readonly (string | null)[];
  readonly flags: readonly (boolean | null)[];
}

/** How leaves are written: as columns, or as literals of a row's values. */
type Spell = (kind: keyof Row, index: number) => string;

type Computed = number | boolean | null;

/** An expression and what Trino makes of it, which only evaluates what it has to. */
interface Modeled {
  readonly sql: (spell: Spell) => string;
  readonly value: (row: Row) => Computed;
}

class Failure extends Error {}

/** What isn't tested here: one operand of an operator is NULL and the other fails, or an error that may be missed. */
class Undecided extends Error {}

const leavesOfKind = 3;
const largest = 2_147_483_647;

function leaf(kind: keyof Row): fc.Arbitrary<Modeled> {
  return fc.nat({ max: leavesOfKind - 1 }).map((index) => ({
    sql: (spell) => spell(kind, index),
    value: (row) => row[kind][index] as number | boolean | null,
  }));
}

/** Fails for texts that aren't numbers. */
const parsed: fc.Arbitrary<Modeled> = fc.nat({ max: leavesOfKind - 1 }).map((index) => ({
  sql: (spell) => `CAST(${spell('texts', index)} AS integer)`,
  value: ({ texts }) => {
    const text = texts[index] as string | null;
    if (text === null) return null;
    if (!/^\d+$/.test(text)) throw new Failure('INVALID_CAST_ARGUMENT');
    return Number(text);
  },
}));

function operator(
  symbol: string,
  compute: (left: number, right: number) => number | boolean,
): (operands: readonly [Modeled, Modeled]) => Modeled {
  return ([left, right]) => ({
    sql: (spell) => `(${left.sql(spell)} ${symbol} ${right.sql(spell)})`,
    value: (row) => {
      const first = attempt(() => left.value(row));
      if (first === undefined) {
        // NULL as the other operand may decide before.
        if (attempt(() => right.value(row)) === null) throw new Undecided();
        return left.value(row);
      }
      if (first === null) {
        if (attempt(() => right.value(row)) === undefined) throw new Undecided();
        return null;
      }
      const second = right.value(row);
      return second === null ? null : compute(first as number, second as number);
    },
  });
}

function inRange(value: number): number {
  if (Math.abs(value) > largest) throw new Failure('NUMERIC_VALUE_OUT_OF_RANGE');
  return value;
}

const plus = operator('+', (left, right) => inRange(left + right));
const divided = operator('/', (left, right) => {
  if (right === 0) throw new Failure('DIVISION_BY_ZERO');
  return Math.trunc(left / right) + 0;
});
const equal = operator('=', (left, right) => left === right);
const less = operator('<', (left, right) => left < right);

/**
 * AND and OR: once a term decides, those behind it aren't evaluated. Where one fails and another behind it decides, Trino fails;
 * that such an error may be missed is no concern here.
 */
function logical(symbol: 'AND' | 'OR', deciding: boolean): (terms: readonly Modeled[]) => Modeled {
  return (terms) => ({
    sql: (spell) => `(${terms.map((term) => term.sql(spell)).join(` ${symbol} `)})`,
    value: (row) => {
      let unknown = false;
      for (const [index, term] of terms.entries()) {
        const value = failingLast(term, terms.slice(index + 1), deciding, row);
        if (value === deciding) return deciding;
        unknown ||= value === null;
      }
      return unknown ? null : !deciding;
    },
  });
}

/** The value of a term. @throws Undecided when it fails and a later one decides */
function failingLast(term: Modeled, later: readonly Modeled[], deciding: boolean, row: Row): Computed {
  try {
    return term.value(row);
  } catch (error) {
    for (const other of later) {
      const decides = attempt(() => other.value(row) === deciding);
      if (decides === true) throw new Undecided();
    }
    throw error;
  }
}

function attempt<T>(compute: () => T): T | undefined {
  try {
    return compute();
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

function negated(term: Modeled): Modeled {
  return {
    sql: (spell) => `(NOT ${term.sql(spell)})`,
    value: (row) => {
      const value = term.value(row);
      return value === null ? null : value !== true;
    },
  };
}

/** TRY takes what users can do wrong for NULL. */
function tried(inner: Modeled): Modeled {
  return {
    sql: (spell) => `TRY(${inner.sql(spell)})`,
    value: (row) => {
      try {
        return inner.value(row);
      } catch (error) {
        if (error instanceof Failure) return null;
        throw error;
      }
    },
  };
}

function coalesced(values: readonly Modeled[]): Modeled {
  return {
    sql: (spell) => `COALESCE(${values.map((value) => value.sql(spell)).join(', ')})`,
    value: (row) => {
      for (const each of values) {
        const value = each.value(row);
        if (value !== null) return value;
      }
      return null;
    },
  };
}

function ifElse([condition, yes, no]: readonly [Modeled, Modeled, Modeled | undefined]): Modeled {
  return {
    sql: (spell) =>
      `IF(${[condition, yes, ...(no === undefined ? [] : [no])].map((part) => part.sql(spell)).join(', ')})`,
    value: (row) => (condition.value(row) === true ? yes.value(row) : (no?.value(row) ?? null)),
  };
}

function searchedCase([whens, otherwise]: readonly [
  readonly (readonly [Modeled, Modeled])[],
  Modeled | undefined,
]): Modeled {
  return {
    sql: (spell) => {
      const branches = whens.map(([when, then]) => `WHEN ${when.sql(spell)} THEN ${then.sql(spell)}`);
      return `CASE ${branches.join(' ')}${otherwise === undefined ? '' : ` ELSE ${otherwise.sql(spell)}`} END`;
    },
    value: (row) => {
      const found = whens.find(([when]) => when.value(row) === true);
      return (found === undefined ? otherwise?.value(row) : found[1].value(row)) ?? null;
    },
  };
}

/** A CASE over a value that is compared to leaves, which can't fail. */
function simpleCase([operand, whens, otherwise]: readonly [
  Modeled,
  readonly (readonly [Modeled, Modeled])[],
  Modeled,
]): Modeled {
  return {
    sql: (spell) => {
      const branches = whens.map(([when, then]) => `WHEN ${when.sql(spell)} THEN ${then.sql(spell)}`);
      return `CASE ${operand.sql(spell)} ${branches.join(' ')} ELSE ${otherwise.sql(spell)} END`;
    },
    value: (row) => {
      const value = operand.value(row);
      const found = whens.find(([when]) => value !== null && when.value(row) === value);
      return (found === undefined ? otherwise : found[1]).value(row);
    },
  };
}

const { number, flag } = fc.letrec<{ number: Modeled; flag: Modeled }>((tie) => {
  const branching = (result: 'number' | 'flag'): fc.Arbitrary<Modeled>[] => {
    const whens = fc.array(fc.tuple(tie('flag'), tie(result)), { minLength: 1, maxLength: 3 });
    const leafWhens = fc.array(fc.tuple(leaf('numbers'), tie(result)), { minLength: 1, maxLength: 3 });
    return [
      fc.tuple(tie('flag'), tie(result), fc.option(tie(result), { nil: undefined })).map(ifElse),
      fc.tuple(whens, fc.option(tie(result), { nil: undefined })).map(searchedCase),
      fc.tuple(tie('number'), leafWhens, tie(result)).map(simpleCase),
      fc.array(tie(result), { minLength: 2, maxLength: 3 }).map(coalesced),
      tie(result).map(tried),
    ];
  };
  const numbers = fc.tuple(tie('number'), tie('number'));
  const terms = fc.array(tie('flag'), { minLength: 2, maxLength: 4 });
  return {
    number: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.oneof(leaf('numbers'), parsed),
      numbers.map(divided),
      numbers.map(plus),
      ...branching('number'),
    ),
    flag: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf('flags'),
      numbers.map(equal),
      numbers.map(less),
      terms.map(logical('AND', false)),
      terms.map(logical('OR', true)),
      tie('flag').map(negated),
      ...branching('flag'),
    ),
  };
});

function leavesOf<T>(values: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc.array(values, { minLength: leavesOfKind, maxLength: leavesOfKind });
}

const row: fc.Arbitrary<Row> = fc.record({
  numbers: leavesOf(fc.constantFrom(-1, 0, 1, 2, largest, null)),
  texts: leavesOf(fc.constantFrom('7', 'x', '', null)),
  flags: leavesOf(fc.constantFrom(true, false, null)),
});

const types = { numbers: 'integer', texts: 'varchar', flags: 'boolean' } as const;

function literal(value: number | string | boolean | null, kind: keyof Row): string {
  if (value === null) return `CAST(NULL AS ${types[kind]})`;
  return typeof value === 'string' ? `CAST('${value}' AS varchar)` : `(${value})`;
}

const columnName: Spell = (kind, index) => `${kind}${index}`;

/** A statement over rows that are computed together: columns, where the planner knows no value. */
function overColumns(select: string, rows: readonly Row[], tail = ''): string {
  const kinds = ['numbers', 'texts', 'flags'] as const;
  const indexes = Array.from({ length: leavesOfKind }, (_, index) => index);
  const names = kinds.flatMap((kind) => indexes.map((index) => columnName(kind, index)));
  const list = rows.map(
    (each, position) =>
      `(${[position, ...kinds.flatMap((kind) => indexes.map((index) => literal(each[kind][index] ?? null, kind)))].join(', ')})`,
  );
  return `SELECT ${select} FROM (VALUES ${list.join(', ')}) t(k, ${names.join(', ')})${tail}`;
}

/** What the model says of a row: a value, the error's name, or nothing. */
function outcome(
  modeled: Modeled,
  each: Row,
): { readonly value: Computed } | { readonly error: string } | undefined {
  try {
    return { value: modeled.value(each) };
  } catch (error) {
    if (error instanceof Failure) return { error: error.message };
    if (error instanceof Undecided) return undefined;
    throw error;
  }
}

/** Runs a statement that has to give rows. */
async function rowsOf(kernel: Kernel, sql: string): Promise<unknown[]> {
  try {
    return await runSql(kernel, sql);
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}: ${sql}`, { cause: error });
  }
}

/** Runs a statement that fails, or doesn't where the failing part can't be seen in the result. @returns 1 when it failed */
async function isRefused(kernel: Kernel, sql: string): Promise<0 | 1> {
  try {
    await runSql(kernel, sql);
    return 0;
  } catch (error) {
    if (!(error instanceof TrinoError)) throw error;
    expect(error.errorName, sql).to.be.oneOf([
      'DIVISION_BY_ZERO',
      'INVALID_CAST_ARGUMENT',
      'NUMERIC_VALUE_OUT_OF_RANGE',
    ]);
    return 1;
  }
}

describe('branches that are not taken', () => {
  let kernel: Kernel;

  before(async () => {
    kernel = await createKernel({ catalogs: [] });
  });

  after(() => kernel.close());

  const cases = fc.tuple(fc.oneof(number, flag), fc.array(row, { minLength: 4, maxLength: 12 }));

  it('raise no errors, over columns as over constants; those that are taken do', async () => {
    let values = 0;
    let failed = 0;
    await fc.assert(
      fc.asyncProperty(cases, async ([modeled, rows]) => {
        const outcomes = rows.map((each) => outcome(modeled, each));
        const good = rows.filter((_, index) => 'value' in (outcomes[index] ?? {}));
        const expected = good.map((each) => modeled.value(each));
        const select = modeled.sql(columnName);
        if (good.length > 1) {
          const computed = await rowsOf(kernel, overColumns(`k, ${select}`, good));
          const sorted = (computed as [number, Computed][]).sort(([left], [right]) => left - right);
          expect(sorted, select).to.deep.equal(expected.map((value, index) => [index, value]));
          values += good.length;
        }
        for (const [index, each] of good.slice(0, 2).entries()) {
          const constant = modeled.sql((kind, at) => literal(each[kind][at] ?? null, kind));
          expect(await rowsOf(kernel, `SELECT ${constant}`), constant).to.deep.equal([[expected[index]]]);
        }
        const bad = rows.findIndex((_, index) => 'error' in (outcomes[index] ?? {}));
        if (bad >= 0) {
          const failing = rows[bad] as Row;
          failed += await isRefused(kernel, overColumns(select, [failing, failing]));
        }
      }),
      { numRuns: 60 },
    );
    expect(values).to.be.greaterThan(50);
    expect(failed).to.be.greaterThan(3);
  }).timeout(60_000);

  it('raise no errors in filters', async () => {
    await fc.assert(
      fc.asyncProperty(flag, fc.array(row, { minLength: 4, maxLength: 12 }), async (modeled, rows) => {
        const good = rows.filter((each) => 'value' in (outcome(modeled, each) ?? {}));
        if (good.length < 2) return;
        const condition = modeled.sql(columnName);
        const kept = await rowsOf(kernel, overColumns('k', good, ` WHERE ${condition}`));
        const expected = good.flatMap((each, index) => (modeled.value(each) === true ? [index] : []));
        expect(
          (kept as [number][]).map(([key]) => key).sort((left, right) => left - right),
          condition,
        ).to.deep.equal(expected);
      }),
      { numRuns: 40 },
    );
  }).timeout(60_000);
});
