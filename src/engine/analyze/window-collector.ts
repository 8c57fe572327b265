import type { Expression } from '../expressions/expression.ts';
import { functionsNamed } from '../functions/function-registry.ts';
import { resolveInternal } from '../functions/resolve-function.ts';
import { isComparable, isOrderable } from '../functions/type-traits.ts';
import type { ExpressionNode } from '../parse/tree/expression-node.ts';
import type {
  FunctionCallNode,
  WindowFrame,
  WindowNode,
  WindowSpecification,
} from '../parse/tree/function-call.ts';
import type { QuerySpecification } from '../parse/tree/query.ts';
import { formatIdentifier } from '../parse/format/quoting.ts';
import type { OrderBy } from '../parse/tree/order-by.ts';
import { sameType } from '../types/same-type.ts';
import { findAggregations } from './aggregate-checks.ts';
import type { FrameAnalysis, FrameBoundAnalysis, SortKey, WindowCall } from './analysis.ts';
import { resolveAggregate } from './analyze-call.ts';
import type { PrepareLambda } from './analyze-lambda.ts';
import { coerce, typeText } from './coerce.ts';
import type { AnalyzeNested } from './expression-context.ts';
import { expressionText } from './expression-text.ts';
import type { FieldAllocator } from './field-allocator.ts';
import { notSupported, semanticError } from './semantic-error.ts';

/** What a call's window is once names of other windows are resolved. */
interface ResolvedWindow {
  readonly partitionBy: readonly ExpressionNode[];
  readonly orderBy: OrderBy | undefined;
  readonly frame: WindowFrame | undefined;
  /** Which of them stand in the WINDOW clause: names there mean columns of the source only. */
  readonly named: { readonly partitionBy: boolean; readonly orderBy: boolean; readonly frame: boolean };
}

/** A part of the WINDOW clause. */
export interface DefinedPart {
  readonly node: ExpressionNode;
  readonly expression: Expression;
}

type AnalyzedWindow = Pick<WindowCall, 'partitionBy' | 'orderBy' | 'frame'>;

/** A call with the place of its text, for errors above a grouping. */
export interface CollectedWindow {
  readonly node: FunctionCallNode;
  readonly call: WindowCall;
}

/** The window functions of one SELECT. */
export class WindowCollector {
  readonly #allocator: FieldAllocator;
  readonly #named = new Map<string, WindowSpecification>();
  readonly #collected: CollectedWindow[] = [];
  readonly #definedParts: DefinedPart[] = [];
  /** How many calls are being analysed: those within another are refused with it. */
  #depth = 0;
  /** Where stock says what windows can't have. */
  readonly #owner: QuerySpecification;

  /** @param owner with its WINDOW clause */
  constructor(allocator: FieldAllocator, owner: QuerySpecification) {
    this.#allocator = allocator;
    this.#owner = owner;
  }

  /**
   * Reads the WINDOW clause, also of windows that no call names. A window may only build on those before it.
   * @throws TrinoError DUPLICATE_WINDOW_NAME, INVALID_WINDOW_REFERENCE, NESTED_WINDOW, …
   */
  define(nested: AnalyzeNested): void {
    for (const { name, window } of this.#owner.windows) {
      const key = nameOf(name);
      if (this.#named.has(key)) {
        throw semanticError(
          'DUPLICATE_WINDOW_NAME',
          name,
          `WINDOW name '${formatIdentifier(name)}' specified more than once`,
        );
      }
      this.#analyzeWindow(this.#resolve(window), (part) => {
        const expression = nested(part);
        this.#definedParts.push({ node: part, expression });
        return expression;
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

  /**
   * The value of a call.
   * @param inSource analyses what stands in the WINDOW clause
   * @throws TrinoError when it isn't a function over windows, or its window is none
   */
  add(
    node: FunctionCallNode,
    nested: AnalyzeNested,
    lambda: PrepareLambda,
    inSource: AnalyzeNested,
  ): Expression {
    const { window } = node;
    if (window === undefined) throw new TypeError('A call without a window');
    this.#depth++;
    const resolved = this.#resolve(window);
    const { partitionBy, orderBy, frame } = this.#analyzeWindow(resolved, nested, inSource);
    const name = node.name.parts.at(-1)?.value.toLowerCase() ?? '';
    node.orderBy?.items.forEach(({ key }) => nested(key));
    const { binding, arguments: args } = resolveAggregate(node, nested, lambda);
    verifyCall(node, name, resolved, this.#owner);
    const id = this.#allocator.next(name);
    const call: WindowCall = {
      id,
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
    if (this.#depth === 0) this.#collected.push({ node, call });
    return { kind: 'symbol', name: id, type: call.type };
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

  #analyzeWindow(window: ResolvedWindow, nested: AnalyzeNested, inSource = nested): AnalyzedWindow {
    const { named } = window;
    verifyNotNested(
      [
        ...window.partitionBy,
        ...(window.orderBy?.items ?? []).map(({ key }) => key),
        ...[window.frame?.start.value, window.frame?.end?.value].filter((value) => value !== undefined),
      ],
      'specification',
    );
    const partitionBy = window.partitionBy.map((part) => {
      const expression = (named.partitionBy ? inSource : nested)(part);
      if (!isComparable(expression.type)) {
        throw semanticError(
          'TYPE_MISMATCH',
          part,
          `${typeText(expression.type)} is not comparable, and therefore cannot be used in window function PARTITION BY`,
        );
      }
      return expression;
    });
    const orderBy = sortKeys(window.orderBy, named.orderBy ? inSource : nested);
    const inFrame = named.frame ? inSource : nested;
    const frame =
      window.frame === undefined
        ? defaultFrame
        : analyzeFrame(window.frame, window.orderBy, orderBy, inFrame);
    return { partitionBy, orderBy, frame };
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

const defaultFrame: FrameAnalysis = {
  type: 'RANGE',
  start: { type: 'UNBOUNDED_PRECEDING' },
  end: { type: 'CURRENT_ROW' },
};

function analyzeFrame(
  node: WindowFrame,
  orderNode: OrderBy | undefined,
  orderBy: readonly SortKey[],
  nested: AnalyzeNested,
): FrameAnalysis {
  if (node.pattern !== undefined) throw notSupported(node, 'Row pattern recognition in a window');
  const start = node.start.type;
  const end = node.end?.type ?? 'CURRENT ROW';
  const refuse = (message: string): Error =>
    semanticError('INVALID_WINDOW_FRAME', node, `Window frame ${message}`);
  if (start === 'UNBOUNDED FOLLOWING') throw refuse('start cannot be UNBOUNDED FOLLOWING');
  if (end === 'UNBOUNDED PRECEDING') throw refuse('end cannot be UNBOUNDED PRECEDING');
  if (start === 'CURRENT ROW' && end === 'PRECEDING')
    throw refuse('starting from CURRENT ROW cannot end with PRECEDING');
  if (start === 'FOLLOWING' && end === 'PRECEDING')
    throw refuse('starting from FOLLOWING cannot end with PRECEDING');
  if (start === 'FOLLOWING' && end === 'CURRENT ROW')
    throw refuse('starting from FOLLOWING cannot end with CURRENT ROW');
  const hasOffset = node.start.value !== undefined || node.end?.value !== undefined;
  if (hasOffset && node.type !== 'ROWS' && orderBy.length === 0) {
    throw semanticError(
      'MISSING_ORDER_BY',
      node,
      `Window frame of type ${node.type} PRECEDING or FOLLOWING requires ORDER BY`,
    );
  }
  if (hasOffset && node.type === 'RANGE' && orderBy.length !== 1) {
    throw semanticError(
      'INVALID_ORDER_BY',
      orderNode ?? node,
      `Window frame of type RANGE PRECEDING or FOLLOWING requires single sort item in ORDER BY (actual: ${orderBy.length})`,
    );
  }
  const bound = (which: 'start' | 'end'): FrameBoundAnalysis => {
    const part = node[which];
    if (part === undefined) return { type: 'CURRENT_ROW' };
    const type = part.type.replace(' ', '_') as FrameBoundAnalysis['type'];
    if (part.value === undefined) return { type };
    const value = nested(part.value);
    if (node.type !== 'RANGE') {
      const { kind } = value.type;
      const isWhole = ['tinyint', 'smallint', 'integer', 'bigint'].includes(kind);
      if (!isWhole && !(value.type.kind === 'decimal' && value.type.scale === 0)) {
        throw semanticError(
          'TYPE_MISMATCH',
          part.value,
          `Window frame ${node.type} ${which} value type must be exact numeric type with scale 0 (actual ${typeText(value.type)})`,
        );
      }
      return { type, value: coerce(value, { kind: 'bigint' }) };
    }
    const key = orderBy[0] as SortKey;
    const item = orderNode?.items[0];
    return { type, value, ...rangeEnd(key, value, part.type === 'PRECEDING', item?.key ?? node, part.value) };
  };
  return { type: node.type, start: bound('start'), end: bound('end') };
}

/** Where a RANGE ends, as a value of the sort key. */
function rangeEnd(
  { expression: key, descending }: SortKey,
  value: Expression,
  preceding: boolean,
  keyNode: ExpressionNode | WindowFrame,
  valueNode: ExpressionNode,
): { readonly end: Expression; readonly key: Expression } {
  const { kind } = key.type;
  const isNumber = ['tinyint', 'smallint', 'integer', 'bigint', 'real', 'double', 'decimal'].includes(kind);
  const isTime = ['date', 'time', 'time with time zone', 'timestamp', 'timestamp with time zone'].includes(
    kind,
  );
  const isInterval = kind.startsWith('interval');
  if (!isNumber && !isTime && !isInterval) {
    throw semanticError(
      'TYPE_MISMATCH',
      keyNode,
      `Window frame of type RANGE PRECEDING or FOLLOWING requires that sort item type be numeric, datetime or interval (actual: ${typeText(key.type)})`,
    );
  }
  const operator = preceding === descending ? '+' : '-';
  const binding = resolveInternal(operator === '+' ? '$operator$add' : '$operator$subtract', [
    key.type,
    value.type,
  ]);
  if (
    binding === undefined ||
    value.type.kind === 'unknown' ||
    (isTime && !value.type.kind.startsWith('interval'))
  ) {
    throw semanticError(
      'TYPE_MISMATCH',
      valueNode,
      `Window frame RANGE value type (${typeText(value.type)}) not compatible with sort item type (${typeText(key.type)})`,
    );
  }
  const [left, right] = binding.argumentTypes;
  const end: Expression = {
    kind: 'arithmetic',
    operator,
    type: binding.returnType,
    left: coerce(key, left ?? key.type),
    right: coerce(value, right ?? value.type),
  };
  return {
    end,
    key: sameType(key.type, end.type) ? key : { kind: 'cast', value: key, type: end.type, safe: false },
  };
}
