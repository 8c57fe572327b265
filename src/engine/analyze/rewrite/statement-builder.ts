import { needsQuotes } from '../../parse/format/quoting.ts';
import { parseDataType } from '../../parse/parse.ts';
import type { ExpressionNode } from '../../parse/tree/expression-node.ts';
import type { IdentifierNode, QualifiedName } from '../../parse/tree/identifier.ts';
import type { SyntaxNode } from '../../parse/tree/node.ts';
import type { OrderBy } from '../../parse/tree/order-by.ts';
import type { QueryNode, QuerySpecification, SelectItem, ValuesNode } from '../../parse/tree/query.ts';
import type { RelationNode } from '../../parse/tree/relation.ts';

/** What a query of the rewriter's own consists of. */
export interface QueryParts {
  readonly select?: readonly SelectItem[];
  readonly from: RelationNode;
  /** Terms of a conjunction. */
  readonly where?: readonly ExpressionNode[];
  /** Columns to sort by, ascending. */
  readonly orderBy?: readonly string[];
}

/** Makes syntax trees of queries that nobody wrote: all of their nodes stand where the statement stands that they replace. */
export class StatementBuilder {
  readonly #location: SyntaxNode['location'];

  constructor({ location }: SyntaxNode) {
    this.#location = location;
  }

  identifier(value: string): IdentifierNode {
    return { kind: 'identifier', value, delimited: needsQuotes(value), location: this.#location };
  }

  name(...parts: readonly string[]): QualifiedName {
    return {
      kind: 'qualifiedName',
      parts: parts.map((part) => this.identifier(part)),
      location: this.#location,
    };
  }

  text(value: string): ExpressionNode {
    return { kind: 'stringLiteral', value, location: this.#location };
  }

  long(value: number): ExpressionNode {
    return { kind: 'longLiteral', value: BigInt(value), text: String(value), location: this.#location };
  }

  double(value: number): ExpressionNode {
    return { kind: 'doubleLiteral', value, location: this.#location };
  }

  boolean(value: boolean): ExpressionNode {
    return { kind: 'booleanLiteral', value, location: this.#location };
  }

  /** @param type as in SQL */
  nullOf(type: string): ExpressionNode {
    return this.cast({ kind: 'nullLiteral', location: this.#location }, type);
  }

  /** @param type as in SQL */
  cast(value: ExpressionNode, type: string): ExpressionNode {
    return { kind: 'cast', value, type: parseDataType(type), safe: false, location: this.#location };
  }

  equal(column: string, value: string): ExpressionNode {
    return {
      kind: 'comparison',
      operator: '=',
      left: this.identifier(column),
      right: this.text(value),
      location: this.#location,
    };
  }

  /** The condition of a statement's LIKE clause: none without one. */
  like(
    column: string,
    { like, escape }: { readonly like?: string; readonly escape?: string },
  ): ExpressionNode[] {
    if (like === undefined) return [];
    return [
      {
        kind: 'like',
        value: this.identifier(column),
        pattern: this.text(like),
        ...(escape !== undefined && { escape: this.text(escape) }),
        location: this.#location,
      },
    ];
  }

  /** The column, with '' for NULL. */
  nullToEmpty(column: string): ExpressionNode {
    return {
      kind: 'coalesce',
      operands: [this.identifier(column), this.text('')],
      location: this.#location,
    };
  }

  column(expression: ExpressionNode, alias: string): SelectItem {
    return { kind: 'singleColumn', expression, alias: this.identifier(alias), location: this.#location };
  }

  table(...parts: readonly string[]): RelationNode {
    return { kind: 'table', name: this.name(...parts), location: this.#location };
  }

  /** A table of rows: one expression a column. At least one row. */
  values(columns: readonly string[], rows: readonly (readonly ExpressionNode[])[]): RelationNode {
    return {
      kind: 'aliasedRelation',
      relation: {
        kind: 'tableSubquery',
        query: { kind: 'query', body: this.#rows(rows), location: this.#location },
        location: this.#location,
      },
      alias: this.identifier('t'),
      columnNames: columns.map((column) => this.identifier(column)),
      location: this.#location,
    };
  }

  query({ select, from, where = [], orderBy }: QueryParts): QueryNode {
    const [only] = where;
    const condition: ExpressionNode | undefined =
      where.length > 1 ? { kind: 'logical', operator: 'AND', terms: where, location: this.#location } : only;
    const body: QuerySpecification = {
      kind: 'querySpecification',
      distinct: false,
      items: select ?? [{ kind: 'allColumns', aliases: [], location: this.#location }],
      from,
      windows: [],
      ...(condition !== undefined && { where: condition }),
      ...(orderBy !== undefined && { orderBy: this.#orderBy(orderBy) }),
      location: this.#location,
    };
    return { kind: 'query', body, location: this.#location };
  }

  /** A query of no rows. @param columns names and types */
  emptyQuery(columns: readonly (readonly [name: string, type: string])[]): QueryNode {
    return this.query({
      from: this.values(
        columns.map(([name]) => name),
        [columns.map(([, type]) => this.nullOf(type))],
      ),
      where: [this.boolean(false)],
    });
  }

  /** A query of one row with one value. */
  singleValue(column: string, value: ExpressionNode): QueryNode {
    return this.query({ from: this.values([column], [[value]]) });
  }

  #rows(rows: readonly (readonly ExpressionNode[])[]): ValuesNode {
    return {
      kind: 'values',
      // A row of one column is the value itself.
      rows: rows.map(
        (fields): ExpressionNode =>
          fields.length === 1 && fields[0] !== undefined
            ? fields[0]
            : { kind: 'row', items: fields, location: this.#location },
      ),
      location: this.#location,
    };
  }

  #orderBy(columns: readonly string[]): OrderBy {
    return {
      kind: 'orderBy',
      items: columns.map((column) => ({
        kind: 'sortItem',
        key: this.identifier(column),
        descending: false,
        location: this.#location,
      })),
      location: this.#location,
    };
  }
}
