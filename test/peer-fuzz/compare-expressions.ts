import { ask, differenceOf } from './answers.ts';
import type { Answer } from './answers.ts';
import { expressionStatement } from './expression-case.ts';
import type { ExpressionCase } from './expression-case.ts';
import type { FuzzExpression } from './expressions.ts';
import type { FuzzSource } from './sources.ts';

/** A statement that two servers answer differently. */
export interface Difference {
  readonly sql: string;
  readonly judge: Answer;
  readonly ours: Answer;
  readonly problem: string;
  /** What remains of it when each row is computed alone. */
  readonly byRow: RowDifference;
}

/**
 * `another error`: in some rows both servers failed, the judge with an error that a part of the expression, computed alone, has on both. `none`: each row alone is answered alike, the servers only told of different rows; `NULL or an error`: in some rows one server found NULL and
 * the other told of an error that a part of the expression, computed alone, has on both.
 */
export type RowDifference = 'none' | 'NULL or an error' | 'another error' | 'other';

/** Asks a server; tests put their own in its place. */
export type Ask = (server: string, sql: string) => Promise<Answer>;

/** How many expressions share a statement of the judge. */
const batchSize = 16;

/**
 * Compares what two servers make of expressions. Ours gets each alone. The judge, which takes a hundred times as long for a statement as for one more
 * column, gets those that we could compute in batches, and alone what fails: so each error is compared as it's told for the expression alone.
 */
export class ExpressionComparison {
  readonly #judge: string;
  readonly #ours: string;
  readonly #ask: Ask;

  constructor(judge: string, ours: string, send: Ask = ask) {
    this.#judge = judge;
    this.#ours = ours;
    this.#ask = send;
  }

  /** @returns a difference for each case that has one, of its smallest part that has one */
  async compare(cases: readonly ExpressionCase[]): Promise<readonly Difference[]> {
    const answered: { readonly test: ExpressionCase; readonly ours: Answer }[] = [];
    for (const test of cases) answered.push({ test, ours: await this.#ask(this.#ours, alone(test)) });
    const differing: ExpressionCase[] = [];
    for (const source of new Set(cases.map((test) => test.source))) {
      const own = answered.filter(({ test }) => test.source === source);
      const computed = own.filter(({ ours }) => ours.kind === 'rows');
      for (let i = 0; i < computed.length; i += batchSize) {
        differing.push(...(await this.#batch(computed.slice(i, i + batchSize), source)));
      }
      for (const each of own.filter(({ ours }) => ours.kind !== 'rows')) {
        differing.push(...(await this.#batch([each], source)));
      }
    }
    const differences: Difference[] = [];
    for (const { expression, source } of differing)
      differences.push(await this.#smallest(expression, source));
    return differences;
  }

  async #batch(
    batch: readonly { readonly test: ExpressionCase; readonly ours: Answer }[],
    source: FuzzSource,
  ): Promise<readonly ExpressionCase[]> {
    const [first] = batch;
    if (first === undefined) return [];
    const judge = await this.#ask(
      this.#judge,
      expressionStatement(
        batch.map(({ test }) => test.expression.sql),
        source,
      ),
    );
    if (batch.length === 1) {
      return differenceOf(judge, first.ours, false) === undefined ? [] : [first.test];
    }
    if (judge.kind === 'rows') {
      return batch
        .filter(({ ours }, i) => differenceOf(columnOf(judge, i, source), ours, false) !== undefined)
        .map(({ test }) => test);
    }
    // The statement has an expression a line, after a line with SELECT.
    const culprit = judge.kind === 'error' && judge.line !== undefined ? batch[judge.line - 2] : undefined;
    const parts =
      culprit !== undefined
        ? [[culprit], batch.filter((each) => each !== culprit)]
        : [batch.slice(0, batch.length / 2), batch.slice(batch.length / 2)];
    const found: ExpressionCase[] = [];
    for (const part of parts) found.push(...(await this.#batch(part, source)));
    return found;
  }

  /** The smallest part that still differs when it stands alone; the expression itself when it agrees this time. */
  async #smallest(expression: FuzzExpression, source: FuzzSource): Promise<Difference> {
    for (const part of expression.parts) {
      const difference = await this.#differenceOf(part, source);
      if (difference !== undefined) return this.#smallest(part, source);
    }
    const sql = alone({ expression, source });
    const judge = await this.#ask(this.#judge, sql);
    const ours = await this.#ask(this.#ours, sql);
    const problem = differenceOf(judge, ours, false) ?? 'differs in some runs only';
    const byRow = await this.#byRow(expression, source);
    return { sql, judge, ours, problem, byRow };
  }

  async #byRow(expression: FuzzExpression, source: FuzzSource): Promise<RowDifference> {
    let difference: RowDifference = 'none';
    for (let row = 0; row < source.rows; row++) {
      const sql = expressionStatement([expression.sql], source, source.rows === 1 ? undefined : row);
      const judge = await this.#ask(this.#judge, sql);
      const ours = await this.#ask(this.#ours, sql);
      if (differenceOf(judge, ours, false) === undefined) continue;
      if (failsOnValues(judge) && failsOnValues(ours)) {
        if (!(await this.#partFails(expression, source, row, judge))) return 'other';
        difference = 'another error';
        continue;
      }
      const found = isNull(judge) ? ours : isNull(ours) ? judge : undefined;
      if (found === undefined || !failsOnValues(found)) return 'other';
      if (!(await this.#partFails(expression, source, row, found))) return 'other';
      difference = 'NULL or an error';
    }
    return difference;
  }

  /** Whether a part of an expression fails with this error on both servers. */
  async #partFails(
    expression: FuzzExpression,
    source: FuzzSource,
    row: number,
    error: Answer,
  ): Promise<boolean> {
    for (const part of expression.parts) {
      if (await this.#partFails(part, source, row, error)) return true;
      const sql = expressionStatement([part.sql], source, source.rows === 1 ? undefined : row);
      const ours = await this.#ask(this.#ours, sql);
      if (differenceOf(error, ours, false) !== undefined) continue;
      if (differenceOf(await this.#ask(this.#judge, sql), ours, false) === undefined) return true;
    }
    return false;
  }

  async #differenceOf(expression: FuzzExpression, source: FuzzSource): Promise<string | undefined> {
    const sql = alone({ expression, source });
    return differenceOf(await this.#ask(this.#judge, sql), await this.#ask(this.#ours, sql), false);
  }
}

function alone({ expression, source }: ExpressionCase): string {
  return expressionStatement([expression.sql], source);
}

/** What a statement of one expression would have answered. */
function columnOf(answer: Answer & { readonly kind: 'rows' }, index: number, source: FuzzSource): Answer {
  const keys = source.columns.length === 0 ? 0 : 1;
  const positions = [...Array(keys).keys(), index + keys];
  return {
    kind: 'rows',
    columns: positions.map((position, i) =>
      (answer.columns[position] ?? '').replace(/^_col\d+ /, `_col${i} `),
    ),
    rows: answer.rows.map((row) => positions.map((position) => row[position])),
  };
}

function isNull(answer: Answer): boolean {
  return answer.kind === 'rows' && answer.rows.every((row) => row.at(-1) === null);
}

/** An error of values: not one of analysis, and not one that says what we can't. Internal are those of Java's arithmetic only. */
function failsOnValues(answer: Answer): boolean {
  if (answer.kind !== 'error' || answer.line !== undefined) return false;
  if (answer.name === 'GENERIC_INTERNAL_ERROR')
    return /^(\/ by zero|(integer|long) overflow)$/.test(answer.message);
  return !['NOT_SUPPORTED', 'FUNCTION_IMPLEMENTATION_MISSING'].includes(answer.name);
}
