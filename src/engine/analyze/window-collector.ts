import type { Expression } from '../expressions/expression.ts';
import { functionsNamed } from '../functions/function-registry.ts';
import { isComparable, isOrderable } from '../functions/type-traits.ts';
import type { ExpressionNode } from '../parse/tree/expression-node.ts';
import type {
  FunctionCallNode,
  WindowFrame,
  WindowNode,
  WindowOperationNode,
  WindowSpecification,
} from '../parse/tree/function-call.ts';
import type { QuerySpecification } from '../parse/tree/query.ts';
import { formatWindowSpecification } from '../parse/format/format-window.ts';
import { formatIdentifier } from '../parse/format/quoting.ts';
import type { OrderBy } from '../parse/tree/order-by.ts';
import { findAggregations } from './aggregate-checks.ts';
import type { SortKey, WindowCall, WindowMeasure, WindowPattern } from './analysis.ts';
import { resolveAggregate } from './analyze-call.ts';
import { analyzeExpression } from './analyze-expression.ts';
import { analyzeFrame, defaultFrame } from './analyze-frame.ts';
import { LambdaAnalysis } from './analyze-lambda.ts';
import { typeText } from './coerce.ts';
import type { AnalyzeNested, ExpressionContext } from './expression-context.ts';
import { expressionText } from './expression-text.ts';
import type { FieldAllocator } from './field-allocator.ts';
import { analyzeWindowPattern } from './row-pattern/analyze-window-pattern.ts';
import type { PatternExpression } from './row-pattern/pattern-values.ts';
import type { Scope } from './scope.ts';
import { isSameCall, isSameWindow } from './same-window.ts';
import { semanticError } from './semantic-error.ts';

/** What a call's window is once names of other windows are resolved. */
interface ResolvedWindow {
  readonly partitionBy: readonly ExpressionNode[];
  readonly orderBy: OrderBy | undefined;
  readonly frame: WindowFrame | undefined;
  /** Which of them stand in the WINDOW clause: names there mean columns of the source only. */
  readonly named: { readonly partitionBy: boolean; readonly orderBy: boolean; readonly frame: boolean };
}

/** A part of the WINDOW clause: computed from a row, or from the rows of a match. */
export interface DefinedPart {
  readonly node: ExpressionNode;
  readonly value: Expression | PatternExpression;
}

type AnalyzedWindow = Pick<WindowCall, 'partitionBy' | 'orderBy' | 'frame'>;

/** A call with the place of its text, for errors above a grouping. */
export interface CollectedWindow {
  readonly node: FunctionCallNode;
  readonly call: WindowCall;
}

/** A measure of a window's row pattern with the place of its text. */
export interface CollectedMeasure {
  readonly node: WindowOperationNode;
  readonly call: WindowMeasure;
}

/** The window functions of one SELECT, and the measures of its windows. */
export class WindowCollector {
  readonly #allocator: FieldAllocator;
  readonly #named = new Map<string, WindowSpecification>();
  readonly #collected: CollectedWindow[] = [];
  readonly #measures: CollectedMeasure[] = [];
  readonly #definedParts: DefinedPart[] = [];
  /** Patterns of the WINDOW clause, for each text of their frames. */
  readonly #namedPatterns = new Map<string, WindowPattern>();
  /** How many calls are being analysed: those within another are refused with it. */
  #depth = 0;
  /** Where stock says what windows can't have. */
  readonly #owner: QuerySpecification;
  readonly #source: Scope;

  /** @param owner with its WINDOW clause @param source what names mean in the WINDOW clause */
  constructor(allocator: FieldAllocator, owner: QuerySpecification, source: Scope) {
    this.#allocator = allocator;
    this.#owner = owner;
    this.#source = source;
  }

  /**
   * Reads the WINDOW clause, also of windows that no call names. A window may only build on those before it.
   * @throws TrinoError DUPLICATE_WINDOW_NAME, INVALID_WINDOW_REFERENCE, NESTED_WINDOW, …
   */
  define(context: ExpressionContext): void {
    for (const { name, window } of this.#owner.windows) {
      const key = nameOf(name);
      if (this.#named.has(key)) {
        throw semanticError(
          'DUPLICATE_WINDOW_NAME',
          name,
          `WINDOW name '${formatIdentifier(name)}' specified more than once`,
        );
      }
      this.#analyzeWindow(this.#resolve(window), context, context, (part) => {
        this.#definedParts.push(part);
      });
      this.#named.set(key, window);
    }
  }

  /** What the WINDOW clause computes from, in the order of the text: above a grouping it must be the same for all rows of a group. */
  get definedParts(): readonly DefinedPart[] {
    return this.#definedParts;
  }

  get windows(): readonly CollectedWindow[] {
    return this.#collected;
  }

  get measures(): readonly CollectedMeasure[] {
    return this.#measures;
  }

  /**
   * The value of a call.
   * @param inSource what stands in the WINDOW clause is analysed in
   * @throws TrinoError when it isn't a function over windows, or its window is none
   */
  add(node: FunctionCallNode, context: ExpressionContext, inSource: ExpressionContext): Expression {
    const { window } = node;
    if (window === undefined) throw new TypeError('A call without a window');
    const nested: AnalyzeNested = (part) => analyzeExpression(part, context);
    this.#depth++;
    const resolved = this.#resolve(window);
    const { partitionBy, orderBy, frame } = this.#analyzeWindow(resolved, context, inSource);
    const name = node.name.parts.at(-1)?.value.toLowerCase() ?? '';
    node.orderBy?.items.forEach(({ key }) => nested(key));
    const { binding, arguments: args } = resolveAggregate(
      node,
      nested,
      (part) => new LambdaAnalysis(part, context, analyzeExpression),
    );
    verifyCall(node, name, resolved, this.#owner);
    const call: WindowCall = {
      id: this.#allocator.next(name),
      name,
      function: binding.function,
      arguments: args,
      ignoreNulls: node.nullTreatment === 'IGNORE',
      type: binding.returnType,
      partitionBy,
      orderBy,
      frame,
    };
    this.#depth--;
    const known = this.#collected.find((each) => isSameCall(each.call, call));
    if (known !== undefined) return { kind: 'symbol', name: known.call.id, type: call.type };
    if (this.#depth === 0) this.#collected.push({ node, call });
    return { kind: 'symbol', name: call.id, type: call.type };
  }

  /**
   * The value of a measure.
   * @param inSource what stands in the WINDOW clause is analysed in
   * @throws TrinoError INVALID_WINDOW_MEASURE, AMBIGUOUS_NAME, and when its window is none
   */
  addMeasure(node: WindowOperationNode, context: ExpressionContext, inSource: ExpressionContext): Expression {
    const name = nameOf(node.name);
    const resolved = this.#resolve(node.window);
    const measures = resolved.frame?.pattern?.measures ?? [];
    const matching = measures.filter((measure) => nameOf(measure.name) === name);
    if (matching.length === 0) {
      throw semanticError(
        'INVALID_WINDOW_MEASURE',
        node,
        `Measure ${node.name.value} is not defined in the corresponding window`,
      );
    }
    if (matching.length > 1)
      throw semanticError('AMBIGUOUS_NAME', node, `Measure ${node.name.value} is defined more than once`);
    this.#depth++;
    const { partitionBy, orderBy, frame } = this.#analyzeWindow(resolved, context, inSource);
    this.#depth--;
    const { pattern } = frame;
    const value = pattern?.measures.find((measure) => measure.name === name)?.value;
    if (pattern === undefined || value === undefined) throw new TypeError(`Measure ${name} was not analysed`);
    const { type } = value.expression;
    const call: WindowMeasure = {
      id: this.#allocator.next(node.name.value),
      name: node.name.value,
      type,
      value,
      partitionBy,
      orderBy,
      frame: { ...frame, pattern },
    };
    const known = this.#measures.find(
      (each) => nameOf(each.node.name) === name && isSameWindow(each.call, call),
    );
    if (known !== undefined) return { kind: 'symbol', name: known.call.id, type };
    if (this.#depth === 0) this.#measures.push({ node, call });
    return { kind: 'symbol', name: call.id, type };
  }

  /**
   * Refuses what a call may not hold, once it is known what is grouped.
   * @throws TrinoError NOT_SUPPORTED, NESTED_WINDOW
   */
  verify(node: FunctionCallNode): void {
    verifyNotNested(node.arguments, 'function arguments');
    if (node.distinct) {
      const text = expressionText(node);
      throw semanticError(
        'NOT_SUPPORTED',
        this.#owner,
        `DISTINCT in window function parameters not yet supported: ${text}`,
      );
    }
    if (node.filter !== undefined)
      throw semanticError('NOT_SUPPORTED', this.#owner, 'FILTER is not yet supported for window functions');
    if (node.orderBy !== undefined)
      throw semanticError('NOT_SUPPORTED', node, 'Window function with ORDER BY is not supported');
  }

  #analyzeWindow(
    window: ResolvedWindow,
    context: ExpressionContext,
    inSource: ExpressionContext,
    found?: (part: DefinedPart) => void,
  ): AnalyzedWindow {
    const { named } = window;
    const analyzerIn =
      (isNamed: boolean): AnalyzeNested =>
      (part) => {
        const value = analyzeExpression(part, isNamed ? inSource : context);
        found?.({ node: part, value });
        return value;
      };
    const { measures = [], definitions = [] } = window.frame?.pattern ?? {};
    verifyNotNested(
      [
        ...window.partitionBy,
        ...(window.orderBy?.items ?? []).map(({ key }) => key),
        ...[window.frame?.start.value, window.frame?.end?.value].filter((value) => value !== undefined),
        ...[...measures, ...definitions].map(({ expression }) => expression),
      ],
      'specification',
    );
    const partitionBy = window.partitionBy.map((part) => {
      const expression = analyzerIn(named.partitionBy)(part);
      if (!isComparable(expression.type)) {
        throw semanticError(
          'TYPE_MISMATCH',
          part,
          `${typeText(expression.type)} is not comparable, and therefore cannot be used in window function PARTITION BY`,
        );
      }
      return expression;
    });
    const orderBy = sortKeys(window.orderBy, analyzerIn(named.orderBy));
    if (window.frame === undefined) return { partitionBy, orderBy, frame: defaultFrame };
    const pattern = this.#pattern(window.frame, named.frame, context, inSource);
    const frame = analyzeFrame(window.frame, window.orderBy, orderBy, analyzerIn(named.frame));
    measures.forEach(({ expression: node }, i) => {
      const value = pattern?.measures[i]?.value;
      if (value !== undefined) found?.({ node, value });
    });
    definitions.forEach(({ expression: node }, i) => {
      const value = pattern?.definitions[i]?.[1];
      if (value !== undefined) found?.({ node, value });
    });
    return { partitionBy, orderBy, frame: pattern === undefined ? frame : { ...frame, pattern } };
  }

  /** Of the WINDOW clause, each is analysed once for all that is over it. */
  #pattern(
    frame: WindowFrame,
    isNamed: boolean,
    context: ExpressionContext,
    inSource: ExpressionContext,
  ): WindowPattern | undefined {
    if (frame.pattern === undefined) return undefined;
    const text = formatWindowSpecification({
      kind: 'windowSpecification',
      location: frame.location,
      partitionBy: [],
      frame,
    });
    if (!isNamed) return analyzeWindowPattern(frame, `${context.scope === this.#source} ${text}`, context);
    const known = this.#namedPatterns.get(text);
    if (known !== undefined) return known;
    const pattern = analyzeWindowPattern(frame, `true ${text}`, inSource);
    if (pattern !== undefined) this.#namedPatterns.set(text, pattern);
    return pattern;
  }

  #resolve(window: WindowNode): ResolvedWindow {
    if (window.kind === 'windowReference') {
      const named = this.#named.get(nameOf(window.name));
      if (named === undefined) {
        throw semanticError(
          'INVALID_WINDOW_REFERENCE',
          window.name,
          `Cannot resolve WINDOW name ${formatIdentifier(window.name)}`,
        );
      }
      return { ...this.#resolve(named), named: { partitionBy: true, orderBy: true, frame: true } };
    }
    const { existingName, partitionBy, orderBy, frame } = window;
    const own = { partitionBy: false, orderBy: false, frame: false };
    if (existingName === undefined) return { partitionBy, orderBy, frame, named: own };
    const base = this.#resolve({
      kind: 'windowReference',
      location: existingName.location,
      name: existingName,
    });
    const [partition] = partitionBy;
    if (partition !== undefined) {
      throw semanticError(
        'INVALID_PARTITION_BY',
        partition,
        'WINDOW specification with named WINDOW reference cannot specify PARTITION BY',
      );
    }
    if (orderBy !== undefined && base.orderBy !== undefined) {
      throw semanticError(
        'INVALID_ORDER_BY',
        orderBy,
        'Cannot specify ORDER BY if referenced named WINDOW specifies ORDER BY',
      );
    }
    if (base.frame !== undefined) {
      throw semanticError(
        'INVALID_WINDOW_REFERENCE',
        existingName,
        'Cannot reference named WINDOW containing frame specification',
      );
    }
    return {
      partitionBy: base.partitionBy,
      orderBy: orderBy ?? base.orderBy,
      frame,
      named: { partitionBy: true, orderBy: orderBy === undefined, frame: false },
    };
  }
}

function verifyNotNested(parts: readonly ExpressionNode[], where: string): void {
  const nested = parts.flatMap(findAggregations).find(hasWindow);
  if (nested === undefined) return;
  throw semanticError(
    'NESTED_WINDOW',
    nested,
    `Cannot nest window functions or row pattern measures inside window ${where}`,
  );
}

function hasWindow(node: ExpressionNode): boolean {
  return node.kind === 'windowOperation' || (node.kind === 'functionCall' && node.window !== undefined);
}

/** Names of windows are compared as identifiers are: without case unless quoted. */
function nameOf({ value, delimited }: { readonly value: string; readonly delimited?: boolean }): string {
  return delimited === true ? value : value.toUpperCase();
}

function sortKeys(orderBy: OrderBy | undefined, nested: AnalyzeNested): readonly SortKey[] {
  return (orderBy?.items ?? []).map(({ key, descending, nulls }) => {
    const expression = nested(key);
    if (!isOrderable(expression.type)) {
      throw semanticError(
        'TYPE_MISMATCH',
        key,
        `${typeText(expression.type)} is not orderable, and therefore cannot be used in window function ORDER BY`,
      );
    }
    return { expression, descending, nullsFirst: nulls === 'FIRST' };
  });
}

function verifyCall(
  node: FunctionCallNode,
  name: string,
  { orderBy, frame }: ResolvedWindow,
  owner: QuerySpecification,
): void {
  const candidates = functionsNamed(name);
  const isAggregate = candidates.some(({ entry }) => entry.kind === 'AGGREGATE');
  const isWindow = candidates.some(({ entry }) => entry.kind === 'WINDOW');
  // Of window functions those that read values have a choice, rankings have none.
  const mayIgnoreNulls = candidates.some(
    ({ entry }) => entry.kind === 'WINDOW' && entry.argumentNullable !== undefined,
  );
  if (candidates.length > 0 && !mayIgnoreNulls && node.nullTreatment !== undefined) {
    throw semanticError(
      'NULL_TREATMENT_NOT_ALLOWED',
      node,
      `Cannot specify null treatment clause for ${name} function`,
    );
  }
  if (candidates.length > 0 && !isWindow && !isAggregate)
    throw semanticError('FUNCTION_NOT_WINDOW', owner, `Not a window function: ${name}`);
  if (name !== 'lag' && name !== 'lead') return;
  const window = node.window ?? node;
  if (orderBy === undefined)
    throw semanticError('MISSING_ORDER_BY', window, `${name} function requires an ORDER BY window clause`);
  if (frame !== undefined)
    throw semanticError('INVALID_WINDOW_FRAME', frame, `Cannot specify window frame for ${name} function`);
}
