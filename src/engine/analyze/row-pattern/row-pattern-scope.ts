import { TrinoError } from '../../errors/trino-error.ts';
import type { Expression } from '../../expressions/expression.ts';
import type { ExpressionNode } from '../../parse/tree/expression-node.ts';
import type { FunctionCallNode } from '../../parse/tree/function-call.ts';
import type { IdentifierNode } from '../../parse/tree/identifier.ts';
import type { DereferenceNode } from '../../parse/tree/scalar.ts';
import type { Type } from '../../types/type.ts';
import { findAggregations } from '../aggregate-checks.ts';
import { expressionText } from '../expression-text.ts';
import type { FieldAllocator } from '../field-allocator.ts';
import { isAggregateCall } from '../is-aggregate-call.ts';
import type { Scope } from '../scope.ts';
import { fieldsNamed } from '../scope.ts';
import { semanticError } from '../semantic-error.ts';
import type { PatternExpression, PatternValue, RowIndex } from './pattern-values.ts';

/** How the parts of a pattern's expression are analysed: handed in, so that the analyser needn't be imported in a circle. */
export interface PatternAnalyzer {
  readonly scope: Scope;
  readonly allocator: FieldAllocator;
  /** Analyses an expression whose names and calls go through `pattern`. */
  readonly analyze: (node: ExpressionNode, pattern: RowPatternScope) => Expression;
  /** Resolves an aggregate's call over arguments that are analysed like this. */
  readonly resolve: (
    node: FunctionCallNode,
    nested: (node: ExpressionNode) => Expression,
  ) => {
    readonly function: import('../../expressions/expression.ts').ResolvedFunction;
    readonly type: Type;
    readonly arguments: readonly Expression[];
  };
}

/** From where in a match values are read. */
interface Navigation {
  readonly last: boolean;
  readonly running: boolean;
  readonly logicalOffset: number;
  readonly physicalOffset: number;
}

/** The label that a column was named by, and what it stands for. */
interface SeenColumn {
  readonly labels: readonly string[];
  readonly name: string | undefined;
  readonly node: ExpressionNode;
}

const here: Navigation = { last: true, running: true, logicalOffset: 0, physicalOffset: 0 };
const varchar: Type = { kind: 'varchar' };
const bigint: Type = { kind: 'bigint' };
const navigations: ReadonlySet<string> = new Set(['first', 'last', 'prev', 'next']);

/** A variable's name: in upper case unless it was quoted. */
export function labelOf({ value, delimited }: IdentifierNode): string {
  return delimited ? value : value.toUpperCase();
}

/**
 * The names and calls of an expression in MEASURES or DEFINE: columns of labelled rows, navigation, CLASSIFIER, MATCH_NUMBER and aggregates. Each
 * becomes a placeholder.
 */
export class RowPatternScope {
  readonly #placeholders: { readonly id: string; readonly type: Type; readonly value: PatternValue }[] = [];
  readonly #labels: ReadonlyMap<string, readonly string[]>;
  readonly #analyzer: PatternAnalyzer;
  readonly #inDefine: boolean;
  #navigation: Navigation = here;
  /** Labels of the columns that were read within a navigation or an aggregate: all must have the same. */
  #seen: SeenColumn[] | undefined;
  #aggregate: { readonly classifier: string; readonly matchNumber: string } | undefined;
  /** Set within what is compared with the rows of a subquery. */
  #compared: { readonly isIn: boolean } | undefined;

  /** @param labels what each variable and subset of the pattern stands for */
  constructor(
    labels: ReadonlyMap<string, readonly string[]>,
    analyzer: PatternAnalyzer,
    clause: 'MEASURES' | 'DEFINE',
  ) {
    this.#labels = labels;
    this.#analyzer = analyzer;
    this.#inDefine = clause === 'DEFINE';
  }

  /** The expression that was analysed in this scope. */
  finish(expression: Expression): PatternExpression {
    return { expression, placeholders: this.#placeholders };
  }

  /** A column without a label; undefined: the name means none. @throws TrinoError NOT_SUPPORTED for one of an enclosing query */
  column(node: IdentifierNode): Expression | undefined {
    return this.#column(node, node.value, [], undefined);
  }

  /**
   * A column that is named with a label.
   * @param name the parts of the name, the first of which may be a label
   * @returns undefined when it is none
   * @throws TrinoError COLUMN_NOT_FOUND when there's no such column, NOT_SUPPORTED within `… IN (SELECT …)`
   */
  labelledColumn(node: DereferenceNode, name: readonly string[]): Expression | undefined {
    const first = firstPart(node);
    if (first === undefined) return undefined;
    const label = labelOf(first);
    const labels = this.#labels.get(label);
    if (labels === undefined) return undefined;
    this.#refuseCompared(
      node,
      'labeled column reference',
      `LABEL_DEREFERENCE("${label}", "${name.at(-1) ?? ''}")`,
    );
    const [, field = '', ...more] = name;
    const column = more.length > 0 ? undefined : this.#column(node, field, labels, label);
    if (column !== undefined) return column;
    throw semanticError(
      'COLUMN_NOT_FOUND',
      node,
      `Column ${name.slice(1).join('.').toLowerCase()} prefixed with label ${label} cannot be resolved`,
    );
  }

  /**
   * The value of a subquery, or of GROUPING: what it is made of are columns of a row, and so is the value.
   * @throws TrinoError NOT_SUPPORTED where it is compared with something else
   */
  subquery(node: ExpressionNode, analyze: () => Expression): Expression {
    const outer = this.#compared;
    this.#compared = { isIn: node.kind === 'in' };
    let value: Expression;
    try {
      value = analyze();
    } finally {
      this.#compared = outer;
    }
    if (node.kind === 'groupingOperation') this.#seen?.push({ labels: [], name: undefined, node });
    if (value.kind !== 'symbol' || outer !== undefined || this.#aggregate !== undefined) return value;
    return this.#place('subquery', value.type, { kind: 'column', input: value, row: this.#row([]) });
  }

  /** Within what is compared with a subquery's rows, only columns may be read. */
  #refuseCompared(node: ExpressionNode, what: string, text: string): void {
    if (this.#compared === undefined) return;
    if (this.#compared.isIn)
      throw semanticError('NOT_SUPPORTED', node, `IN-PREDICATE with ${what} is not yet supported`);
    // Stock notices when it plans the query.
    throw new TrinoError('GENERIC_INTERNAL_ERROR', `Unexpected expression: ${text}`);
  }

  #column(
    node: ExpressionNode,
    name: string,
    labels: readonly string[],
    label: string | undefined,
  ): Expression | undefined {
    const { fields, scope, isLocal } = fieldsNamed(this.#analyzer.scope, [], name);
    const [field] = fields;
    if (fields.length > 1)
      throw semanticError('AMBIGUOUS_NAME', node, `Column '${name.toLowerCase()}' is ambiguous`);
    if (field === undefined) return undefined;
    if (!isLocal) {
      throw semanticError(
        'NOT_SUPPORTED',
        node,
        `Reference to column '${expressionText(node)}' from outer scope not allowed in this context`,
      );
    }
    scope?.references?.push({ node, field });
    this.#seen?.push({ labels, name: label, node });
    const input: Expression = { kind: 'symbol', name: field.id, type: field.type };
    if (this.#aggregate !== undefined || this.#compared !== undefined) return input;
    return this.#place(name, field.type, { kind: 'column', input, row: this.#row(labels) });
  }

  /** A call that means something in patterns only, or an aggregate; undefined: it is a function as any other. */
  call(node: FunctionCallNode): Expression | undefined {
    const [only] = node.name.parts;
    const name = node.name.parts.length === 1 ? (only?.value.toLowerCase() ?? '') : '';
    if (name === 'classifier' || name === 'match_number' || navigations.has(name))
      this.#refuseCompared(node, `${name} function`, expressionText(node));
    switch (name) {
      case 'classifier':
        return this.#classifier(node);
      case 'match_number':
        return this.#matchNumber(node);
      default:
    }
    if (node.window !== undefined) {
      throw semanticError(
        'NESTED_WINDOW',
        node,
        'Cannot nest window functions or row pattern measures inside pattern recognition expressions',
      );
    }
    if (navigations.has(name)) return this.#navigate(node, name);
    if (isAggregateCall(node)) return this.#aggregation(node);
    if (node.processingMode !== undefined) {
      throw semanticError(
        'INVALID_PROCESSING_MODE',
        node,
        `${node.processingMode} semantics is supported only for FIRST(), LAST() and aggregation functions. Actual: ${name}`,
      );
    }
    return undefined;
  }

  #row(labels: readonly string[]): RowIndex {
    return { labels, ...this.#navigation };
  }

  #place(hint: string, type: Type, value: PatternValue): Expression {
    const id = this.#analyzer.allocator.next(hint);
    this.#placeholders.push({ id, type, value });
    return { kind: 'symbol', name: id, type };
  }

  #classifier(node: FunctionCallNode): Expression {
    const [argument] = node.arguments;
    if (node.arguments.length > 1) {
      throw semanticError(
        'INVALID_FUNCTION_ARGUMENT',
        node,
        'CLASSIFIER pattern recognition function takes no arguments or 1 argument',
      );
    }
    this.#refuseMode(node, 'CLASSIFIER');
    this.#refuseDecorations(node, 'CLASSIFIER');
    let labels: readonly string[] = [];
    let name: string | undefined;
    if (argument !== undefined) {
      if (argument.kind !== 'identifier') {
        throw semanticError(
          'TYPE_MISMATCH',
          argument,
          `CLASSIFIER function argument should be primary pattern variable or subset name. Actual: ${argument.kind.charAt(0).toUpperCase()}${argument.kind.slice(1)}`,
        );
      }
      name = labelOf(argument);
      const known = this.#labels.get(name);
      if (known === undefined) {
        throw semanticError(
          'INVALID_FUNCTION_ARGUMENT',
          argument,
          `${argument.value} is not a primary pattern variable or subset name`,
        );
      }
      labels = known;
    }
    this.#seen?.push({ labels, name, node });
    if (this.#aggregate !== undefined)
      return { kind: 'symbol', name: this.#aggregate.classifier, type: varchar };
    return this.#place('classifier', varchar, { kind: 'classifier', row: this.#row(labels) });
  }

  #matchNumber(node: FunctionCallNode): Expression {
    if (node.arguments.length > 0) {
      throw semanticError(
        'INVALID_FUNCTION_ARGUMENT',
        node,
        'MATCH_NUMBER pattern recognition function takes no arguments',
      );
    }
    this.#refuseMode(node, 'MATCH_NUMBER');
    this.#refuseDecorations(node, 'MATCH_NUMBER');
    if (this.#aggregate !== undefined)
      return { kind: 'symbol', name: this.#aggregate.matchNumber, type: bigint };
    return this.#place('match_number', bigint, { kind: 'matchNumber', row: { labels: [], ...here } });
  }

  #refuseMode(node: FunctionCallNode, name: string): void {
    if (node.processingMode === undefined) return;
    throw semanticError(
      'INVALID_PROCESSING_MODE',
      node,
      `${node.processingMode} semantics is not supported with ${name} pattern recognition function`,
    );
  }

  #refuseDecorations(node: FunctionCallNode, name: string): void {
    const refuse = (what: string): never => {
      throw semanticError('INVALID_PATTERN_RECOGNITION_FUNCTION', node, what);
    };
    if (node.window !== undefined) refuse(`Cannot use OVER with ${name} pattern recognition function`);
    if (node.filter !== undefined) refuse(`Cannot use FILTER with ${name} pattern recognition function`);
    if (node.orderBy !== undefined) refuse(`Cannot use ORDER BY with ${name} pattern recognition function`);
    if (node.distinct) refuse(`Cannot use DISTINCT with ${name} pattern recognition function`);
  }

  /** FIRST and LAST choose among labelled rows, PREV and NEXT go on from there. */
  #navigate(node: FunctionCallNode, name: string): Expression {
    const isPhysical = name === 'prev' || name === 'next';
    const [argument, offsetNode] = node.arguments;
    if (argument === undefined || node.arguments.length > 2) {
      throw semanticError(
        'INVALID_FUNCTION_ARGUMENT',
        node,
        `${name} pattern recognition function requires 1 or 2 arguments`,
      );
    }
    if (isPhysical) this.#refuseMode(node, name);
    this.#refuseDecorations(node, name);
    const isFinal = node.processingMode === 'FINAL';
    if (isFinal && this.#inDefine)
      throw semanticError(
        'INVALID_PROCESSING_MODE',
        node,
        'FINAL semantics is not supported in DEFINE clause',
      );
    const offset = offsetNode === undefined ? (isPhysical ? 1 : 0) : offsetOf(node, offsetNode, name);
    const outer = this.#navigation;
    const outerSeen = this.#seen;
    this.#verifyNesting(name, argument);
    this.#navigation = isPhysical
      ? { ...outer, physicalOffset: name === 'prev' ? -offset : offset }
      : { ...outer, last: name === 'last', running: !isFinal, logicalOffset: offset };
    this.#seen = [];
    try {
      const value = this.#analyzer.analyze(argument, this);
      const seen = this.#seen;
      const nested = argument.kind === 'functionCall' && isNavigation(argument);
      if (seen.length === 0 && !nested) {
        throw semanticError(
          'INVALID_ARGUMENTS',
          node,
          `Pattern navigation function ${name} must contain at least one column reference or CLASSIFIER()`,
        );
      }
      this.#verifySameLabel(seen, name);
      outerSeen?.push(...seen);
      return value;
    } finally {
      this.#navigation = outer;
      this.#seen = outerSeen;
    }
  }

  #verifyNesting(name: string, argument: ExpressionNode): void {
    const [inner] = navigationsIn(argument);
    const [aggregation] = findAggregations(argument);
    if (aggregation?.kind === 'functionCall') {
      throw semanticError(
        'NESTED_AGGREGATION',
        aggregation,
        `Cannot nest ${nameOf(aggregation)} aggregate function inside ${name} function`,
      );
    }
    if (inner === undefined) return;
    const innerName = inner.name.parts.at(-1)?.value.toLowerCase() ?? '';
    const isPhysical = name === 'prev' || name === 'next';
    const isInnerPhysical = innerName === 'prev' || innerName === 'next';
    if (inner === argument && isPhysical && !isInnerPhysical) return;
    throw semanticError(
      'INVALID_NAVIGATION_NESTING',
      inner,
      isPhysical && !isInnerPhysical
        ? 'Immediate nesting is required for pattern navigation functions'
        : `Cannot nest ${innerName} pattern navigation function inside ${name} pattern navigation function`,
    );
  }

  #verifySameLabel(seen: readonly SeenColumn[], name: string): void {
    const [first] = seen;
    if (first !== undefined && seen.some((each) => each.name !== first.name)) {
      throw semanticError(
        'INVALID_ARGUMENTS',
        first.node,
        `Column references inside argument of function ${name} must all either be prefixed with the same label or be not prefixed`,
      );
    }
  }

  #aggregation(node: FunctionCallNode): Expression {
    if (this.#compared !== undefined)
      throw new TrinoError('GENERIC_INTERNAL_ERROR', `Unexpected expression: ${expressionText(node)}`);
    const name = node.name.parts.at(-1)?.value.toLowerCase() ?? '';
    const isFinal = node.processingMode === 'FINAL';
    if (isFinal && this.#inDefine)
      throw semanticError(
        'INVALID_PROCESSING_MODE',
        node,
        'FINAL semantics is not supported in DEFINE clause',
      );
    if (node.distinct)
      throw semanticError(
        'NOT_SUPPORTED',
        node,
        `Cannot use DISTINCT with ${name} aggregate function in pattern recognition context`,
      );
    if (node.orderBy !== undefined)
      throw semanticError(
        'NOT_SUPPORTED',
        node,
        `Cannot use ORDER BY with ${name} aggregate function in pattern recognition context`,
      );
    if (node.filter !== undefined)
      throw semanticError(
        'NOT_SUPPORTED',
        node,
        `Cannot use FILTER with ${name} aggregate function in pattern recognition context`,
      );
    if (node.window !== undefined)
      throw semanticError(
        'NESTED_WINDOW',
        node,
        `Cannot nest window functions or row pattern measures inside pattern recognition expression`,
      );
    const [nested] = node.arguments.flatMap(findAggregations);
    if (nested?.kind === 'functionCall') {
      throw semanticError(
        'NESTED_AGGREGATION',
        nested,
        `Cannot nest ${nameOf(nested)} aggregate function inside ${name} function`,
      );
    }
    const navigation = node.arguments.flatMap(navigationsIn)[0];
    if (navigation !== undefined) {
      throw semanticError(
        'INVALID_NAVIGATION_NESTING',
        navigation,
        `Cannot nest ${navigation.name.parts.at(-1)?.value.toLowerCase() ?? ''} pattern navigation function inside ${name} function`,
      );
    }
    let counted: SeenColumn | undefined;
    let call = node;
    const [argument] = node.arguments;
    if (argument?.kind === 'labelDereference') {
      const label = labelOf(argument.label);
      const labels = this.#labels.get(label);
      if (name !== 'count' || node.arguments.length !== 1) {
        throw semanticError(
          'INVALID_FUNCTION_ARGUMENT',
          argument,
          'label.* syntax is only supported as the only argument of row pattern count function',
        );
      }
      if (labels === undefined) {
        throw semanticError(
          'INVALID_FUNCTION_ARGUMENT',
          argument.label,
          `${argument.label.value} is not a primary pattern variable or subset name`,
        );
      }
      counted = { labels, name: label, node: argument };
      call = { ...node, arguments: [] };
    }
    const outerSeen = this.#seen;
    const { allocator } = this.#analyzer;
    const own = { classifier: allocator.next('classifier'), matchNumber: allocator.next('match_number') };
    this.#seen = [];
    this.#aggregate = own;
    try {
      const resolved = this.#analyzer.resolve(call, (child) => this.#analyzer.analyze(child, this));
      const seen = counted === undefined ? this.#seen : [counted];
      this.#verifySameLabel(seen, name);
      outerSeen?.push(...seen);
      return this.#placeAggregate(name, resolved.type, {
        kind: 'aggregation',
        function: resolved.function,
        arguments: resolved.arguments,
        labels: seen[0]?.labels ?? [],
        running: !isFinal,
        ...own,
      });
    } finally {
      this.#seen = outerSeen;
      this.#aggregate = undefined;
    }
  }

  #placeAggregate(name: string, type: Type, value: PatternValue): Expression {
    return this.#place(name, type, value);
  }
}

function firstPart({ base }: DereferenceNode): IdentifierNode | undefined {
  if (base.kind === 'dereference') return firstPart(base);
  return base.kind === 'identifier' ? base : undefined;
}

function isNavigation(node: FunctionCallNode): boolean {
  const [only, ...rest] = node.name.parts;
  return rest.length === 0 && only !== undefined && navigations.has(only.value.toLowerCase());
}

/** Calls of FIRST, LAST, PREV and NEXT in an expression, the outermost first. */
function navigationsIn(node: ExpressionNode): FunctionCallNode[] {
  const found: FunctionCallNode[] = [];
  const visit = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    if (Array.isArray(part)) {
      part.forEach(visit);
      return;
    }
    if ('kind' in part && part.kind === 'functionCall' && isNavigation(part as FunctionCallNode))
      found.push(part as FunctionCallNode);
    for (const [key, child] of Object.entries(part)) if (key !== 'location') visit(child);
  };
  visit(node);
  return found;
}

function nameOf({ name }: FunctionCallNode): string {
  return name.parts.at(-1)?.value.toLowerCase() ?? '';
}

/** How many rows further; told at the call where it is no number. */
function offsetOf(call: FunctionCallNode, node: ExpressionNode, name: string): number {
  const negative = node.kind === 'arithmeticUnary' && node.sign === '-';
  const literal = node.kind === 'arithmeticUnary' ? node.value : node;
  if (literal.kind !== 'longLiteral') {
    throw semanticError(
      'INVALID_FUNCTION_ARGUMENT',
      call,
      `${name} pattern recognition navigation function requires a number as the second argument`,
    );
  }
  const offset = negative ? -literal.value : literal.value;
  if (offset < 0n) {
    throw semanticError(
      'NUMERIC_VALUE_OUT_OF_RANGE',
      call,
      `${name} pattern recognition navigation function requires a non-negative number as the second argument (actual: ${offset})`,
    );
  }
  if (offset > 2_147_483_647n) {
    throw semanticError(
      'NUMERIC_VALUE_OUT_OF_RANGE',
      call,
      `The second argument of ${name} pattern recognition navigation function must not exceed 2147483647 (actual: ${offset})`,
    );
  }
  return Number(offset);
}
