import type { OrderingScheme, PlanFragment, TableScanNode } from '../../../../generated/worker/types.ts';
import type { WireHandle } from '../../catalog/connector.ts';
import { TrinoError } from '../../errors/trino-error.ts';
import type { Expression } from '../../expressions/expression.ts';
import { readAggregateArgument, readExpression } from '../../expressions/read-expression.ts';
import { readRoutine } from '../../routines/wire/read-routine.ts';
import { parseType } from '../../types/parse-type.ts';
import type { Type } from '../../types/type.ts';
import type { SqlExpression, SqlOrdering } from '../duckdb/sql/sql-expression.ts';
import { orderKey } from './comparison.ts';
import { guardRoutines } from './routines/guard-routines.ts';
import type { QuerySession } from './query-session.ts';
import { fn, not } from './sql-shorthand.ts';
import { SymbolNames } from './symbol-names.ts';

/** Rows that come from outside of the fragment: they are staged in a table of the task before the statement runs. */
export interface FragmentSource {
  readonly planNodeId: string;
  /** Name of the staged table, and of its columns in order. */
  readonly table: string;
  readonly columns: readonly string[];
  readonly types: readonly Type[];
  /** Present for table scans, absent for exchanges. */
  readonly scan?: {
    readonly table: TableScanNode['table'];
    readonly columnHandles: readonly unknown[];
    readonly rowLimit?: number;
  };
  /** Present for table functions that make their rows by splits: `functionHandle` of the call. */
  readonly leaf?: WireHandle;
}

/** What the translations of a fragment's nodes share. */
export class FragmentContext {
  readonly names: SymbolNames;
  readonly sources: FragmentSource[] = [];
  readonly #types: Map<string, Type>;
  /** For each id that numbers rows uniquely the symbols of those rows. */
  readonly uniqueIds = new Map<string, ReadonlySet<string>>();
  /** Makes ids of rows unique among the tasks of a query. */
  readonly taskNumber: bigint;

  constructor(fragment: PlanFragment, taskNumber: bigint, session: QuerySession) {
    this.names = new SymbolNames(
      session,
      new Map(
        fragment.languageFunctions.map((data) => [data.resolvedFunction.id, readRoutine(data)] as const),
      ),
    );
    this.#types = new Map(
      Object.entries(fragment.symbols).map(([symbol, type]) => [symbol, parseType(type)]),
    );
    this.taskNumber = taskNumber;
  }

  typeOf(symbol: string): Type {
    const type = this.#types.get(symbol);
    if (type === undefined)
      throw new TrinoError('GENERIC_INTERNAL_ERROR', `Fragment has no symbol ${symbol}`);
    return type;
  }

  /** Lets expressions of a node read a symbol that no node gives. */
  declare(symbol: string, type: Type): void {
    this.#types.set(symbol, type);
  }

  column(symbol: string): SqlExpression {
    return { kind: 'column', name: this.names.of(symbol) };
  }

  /** Reads an expression of the fragment. @throws TrinoError */
  read(text: string): Expression {
    const expression = readExpression(text, this.#types);
    return this.names.routines.size === 0 ? expression : guardRoutines(expression);
  }

  /** Reads an aggregate's argument. @param declared type of the next one that is a function @throws TrinoError */
  readArgument(text: string, declared: Type | undefined): Expression {
    return declared === undefined ? this.read(text) : readAggregateArgument(text, declared, this.#types);
  }

  /** What rows are grouped by: equal values give equal keys. */
  groupKey(symbol: string): SqlExpression {
    return orderKey(this.column(symbol), this.typeOf(symbol));
  }

  orderings(scheme: OrderingScheme): SqlOrdering[] {
    return scheme.orderBy.flatMap((symbol): SqlOrdering[] => {
      const order = scheme.orderings[symbol];
      if (order === undefined) throw new TrinoError('GENERIC_INTERNAL_ERROR', `No order for ${symbol}`);
      const ordering: SqlOrdering = {
        value: this.groupKey(symbol),
        descending: order.startsWith('DESC'),
        nullsFirst: order.endsWith('FIRST'),
      };
      const { kind } = this.typeOf(symbol);
      if (!ordering.nullsFirst || (kind !== 'double' && kind !== 'real')) return [ordering];
      // Where NULL sorts first, NaN is the least number; DuckDB has it as the greatest in all orders.
      return [{ ...ordering, value: not(fn('isnan', ordering.value)) }, ordering];
    });
  }

  /** Registers rows that come from outside. */
  addSource(source: Omit<FragmentSource, 'table'>): FragmentSource {
    const added = { ...source, table: `s${this.sources.length + 1}` };
    this.sources.push(added);
    return added;
  }
}
