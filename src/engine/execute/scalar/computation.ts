import type { ErrorName } from '../../errors/error-codes.ts';
import { TrinoError } from '../../errors/trino-error.ts';
import type { Type } from '../../types/type.ts';
import { appendColumn } from '../duckdb/append-column.ts';
import { duckdb } from '../duckdb/bindings.ts';
import type { Connection, Database } from '../duckdb/bindings.ts';
import { lookAround } from '../duckdb/callback-look.ts';
import { carrierOf, logicalTypeOf } from '../duckdb/carrier.ts';
import { columnReader } from '../duckdb/read-column.ts';
import { printType } from '../duckdb/sql/print-sql.ts';
import type { SqlExpression } from '../duckdb/sql/sql-expression.ts';
import { named } from '../duckdb/sql/sql-type.ts';
import { errorMark } from '../translate/sql-shorthand.ts';
import { runBounded } from './bounded-run.ts';
import { guardHeap } from './heap-guard.ts';
import { makeVector } from './make-vector.ts';
import { readValues } from './read-values.ts';
import type { Value } from './value.ts';

/** What one of our functions does, in Trino's terms. */
export interface Computation {
  readonly parameters: readonly Type[];
  readonly result: Type;
  /** The value of a row. It isn't asked for rows with a NULL argument, unless `takesNull`. @throws TrinoError fails the statement */
  readonly compute: (...values: never[]) => Value;
  readonly takesNull?: boolean;
  /** Gives something else each time it's asked. */
  readonly volatile?: boolean;
  /** Stopped when it takes too long (`bounded-run.ts`). */
  readonly bounded?: boolean;
}

/** A function as DuckDB knows it: one for all computations over the same carriers, told apart by a number. */
interface Shape {
  readonly name: string;
  readonly parameters: readonly Type[];
  readonly result: Type;
  readonly volatile: boolean;
}

const shapes = new Map<string, Shape>();
const computations = new Map<number, Computation>();
/** What computations of a statement ask before each row. */
const checks = new Map<number, () => void>();
/** Computations inside of TRY, and whom to tell of errors that pass through it. */
const tried = new Set<number>();
const escapes = new Map<number, (error: TrinoError) => void>();
const registered = new WeakMap<Database, Set<string>>();
/** What to ask for the statement whose rows are being computed. */
let currentCheck: () => void = () => undefined;
let nextId = 1;
let collecting: number[] | undefined;

/**
 * A call of one of our functions. It has to be made inside of `withComputations`, and lives as long as what that returns.
 * @param values in the carriers of the computation's parameters
 */
export function computed(computation: Computation, values: readonly SqlExpression[]): SqlExpression {
  const { parameters, result, volatile = false } = computation;
  const key = [...parameters, result].map((type) => printType(carrierOf(type))).join(';') + String(volatile);
  let shape = shapes.get(key);
  if (shape === undefined) {
    shape = { name: `computed_${shapes.size + 1}`, parameters, result, volatile };
    shapes.set(key, shape);
  }
  const id = nextId++;
  computations.set(id, computation);
  collecting?.push(id);
  return { kind: 'computed', name: shape.name, id, arguments: values };
}

/** A call of one of our functions stands inside of TRY. */
export function markTried(id: number): void {
  tried.add(id);
}

/** What TRY makes NULL of; any other error ends the query. */
const caughtErrors: ReadonlySet<ErrorName> = new Set([
  'DIVISION_BY_ZERO',
  'INVALID_CAST_ARGUMENT',
  'INVALID_FUNCTION_ARGUMENT',
  'NUMERIC_VALUE_OUT_OF_RANGE',
]);

/**
 * Translates something.
 * @param check asked before every row that is computed: what it throws ends the statement
 * @param onEscape told of an error inside of TRY that TRY doesn't catch: DuckDB's catches all
 * @returns what it became, and what to call when no statement runs with it any more
 */
export function withComputations<T>(
  translate: () => T,
  check: () => void = () => undefined,
  onEscape: (error: TrinoError) => void = () => undefined,
): {
  readonly result: T;
  readonly release: () => void;
} {
  const outer = collecting;
  const ids: number[] = [];
  collecting = ids;
  try {
    const result = translate();
    for (const id of ids) {
      checks.set(id, check);
      if (tried.has(id)) escapes.set(id, onEscape);
    }
    const release = (): void => {
      for (const id of ids) {
        computations.delete(id);
        checks.delete(id);
        tried.delete(id);
        escapes.delete(id);
      }
    };
    return { result, release };
  } finally {
    collecting = outer;
  }
}

/**
 * To be called now and then by a computation that takes long for a row.
 * @throws TrinoError USER_CANCELED when the statement is to end, EXCEEDED_LOCAL_MEMORY_LIMIT
 */
export function checkComputation(): void {
  currentCheck();
  guardHeap();
}

/** Makes the functions known to a database that statements translated so far call. */
export function registerComputations(database: Database, connection: Connection): void {
  let known = registered.get(database);
  if (known === undefined) {
    known = new Set();
    registered.set(database, known);
  }
  if (known.size === shapes.size) return;
  for (const shape of shapes.values()) {
    if (known.has(shape.name)) continue;
    registerShape(connection, shape);
    known.add(shape.name);
  }
}

function registerShape(connection: Connection, shape: Shape): void {
  const fn = duckdb.create_scalar_function();
  duckdb.scalar_function_set_name(fn, shape.name);
  duckdb.scalar_function_add_parameter(fn, logicalTypeOf(named('INTEGER')));
  for (const type of shape.parameters)
    duckdb.scalar_function_add_parameter(fn, logicalTypeOf(carrierOf(type)));
  duckdb.scalar_function_set_return_type(fn, logicalTypeOf(carrierOf(shape.result)));
  duckdb.scalar_function_set_special_handling(fn);
  if (shape.volatile) duckdb.scalar_function_set_volatile(fn);
  duckdb.scalar_function_set_function(fn, (info, input, output) => {
    lookAround();
    let number = 0;
    try {
      const rows = duckdb.data_chunk_get_size(input);
      if (rows === 0) return;
      guardHeap();
      const id = new DataView(
        duckdb.vector_get_data(duckdb.data_chunk_get_vector(input, 0), 4).buffer as ArrayBuffer,
      );
      number = id.getInt32(0, true);
      const computation = computations.get(number);
      if (computation === undefined) throw new Error('A function was called after its statement');
      const readers = computation.parameters.map((type, index) => {
        const reader = columnReader(type);
        reader.append(duckdb.data_chunk_get_vector(input, index + 1), rows);
        return readValues(reader.take(), type);
      });
      const check = checks.get(number);
      currentCheck = check ?? ((): void => undefined);
      const compute = (): Value[] => computeRows(computation, check, readers, rows);
      const values = computation.bounded === true ? runBounded(compute) : compute();
      appendColumn(output, makeVector(values, computation.result), computation.result, 0, rows);
    } catch (error) {
      if (error instanceof TrinoError && !caughtErrors.has(error.errorName)) escapes.get(number)?.(error);
      duckdb.scalar_function_set_error(info, messageOf(error));
    }
  });
  duckdb.register_scalar_function(connection, fn);
  duckdb.destroy_scalar_function_sync(fn);
}

/** Rows that are computed before the heap is looked at. */
const rowsBetweenLooks = 256;

function computeRows(
  { compute, takesNull }: Computation,
  check: (() => void) | undefined,
  readers: readonly ((row: number) => Value)[],
  rows: number,
): Value[] {
  const results = new Array<Value>(rows);
  const run = compute as (...values: readonly Value[]) => Value;
  for (let row = 0; row < rows; row++) {
    check?.();
    if (row % rowsBetweenLooks === rowsBetweenLooks - 1) guardHeap();
    const values = readers.map((read) => read(row));
    results[row] = takesNull !== true && values.includes(null) ? null : run(...values);
  }
  return results;
}

function messageOf(error: unknown): string {
  if (error instanceof TrinoError) return `${errorMark}${error.errorName}${errorMark}${error.message}`;
  return error instanceof Error ? error.message : String(error);
}
