import { TrinoError } from '../errors/trino-error.ts';
import { substitute } from '../expressions/expression-tree.ts';
import type { Expression } from '../expressions/expression.ts';
import { sameExpression } from '../expressions/same-expression.ts';
import { isComparable } from '../functions/type-traits.ts';
import type { ExpressionNode } from '../parse/tree/expression-node.ts';
import type { AllColumns, QuerySpecification } from '../parse/tree/query.ts';
import { hasAggregate, verifyNoAggregations } from './aggregate-checks.ts';
import type {
  Grouping,
  OutputExpression,
  QueryAnalysis,
  RelationAnalysis,
  SelectAnalysis,
} from './analysis.ts';
import { analyzeExpression, nameParts, referenceTo } from './analyze-expression.ts';
import { aboveGrouping, AggregateCollector, analyzeGroupingKeys } from './analyze-grouping.ts';
import { analyzeSortKeys } from './analyze-order-by.ts';
import { analyzeLimit, analyzeOffset } from './analyze-limit.ts';
import { analyzeRelation } from './analyze-relation.ts';
import { coerceToBoolean, typeText } from './coerce.ts';
import { expressionText } from './expression-text.ts';
import type { AnalyzeSubquery, QueryContext } from './query-context.ts';
import { fieldsNamed, matchesQualifier } from './scope.ts';
import type { Field, Scope } from './scope.ts';
import { notSupported, semanticError } from './semantic-error.ts';

/** An item of SELECT: an expression as written, or a column or row field that `*` stands for. */
type Item = (
  | { readonly node: ExpressionNode }
  | { readonly field: Field }
  | { readonly expression: Expression; readonly of: AllColumns }
) & { readonly name?: string };

/** A SELECT with its ORDER BY, OFFSET and LIMIT, in the order of Trino's checks. */
export function analyzeSelect(
  node: QuerySpecification,
  context: QueryContext,
  subquery: AnalyzeSubquery,
): QueryAnalysis {
  if (node.windows.length > 0) {
    throw notSupported(node.windows[0] ?? node, 'WINDOW');
  }
  const from: RelationAnalysis =
    node.from === undefined
      ? { kind: 'singleRow', fields: [] }
      : analyzeRelation(node.from, context, subquery);
  const select = new SelectAnalyzer(node, context, from);
  return select.analyze();
}

class SelectAnalyzer {
  readonly #node: QuerySpecification;
  readonly #context: QueryContext;
  readonly #from: RelationAnalysis;
  readonly #source: Scope;
  readonly #aggregates: AggregateCollector;
  #keys: Grouping['keys'] = [];

  constructor(node: QuerySpecification, context: QueryContext, from: RelationAnalysis) {
    this.#node = node;
    this.#context = context;
    this.#from = from;
    this.#source = { fields: from.fields, ...(context.outer !== undefined && { parent: context.outer }) };
    this.#aggregates = new AggregateCollector(context.allocator);
  }

  analyze(): QueryAnalysis {
    const node = this.#node;
    const where = this.#analyzeWhere();
    const items = node.items.flatMap((item): readonly Item[] =>
      item.kind === 'allColumns'
        ? this.#expand(item)
        : [{ node: item.expression, ...nameOf(item.expression, item.alias?.value) }],
    );
    const grouped = this.#isGrouped(items);
    if (node.groupBy !== undefined) {
      this.#keys = this.#analyzeGroupBy(items);
    }
    const outputs = items.map((item) => this.#analyzeOutput(item, grouped));
    const fields = outputs.map(({ field }) => field);
    if (node.distinct) {
      this.#verifyDistinct(items, fields);
    }
    const having = node.having && this.#analyzeHaving(node.having, grouped);
    const orderBy = analyzeSortKeys(node.orderBy, node, fields, (key) =>
      this.#analyzeSortKey(key, outputs, grouped),
    );
    const limit = analyzeLimit(node.limit);
    if (limit.withTies && orderBy.length === 0) {
      throw semanticError(
        'MISSING_ORDER_BY',
        node.limit ?? node,
        'FETCH FIRST WITH TIES clause requires ORDER BY',
      );
    }
    const body: SelectAnalysis = {
      kind: 'select',
      from: this.#from,
      ...(where !== undefined && { where }),
      ...(grouped && { grouping: { keys: this.#keys, aggregates: this.#aggregates.calls } }),
      ...(having !== undefined && { having }),
      outputs,
      distinct: node.distinct,
    };
    return { kind: 'query', body, orderBy, ...limit, ...analyzeOffset(node.offset), fields };
  }

  #isGrouped(items: readonly Item[]): boolean {
    const { groupBy, having, orderBy } = this.#node;
    return (
      groupBy !== undefined ||
      having !== undefined ||
      items.some((item) => 'node' in item && hasAggregate(item.node)) ||
      (orderBy?.items.some(({ key }) => hasAggregate(key)) ?? false)
    );
  }

  #analyzeWhere(): Expression | undefined {
    const { where } = this.#node;
    if (where === undefined) {
      return undefined;
    }
    verifyNoAggregations(where, 'WHERE clause');
    const condition = analyzeExpression(where, { session: this.#context.session, scope: this.#source });
    return coerceToBoolean(
      condition,
      where,
      (type) => `WHERE clause must evaluate to a boolean: actual type ${type}`,
    );
  }

  #expand(item: AllColumns): readonly Item[] {
    const { target, aliases } = item;
    const visible = this.#from.fields.filter((field) => field.hidden !== true);
    if (target === undefined) {
      if (this.#node.from === undefined) {
        throw semanticError('COLUMN_NOT_FOUND', item, 'SELECT * not allowed in queries without FROM clause');
      }
      return visible.map((field) => ({ field, ...(field.name !== undefined && { name: field.name }) }));
    }
    const qualifier = nameParts(target);
    const matching =
      qualifier === undefined ? [] : visible.filter((field) => matchesQualifier(field, qualifier));
    const expanded: readonly Item[] =
      matching.length > 0
        ? matching.map((field) => ({ field, ...(field.name !== undefined && { name: field.name }) }))
        : this.#expandRow(item, target, qualifier);
    if (aliases.length > 0 && aliases.length !== expanded.length) {
      throw semanticError(
        'MISMATCHED_COLUMN_ALIASES',
        aliases[0] ?? item,
        `Column alias list has ${aliases.length} entries but relation has ${expanded.length} columns`,
      );
    }
    return expanded.map((column, i) => {
      const alias = aliases[i];
      // Here, and nowhere else, Trino shows the upper case that unquoted names have in the standard.
      return alias === undefined
        ? column
        : { ...column, name: alias.delimited ? alias.value : alias.value.toUpperCase() };
    });
  }

  /** `row.*`: the fields of a row. A name alone is that of a relation. */
  #expandRow(
    item: AllColumns,
    target: ExpressionNode,
    qualifier: readonly string[] | undefined,
  ): readonly Item[] {
    const { session } = this.#context;
    if (
      qualifier !== undefined &&
      fieldsNamed(this.#source, qualifier.slice(0, -1), qualifier.at(-1) ?? '').length === 0
    ) {
      throw unresolvedReference(item, qualifier);
    }
    const base = analyzeExpression(target, { session, scope: this.#source });
    if (base.type.kind !== 'row' || qualifier?.length === 1) {
      throw qualifier === undefined
        ? semanticError('TYPE_MISMATCH', item, `Expression ${expressionText(target)} is not of type ROW`)
        : unresolvedReference(item, qualifier);
    }
    return base.type.fields.map(({ name, type }, i) => ({
      of: item,
      expression: {
        kind: 'subscript',
        base,
        type,
        index: { kind: 'constant', type: { kind: 'integer' }, value: i + 1 },
      },
      ...(name !== undefined && { name }),
    }));
  }

  #analyzeGroupBy(items: readonly Item[]): Grouping['keys'] {
    const { groupBy } = this.#node;
    return groupBy === undefined
      ? []
      : analyzeGroupingKeys(
          groupBy,
          items.map((item) => ('node' in item ? item.node : 'field' in item ? item.field : item.expression)),
          { session: this.#context.session, scope: this.#source },
          this.#context.allocator,
          this.#node,
        );
  }

  #analyzeOutput(item: Item, grouped: boolean): OutputExpression {
    const expression =
      'node' in item
        ? this.#analyzeAboveSource(item.node, this.#source, grouped)
        : 'field' in item
          ? this.#liftField(item.field, grouped)
          : this.#lift(item.expression, item.of, grouped);
    const origin = 'field' in item ? item.field.origin : originOf(expression, this.#from.fields);
    return {
      expression,
      field: {
        id: this.#context.allocator.next(item.name ?? 'expr'),
        type: expression.type,
        ...(item.name !== undefined && { name: item.name }),
        ...(origin !== undefined && { origin }),
      },
    };
  }

  #liftField(field: Field, grouped: boolean): Expression {
    const reference = referenceTo(field);
    const lifted = grouped ? aboveGrouping(reference, this.#keys, new Set()) : reference;
    if (lifted === undefined) {
      const name = [...(field.relation ?? []), field.name ?? ''].join('.');
      throw new TrinoError('EXPRESSION_NOT_AGGREGATE', `Column '${name}' not in GROUP BY clause`);
    }
    return lifted;
  }

  /**
   * An expression of SELECT, HAVING or ORDER BY: over the source, or above the grouping.
   * @param outputs fields that the scope has in front of the source's
   */
  #analyzeAboveSource(
    node: ExpressionNode,
    scope: Scope,
    grouped: boolean,
    outputs: readonly Field[] = [],
  ): Expression {
    const { session } = this.#context;
    const expression = analyzeExpression(node, {
      session,
      scope,
      aggregate: (call) => this.#aggregates.add(call, { session, scope }, outputs),
    });
    return this.#lift(expression, node, grouped, outputs);
  }

  /** @throws TrinoError EXPRESSION_NOT_AGGREGATE when the expression reads what differs within a group */
  #lift(
    expression: Expression,
    node: ExpressionNode | AllColumns,
    grouped: boolean,
    outputs: readonly Field[] = [],
  ): Expression {
    if (!grouped) {
      return expression;
    }
    const readable = new Set([...this.#aggregates.calls.map(({ id }) => id), ...outputs.map(({ id }) => id)]);
    const lifted = aboveGrouping(expression, this.#keys, readable);
    if (lifted === undefined) {
      throw semanticError(
        'EXPRESSION_NOT_AGGREGATE',
        node,
        `'${node.kind === 'allColumns' ? '*' : expressionText(node)}' must be an aggregate expression or appear in GROUP BY clause`,
      );
    }
    return lifted;
  }

  #analyzeHaving(node: ExpressionNode, grouped: boolean): Expression {
    const condition = this.#analyzeAboveSource(node, this.#source, grouped);
    return coerceToBoolean(
      condition,
      node,
      (type) => `HAVING clause must evaluate to a boolean: actual type ${type}`,
    );
  }

  #verifyDistinct(items: readonly Item[], fields: readonly Field[]): void {
    fields.forEach(({ type }, i) => {
      if (!isComparable(type)) {
        const item = items[i];
        const text = item !== undefined && 'node' in item ? expressionText(item.node) : (item?.name ?? '');
        throw semanticError(
          'TYPE_MISMATCH',
          this.#node,
          `DISTINCT can only be applied to comparable types (actual: ${typeText(type)}): ${text}`,
        );
      }
    });
  }

  /** Names mean outputs first, then columns of the source. */
  #analyzeSortKey(key: ExpressionNode, outputs: readonly OutputExpression[], grouped: boolean): Expression {
    const fields = outputs.map(({ field }) => field);
    const expression = this.#analyzeAboveSource(key, { fields, parent: this.#source }, grouped, fields);
    if (!this.#node.distinct) {
      return expression;
    }
    // Rows that DISTINCT keeps have their outputs only.
    const spelledOut = substitute(
      expression,
      new Map(outputs.map((output) => [output.field.id, output.expression])),
    );
    const output = outputs.find((each) => sameExpression(each.expression, spelledOut));
    if (output === undefined) {
      throw semanticError(
        'EXPRESSION_NOT_IN_DISTINCT',
        this.#node,
        'For SELECT DISTINCT, ORDER BY expressions must appear in select list',
      );
    }
    return referenceTo(output.field);
  }
}

function unresolvedReference(item: AllColumns, qualifier: readonly string[]): Error {
  return semanticError(
    'TABLE_NOT_FOUND',
    item,
    `Unable to resolve reference ${qualifier.join('.').toLowerCase()}`,
  );
}

/** The name a column gets without an alias: that of the column or row field it is. */
function nameOf(node: ExpressionNode, alias: string | undefined): { readonly name?: string } {
  if (alias !== undefined) {
    return { name: alias };
  }
  const name = nameParts(node)?.at(-1);
  return name === undefined ? {} : { name };
}

function originOf(expression: Expression, fields: readonly Field[]): Field['origin'] {
  return expression.kind === 'symbol' ? fields.find(({ id }) => id === expression.name)?.origin : undefined;
}
