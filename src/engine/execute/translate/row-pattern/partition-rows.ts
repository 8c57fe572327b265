import type { DataOrganizationSpecification } from '../../../../../generated/worker/types.ts';
import type { Type } from '../../../types/type.ts';
import { fieldName } from '../../duckdb/carrier.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import type { SqlColumn, SqlFrom } from '../../duckdb/sql/sql-query.ts';
import type { FragmentContext } from '../fragment-context.ts';
import { columnsOf, from, select } from '../relation.ts';
import type { Relation } from '../relation.ts';
import { whole, windowCall } from '../sql-shorthand.ts';

/** A field of the rows that a partition's list holds. */
export interface PartitionField {
  readonly index: number;
  readonly type: Type;
}

/** The rows of each partition as one list in their order: what fields they have is said as it turns out. */
export class PartitionRows {
  readonly #specification: DataOrganizationSpecification;
  readonly #source: Relation;
  readonly #context: FragmentContext;
  readonly #position: string;
  readonly #fields: { readonly type: Type; readonly value: SqlExpression }[] = [];
  readonly #symbols = new Map<string, PartitionField>();
  /** Columns that fields are computed from, beside those of the source. */
  readonly #placed = new Map<string, SqlExpression>();

  constructor(specification: DataOrganizationSpecification, source: Relation, context: FragmentContext) {
    this.#specification = specification;
    this.#source = source;
    this.#context = context;
    this.#position = context.names.fresh();
  }

  /** A column of the source as a field. */
  symbol(symbol: string): PartitionField {
    let known = this.#symbols.get(symbol);
    if (known === undefined) {
      known = this.add(this.#context.typeOf(symbol), this.#context.column(symbol));
      this.#symbols.set(symbol, known);
    }
    return known;
  }

  /** What is computed of each row, over the source's columns and those that were placed. */
  add(type: Type, value: SqlExpression): PartitionField {
    this.#fields.push({ type, value });
    return { index: this.#fields.length - 1, type };
  }

  /** Gives fields a column to compute with. */
  place(name: string, value: SqlExpression): void {
    if (value.kind === 'column' && value.name === name) return;
    this.#placed.set(name, value);
  }

  /** A column's value some rows behind this one (before it, below zero); NULL outside of the partition. */
  neighbour(symbol: string, offset: number): SqlExpression {
    const value = this.#context.column(symbol);
    if (offset === 0) return value;
    return windowCall(offset < 0 ? 'lag' : 'lead', [value, whole(Math.abs(offset))], {
      partitionBy: this.#partitionBy(),
      orderBy: this.#byPosition(),
    });
  }

  listType(): Type {
    return { kind: 'array', element: { kind: 'row', fields: this.#fields.map(({ type }) => ({ type })) } };
  }

  /** A row for each partition with its list. To be called when all fields are known. */
  list(): { readonly from: SqlFrom; readonly column: string } {
    // SQL has no rows without columns.
    if (this.#fields.length === 0) this.add({ kind: 'boolean' }, { kind: 'boolean', value: true });
    const { names } = this.#context;
    const { orderingScheme } = this.#specification;
    const own = columnsOf(this.#source.symbols, names);
    const numbered = select(
      [
        ...own,
        {
          name: this.#position,
          value: windowCall('row_number', [], {
            partitionBy: this.#partitionBy(),
            orderBy: orderingScheme === undefined ? [] : this.#context.orderings(orderingScheme),
          }),
        },
      ],
      { from: from(this.#source, names) },
    );
    const position: SqlColumn = { name: this.#position, value: { kind: 'column', name: this.#position } };
    const placed = select(
      [...own, position, ...[...this.#placed].map(([name, value]) => ({ name, value }))],
      { from: { kind: 'query', query: numbered, alias: names.fresh() } },
    );
    const column = names.fresh();
    const row: SqlExpression = {
      kind: 'struct',
      fields: this.#fields.map(({ value }, index) => ({ name: fieldName(index), value })),
    };
    const rows: SqlExpression = {
      kind: 'aggregate',
      name: 'array_agg',
      arguments: [row],
      distinct: false,
      orderBy: this.#byPosition(),
    };
    const query = select([{ name: column, value: rows }], {
      from: { kind: 'query', query: placed, alias: names.fresh() },
      ...(this.#specification.partitionBy.length === 0 ? {} : { groupBy: this.#partitionBy() }),
    });
    return { from: { kind: 'query', query, alias: names.fresh() }, column };
  }

  #partitionBy(): SqlExpression[] {
    return this.#specification.partitionBy.map((symbol) => this.#context.groupKey(symbol));
  }

  #byPosition() {
    return [
      { value: { kind: 'column', name: this.#position } as const, descending: false, nullsFirst: false },
    ];
  }
}
