import { TrinoError } from '../errors/trino-error.ts';
import { isDeterministic, substitute, symbolsOf } from '../expressions/expression-tree.ts';
import type { Expression } from '../expressions/expression.ts';
import { sameExpression } from '../expressions/same-expression.ts';
import { isComparable } from '../functions/type-traits.ts';
import type { ExpressionNode } from '../parse/tree/expression-node.ts';
import type { AllColumns, QuerySpecification } from '../parse/tree/query.ts';
import { GroupingLift } from './above-grouping.ts';
import { AggregateCollector } from './aggregate-collector.ts';
import { findAggregations, hasAggregate, isWindowed, verifyNoAggregations } from './aggregate-checks.ts';
import type {
  Grouping,
  OutputExpression,
  QueryAnalysis,
  RelationAnalysis,
  SelectAnalysis,
  SortKey,
  WindowCall,
  WindowMeasure,
} from './analysis.ts';
import { analyzeExpression, referenceTo } from './analyze-expression.ts';
import { analyzeGroupBy } from './analyze-grouping.ts';
import { GroupingOperationCollector } from './grouping-operations.ts';
import { analyzeSortKeys } from './analyze-order-by.ts';
import { LambdaAnalysis } from './analyze-lambda.ts';
import { analyzeLimit, analyzeOffset } from './analyze-limit.ts';
import { analyzeRelation } from './analyze-relation.ts';
import { coerceToBoolean, typeText } from './coerce.ts';
import type { ExpressionContext } from './expression-context.ts';
import { expressionText } from './expression-text.ts';
import { scopeOf } from './query-context.ts';
import type { QueryContext } from './query-context.ts';
import type { Field, Scope } from './scope.ts';
import { analyzeSelectItem } from './select-items.ts';
import type { SelectedColumn } from './select-items.ts';
import { semanticError } from './semantic-error.ts';
import { refuseWindowedRoutine } from './routines/analyze-routine-call.ts';
import { WindowCollector } from './window-collector.ts';
import { isMovable, ownWindowParts, WindowMover } from './window-mover.ts';
import { SubqueryCollector } from './subquery-collector.ts';

/** A SELECT with its ORDER BY, OFFSET and LIMIT, in the order of Trino's checks. */
export function analyzeSelect(node: QuerySpecification, context: QueryContext): QueryAnalysis {
  const from: RelationAnalysis =
    node.from === undefined ? { kind: 'singleRow', fields: [] } : analyzeRelation(node.from, context);
  return new SelectAnalyzer(node, context, from).analyze();
}

class SelectAnalyzer {
  readonly #node: QuerySpecification;
  readonly #context: QueryContext;
  readonly #from: RelationAnalysis;
  readonly #source: Scope;
  readonly #subqueries: SubqueryCollector;
  readonly #aggregates: AggregateCollector;
  readonly #groupingOperations: GroupingOperationCollector;
  readonly #windows: WindowCollector;

  constructor(node: QuerySpecification, context: QueryContext, from: RelationAnalysis) {
    this.#node = node;
    this.#context = context;
    this.#from = from;
    this.#source = scopeOf(from.fields, context);
    this.#subqueries = new SubqueryCollector(context, this.#source);
    this.#aggregates = new AggregateCollector(context.allocator);
    this.#groupingOperations = new GroupingOperationCollector(context.allocator);
    this.#windows = new WindowCollector(context.allocator, node, this.#source);
  }

  analyze(): QueryAnalysis {
    const node = this.#node;
    this.#defineWindows();
    const where = this.#analyzeWhere();
    const columns = node.items.flatMap((item) =>
      analyzeSelectItem(item, this.#aboveSource(this.#source), node),
    );
    if (node.distinct) {
      this.#verifyDistinct(columns);
    }
    const keys =
      node.groupBy && analyzeGroupBy(node.groupBy, columns, this.#expressionContext(this.#source), node);
    const having = node.having && this.#analyzeHaving(node.having);
    const outputs = columns.map((column) => this.#output(column));
    const fields = outputs.map(({ field }) => field);
    const orderBy = this.#analyzeOrderBy(fields);
    const rows = { ...analyzeLimit(node.limit, this.#context), ...analyzeOffset(node.offset, this.#context) };
    if (rows.withTies && orderBy.length === 0) {
      throw semanticError(
        'MISSING_ORDER_BY',
        node.limit ?? node,
        'FETCH FIRST WITH TIES clause requires ORDER BY',
      );
    }
    this.#verifyGroupingOperations();
    const plain = { from: this.#from, ...(where !== undefined && { where }), distinct: node.distinct };
    const select = this.#isGrouped()
      ? this.#group(columns, outputs, having, orderBy, { ...plain, keys: { keys: [], ...keys } })
      : {
          body: { kind: 'select', ...plain, ...this.#windowsOver(outputs, (part) => part), outputs } as const,
          orderBy,
        };
    return {
      kind: 'query',
      body: select.body,
      orderBy: node.distinct ? this.#orderByOfDistinct(select.body.outputs, select.orderBy) : select.orderBy,
      ...rows,
      fields,
    };
  }

  #expressionContext(scope: Scope): ExpressionContext {
    return { query: this.#context, scope, subqueries: this.#subqueries };
  }

  /** Where aggregates may stand: in SELECT, HAVING and ORDER BY. @param outputs scope of the outputs, in ORDER BY */
  #aboveSource(scope: Scope, outputs?: Scope): ExpressionContext {
    const inSource = (): ExpressionContext =>
      outputs === undefined ? context : this.#aboveSource(this.#source);
    const context: ExpressionContext = {
      ...this.#expressionContext(scope),
      aggregate: (call) =>
        this.#aggregates.add(
          call,
          (part) => analyzeExpression(part, context),
          (part) => new LambdaAnalysis(part, context, analyzeExpression),
          outputs,
        ),
      groupingOperation: (operation) =>
        this.#groupingOperations.add(operation, (part) => analyzeExpression(part, context), outputs),
      window: (call) => {
        refuseWindowedRoutine(call, this.#node, context.query.routines);
        return this.#windows.add(call, context, inSource());
      },
      windowMeasure: (operation) => this.#windows.addMeasure(operation, context, inSource()),
    };
    return context;
  }

  /** Reads the WINDOW clause only to refuse what is wrong in it: what is computed is found where calls name its windows. */
  #defineWindows(): void {
    const subqueries = new SubqueryCollector(this.#context, this.#source);
    const aggregates = new AggregateCollector(this.#context.allocator);
    const operations = new GroupingOperationCollector(this.#context.allocator);
    const nested = (part: ExpressionNode): Expression => analyzeExpression(part, context);
    const context: ExpressionContext = {
      ...this.#expressionContext(this.#source),
      subqueries,
      aggregate: (call) =>
        aggregates.add(call, nested, (part) => new LambdaAnalysis(part, context, analyzeExpression)),
      groupingOperation: (operation) => operations.add(operation, nested),
    };
    this.#windows.define(context);
  }

  /**
   * The window functions over what is there when they are computed: outputs, which ORDER BY may name, are spelled out.
   * @param lift moves an expression above a grouping; undefined when it can't stand there
   */
  #windowsOver(
    outputs: readonly OutputExpression[],
    lift: (expression: Expression) => Expression | undefined,
  ): Pick<SelectAnalysis, 'windows' | 'windowMeasures'> {
    const values = new Map(outputs.map((output) => [output.field.id, output.expression]));
    const below = (expression: Expression): Expression | undefined => lift(substitute(expression, values));
    const collected = this.#windows.windows;
    const moverOf = (node: ExpressionNode): WindowMover =>
      new WindowMover(below, this.#context.allocator, this.#isGrouped(), () => mustBeGrouped(node));
    const windows = collected.map(({ node, call }): WindowCall => {
      const mover = moverOf(node);
      return {
        ...call,
        arguments: call.arguments.map((argument) => mover.expression(argument)),
        ...mover.window(call),
      };
    });
    const windowMeasures = this.#windows.measures.map(({ node, call }): WindowMeasure => {
      const mover = moverOf(node);
      const { frame, ...window } = mover.window(call);
      const { pattern } = call.frame;
      return {
        ...call,
        ...window,
        value: mover.pattern(call.value),
        frame: { ...frame, pattern: frame.pattern ?? pattern },
      };
    });
    collected.forEach(({ node }) => {
      this.#windows.verify(node);
    });
    return {
      ...(windows.length > 0 && { windows }),
      ...(windowMeasures.length > 0 && { windowMeasures }),
    };
  }

  #isGrouped(): boolean {
    const { groupBy, having, items, orderBy } = this.#node;
    return (
      groupBy !== undefined ||
      having !== undefined ||
      this.#aggregates.calls.length > 0 ||
      items.some((item) => item.kind === 'singleColumn' && hasAggregate(item.expression)) ||
      (orderBy?.items.some(({ key }) => hasAggregate(key)) ?? false)
    );
  }

  #analyzeWhere(): Expression | undefined {
    const { where } = this.#node;
    if (where === undefined) {
      return undefined;
    }
    verifyNoAggregations(where, 'WHERE clause');
    return coerceToBoolean(
      analyzeExpression(where, this.#expressionContext(this.#source)),
      where,
      (type) => `WHERE clause must evaluate to a boolean: actual type ${type}`,
    );
  }

  #analyzeHaving(node: ExpressionNode): Expression {
    const windowed = findAggregations(node).find(isWindowed);
    if (windowed !== undefined) {
      throw semanticError(
        'NESTED_WINDOW',
        windowed,
        'HAVING clause cannot contain window functions or row pattern measures',
      );
    }
    return coerceToBoolean(
      analyzeExpression(node, this.#aboveSource(this.#source)),
      node,
      (type) => `HAVING clause must evaluate to a boolean: actual type ${type}`,
    );
  }

  /** Names mean outputs first, then columns of the source. */
  #analyzeOrderBy(fields: readonly Field[]): readonly SortKey[] {
    const scope: Scope = { fields, references: [], parent: this.#source };
    return analyzeSortKeys(this.#node.orderBy, this.#node, fields, (key) => ({
      key,
      context: this.#aboveSource(scope, scope),
    }));
  }

  #output({ name, field, expression }: SelectedColumn): OutputExpression {
    const known = expression.kind === 'symbol' ? expression.name : undefined;
    const origin = field?.origin ?? this.#from.fields.find(({ id }) => id === known)?.origin;
    return {
      expression,
      field: {
        id: this.#context.allocator.next(name ?? 'expr'),
        type: expression.type,
        ...(name !== undefined && { name }),
        ...(origin !== undefined && { origin }),
      },
    };
  }

  #verifyGroupingOperations(): void {
    if (this.#groupingOperations.isEmpty || this.#node.groupBy !== undefined) {
      return;
    }
    throw semanticError(
      'MISSING_GROUP_BY',
      this.#node,
      'A GROUPING() operation can only be used with a corresponding GROUPING SET/CUBE/ROLLUP/GROUP BY clause',
    );
  }

  /** Moves what is computed from groups above the grouping. @throws TrinoError EXPRESSION_NOT_AGGREGATE, NESTED_AGGREGATION, … */
  #group(
    columns: readonly SelectedColumn[],
    outputs: readonly OutputExpression[],
    having: Expression | undefined,
    orderBy: readonly SortKey[],
    {
      keys,
      ...plain
    }: Omit<SelectAnalysis, 'kind' | 'outputs'> & { readonly keys: Pick<Grouping, 'keys' | 'sets'> },
  ): { readonly body: SelectAnalysis; readonly orderBy: readonly SortKey[] } {
    const lift: GroupingLift = new GroupingLift({
      keys: keys.keys,
      source: this.#source.fields,
      subqueries: this.#subqueries,
      allocator: this.#context.allocator,
      below: this.#symbolsBelow(plain.where, keys.keys),
      verify: (id) => {
        this.#aggregates.verify(id);
        this.#groupingOperations.verify(id, keys.keys);
      },
      isReadable: (id) => this.#isWindowReadable(id, outputs, (expression) => lift.lift(expression)),
    });
    const liftedOutputs = outputs.map((output, i) => {
      const expression = lift.lift(output.expression);
      if (expression === undefined) {
        throw notGrouped(columns[i], this.#source.fields, this.#node);
      }
      return { ...output, expression };
    });
    const liftedHaving = having && lift.lift(having);
    if (having !== undefined && liftedHaving === undefined) {
      throw mustBeGrouped(this.#node.having ?? this.#node);
    }
    const { allocator } = this.#context;
    for (const { node, value } of this.#windows.definedParts) {
      if (!isMovable(value, (part) => lift.lift(part), allocator)) throw mustBeGrouped(node);
    }
    const liftedOrderBy = orderBy.map((key, i) => {
      const expression = lift.lift(key.expression);
      if (expression === undefined) {
        throw mustBeGrouped(this.#node.orderBy?.items[i]?.key ?? this.#node);
      }
      return { ...key, expression };
    });
    const operations = this.#groupingOperations.operations;
    const body: SelectAnalysis = {
      kind: 'select',
      ...plain,
      grouping: {
        ...keys,
        aggregates: this.#aggregates.calls,
        ...(operations.length > 0 && { groupingOperations: operations }),
      },
      ...(liftedHaving !== undefined && { having: liftedHaving }),
      ...this.#windowsOver(outputs, (expression) => lift.lift(expression)),
      outputs: liftedOutputs,
    };
    return { body, orderBy: liftedOrderBy };
  }

  /**
   * Whether the arguments of a window function are the same for all rows of a group.
   * @throws TrinoError EXPRESSION_NOT_AGGREGATE when a part of its own window isn't; what WINDOW defines is checked by itself
   */
  #isWindowReadable(
    id: string,
    outputs: readonly OutputExpression[],
    lift: (expression: Expression) => Expression | undefined,
  ): boolean {
    const collected = [...this.#windows.windows, ...this.#windows.measures];
    const found = collected.find(({ call }) => call.id === id);
    if (found === undefined) return true;
    const values = new Map(outputs.map((output) => [output.field.id, output.expression]));
    const below = (expression: Expression): Expression | undefined => lift(substitute(expression, values));
    const { call, node } = found;
    if (node.window?.kind === 'windowSpecification') {
      for (const { part, text, value } of ownWindowParts(node.window, call)) {
        if (isMovable(value, below, this.#context.allocator)) continue;
        throw semanticError(
          'EXPRESSION_NOT_AGGREGATE',
          part,
          `${text} must be an aggregate expression or appear in GROUP BY clause`,
        );
      }
    }
    return !('arguments' in call) || call.arguments.every((argument) => below(argument) !== undefined);
  }

  /** Names of what is computed before rows are grouped. */
  #symbolsBelow(where: Expression | undefined, keys: Grouping['keys']): ReadonlySet<string> {
    const found = new Set<string>();
    const visit = (expression: Expression | undefined): void => {
      if (expression !== undefined) {
        symbolsOf(expression, found);
      }
    };
    visit(where);
    keys.forEach(({ expression }) => {
      visit(expression);
    });
    for (const { arguments: args, filter, orderBy } of this.#aggregates.calls) {
      args.forEach(visit);
      visit(filter);
      orderBy.forEach(({ expression }) => {
        visit(expression);
      });
    }
    return found;
  }

  #verifyDistinct(columns: readonly SelectedColumn[]): void {
    const column = columns.find(({ expression }) => !isComparable(expression.type));
    if (column !== undefined) {
      const text = column.node === undefined ? '' : `: ${expressionText(column.node)}`;
      throw semanticError(
        'TYPE_MISMATCH',
        this.#node,
        `DISTINCT can only be applied to comparable types (actual: ${typeText(column.expression.type)})${text}`,
      );
    }
  }

  /** A key that reads like an output but is computed anew, from something random. @throws TrinoError EXPRESSION_NOT_IN_DISTINCT */
  #refuseRandomKey(key: ExpressionNode | undefined, value: Expression): void {
    if (key === undefined || isDeterministic(value)) return;
    const text = expressionText(key);
    const isAlike = this.#node.items.some(
      (item) => item.kind === 'singleColumn' && expressionText(item.expression) === text,
    );
    if (!isAlike) return;
    throw semanticError(
      'EXPRESSION_NOT_IN_DISTINCT',
      key,
      'Non deterministic ORDER BY expression is not supported with SELECT DISTINCT',
    );
  }

  /**
   * Rows that DISTINCT keeps have their outputs only. A key is an output's name, or reads the same columns of the source as an output: a
   * name within a larger expression means an output first, so that `a + b` isn't what SELECT computes when `a` is an output.
   */
  #orderByOfDistinct(outputs: readonly OutputExpression[], orderBy: readonly SortKey[]): readonly SortKey[] {
    const calls = this.#windows.windows.map(({ call }) => call);
    const first = new Map(
      calls.map((call) => {
        const { id, type } = calls.find((other) => callText(other) === callText(call)) ?? call;
        return [call.id, { kind: 'symbol', name: id, type }] as const;
      }),
    );
    return orderBy.map((key, i) => {
      const expression = substitute(key.expression, first);
      const output =
        outputs.find(({ field }) => expression.kind === 'symbol' && expression.name === field.id) ??
        outputs.find((each) => sameExpression(substitute(each.expression, first), expression));
      if (output === undefined) {
        this.#refuseRandomKey(this.#node.orderBy?.items[i]?.key, expression);
        throw semanticError(
          'EXPRESSION_NOT_IN_DISTINCT',
          this.#node,
          'For SELECT DISTINCT, ORDER BY expressions must appear in select list',
        );
      }
      return { ...key, expression: referenceTo(output.field) };
    });
  }
}

/** What a call over a window computes, whatever its symbol is called. */
function callText(call: WindowCall): string {
  return JSON.stringify({ ...call, id: '', name: '' }, (_, value: unknown) =>
    typeof value === 'bigint' ? `${value}` : value,
  );
}

/** Of a column of SELECT; of one that `*` stands for, Trino doesn't tell the place. */
function notGrouped(
  column: SelectedColumn | undefined,
  source: readonly Field[],
  owner: QuerySpecification,
): TrinoError {
  if (column?.field !== undefined) {
    const { name, relation = [], id } = column.field;
    const text =
      name === undefined
        ? `${source.findIndex((field) => field.id === id) + 1}`
        : `'${[...relation, name].join('.')}'`;
    return new TrinoError('EXPRESSION_NOT_AGGREGATE', `Column ${text} not in GROUP BY clause`);
  }
  return mustBeGrouped(column?.node ?? column?.star ?? owner);
}

function mustBeGrouped(node: ExpressionNode | AllColumns | QuerySpecification): TrinoError {
  const text = node.kind === 'allColumns' || node.kind === 'querySpecification' ? '*' : expressionText(node);
  return semanticError(
    'EXPRESSION_NOT_AGGREGATE',
    node,
    `'${text}' must be an aggregate expression or appear in GROUP BY clause`,
  );
}
