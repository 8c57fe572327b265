import type { TrinoError } from '../errors/trino-error.ts';
import type { NamedQuery, QueryBody, QueryNode, SetOperation } from '../parse/tree/query.ts';
import type { RelationNode, TableNode } from '../parse/tree/relation.ts';
import type { SyntaxNode } from '../parse/tree/node.ts';
import { canCoerce } from '../types/coercion.ts';
import type { RecursionAnalysis, RelationAnalysis } from './analysis.ts';
import { checkColumnNames } from './check-column-names.ts';
import { coerce, typeText } from './coerce.ts';
import type { QueryContext } from './query-context.ts';
import type { Field } from './scope.ts';
import { semanticError } from './semantic-error.ts';
import { nodesIn, rowPatternsIn, usesOf } from './syntax-search.ts';
import type { AnyNode } from './syntax-search.ts';

/** A query of WITH RECURSIVE that names itself: `base UNION [ALL] step`. */
export interface RecursiveShape {
  readonly union: SetOperation;
  /** The one place in the step's FROM where it names itself. */
  readonly reference: TableNode;
  readonly ordered: boolean;
}

/** An operand of UNION: handed in, because queries hold recursions. */
type AnalyzeOperand = (node: QueryBody, context: QueryContext) => RelationAnalysis;

/**
 * Looks at a query of WITH RECURSIVE, in the order of Trino's checks.
 * @returns undefined for one that doesn't name itself
 * @throws TrinoError MISSING_COLUMN_ALIASES, NESTED_ROW_PATTERN_RECOGNITION, NESTED_RECURSIVE, INVALID_RECURSIVE_REFERENCE,
 *   INVALID_LIMIT_CLAUSE, NOT_SUPPORTED, each at the clause that is to blame
 */
export function recursiveShape(named: NamedQuery): RecursiveShape | undefined {
  const { query } = named;
  const name = named.name.value.toLowerCase();
  if (named.columnNames === undefined) {
    throw semanticError('MISSING_COLUMN_ALIASES', named, 'missing column aliases in recursive WITH query');
  }
  refuseWithin(query);
  const shape = shapeOf(query, name);
  if (shape !== undefined) return shape;
  const [use] = usesOf(name, query);
  if (use !== undefined) throw invalidReference(use, 'recursive reference not allowed in this context');
  return undefined;
}

function refuseWithin(query: QueryNode): void {
  const [pattern] = rowPatternsIn(query);
  if (pattern !== undefined) {
    throw semanticError(
      'NESTED_ROW_PATTERN_RECOGNITION',
      pattern,
      'nested row pattern recognition in recursive query',
    );
  }
  const [nested] = nodesIn(query, isRecursiveWith);
  if (nested !== undefined) {
    throw semanticError('NESTED_RECURSIVE', nested, 'nested recursive WITH query');
  }
}

function shapeOf(query: QueryNode, name: string): RecursiveShape | undefined {
  const { body } = query;
  if (body.kind !== 'setOperation' || body.operator !== 'UNION') return undefined;
  const [inBase] = usesOf(name, body.left);
  if (inBase !== undefined) {
    throw invalidReference(inBase, 'WITH table name is referenced in the base relation of recursion');
  }
  const [use, second] = usesOf(name, body.right);
  if (second !== undefined) {
    throw invalidReference(second, 'multiple recursive references in the step relation of recursion');
  }
  if (use === undefined) return undefined;
  const step = withoutParentheses(body.right);
  const from = step.kind === 'querySpecification' ? step.from : undefined;
  const [reference] = from === undefined ? [] : usesOf(name, from);
  if (from === undefined || reference === undefined) {
    throw invalidReference(
      use,
      'recursive reference outside of FROM clause of the step relation of recursion',
    );
  }
  refuseClauses(query);
  verifyFrom(from, name);
  return {
    union: body,
    reference,
    ordered: step.kind === 'querySpecification' && step.orderBy !== undefined,
  };
}

function withoutParentheses(step: QueryBody): QueryBody {
  let inner = step;
  while (inner.kind === 'tableSubquery') {
    const { limit, body } = inner.query;
    if (limit !== undefined) {
      throw semanticError(
        'INVALID_LIMIT_CLAUSE',
        limit,
        'FETCH FIRST / LIMIT clause in the step relation of recursion',
      );
    }
    inner = body;
  }
  return inner;
}

/** Clauses of the query that is the union itself. */
function refuseClauses({ with: inner, orderBy, offset, limit }: QueryNode): void {
  const refuse = (clause: SyntaxNode | undefined, name: string): void => {
    if (clause === undefined) return;
    throw semanticError('NOT_SUPPORTED', clause, `immediate ${name} clause in recursive query`);
  };
  refuse(inner, 'WITH');
  refuse(orderBy, 'ORDER BY');
  refuse(offset, 'OFFSET');
  if (limit !== undefined) {
    throw semanticError(
      'INVALID_LIMIT_CLAUSE',
      limit,
      'immediate FETCH FIRST / LIMIT clause in recursive query',
    );
  }
}

/** A step may only get more rows from more: refuses places where rows of the recursion would take others away. */
function verifyFrom(from: RelationNode, name: string): void {
  const refuse = (place: SyntaxNode, where: string): void => {
    const [use] = usesOf(name, place);
    if (use !== undefined) throw invalidReference(use, `recursive reference in ${where}`);
  };
  for (const { left, right, type } of nodesIn(from, isJoin).filter(isJoin)) {
    if (type === 'RIGHT' || type === 'FULL') refuse(left, `left source of ${type} join`);
    if (type === 'LEFT' || type === 'FULL') refuse(right, `right source of ${type} join`);
  }
  const operations = nodesIn(from, isSetOperation).filter(isSetOperation);
  for (const { operator, distinct, left, right } of operations) {
    if (operator === 'INTERSECT' && !distinct) {
      refuse(left, 'INTERSECT ALL');
      refuse(right, 'INTERSECT ALL');
    }
  }
  for (const { operator, distinct, left, right } of operations) {
    if (operator === 'EXCEPT') {
      refuse(right, `right relation of EXCEPT ${distinct ? 'DISTINCT' : 'ALL'}`);
      if (!distinct) refuse(left, 'left relation of EXCEPT ALL');
    }
  }
}

/**
 * A recursion: its base under the names that WITH gives, and its step, in which the name means the rows of the step before.
 * @throws TrinoError of both, TYPE_MISMATCH at the step where it doesn't give the base's columns
 */
export function analyzeRecursion(
  named: NamedQuery,
  { union, reference, ordered }: RecursiveShape,
  context: QueryContext,
  analyzeOperand: AnalyzeOperand,
): RecursionAnalysis {
  const { allocator } = context;
  const base = analyzeOperand(union.left, context);
  const names = checkColumnNames(named.columnNames ?? [], base.fields.length);
  const fieldsFor = (relation: string): readonly Field[] =>
    base.fields.map(({ type }, i) => ({
      id: allocator.next(names[i]),
      name: names[i] ?? '',
      type,
      relation: [relation],
    }));
  const name = named.name.value.toLowerCase();
  const previous = { kind: 'recursiveReference', id: allocator.next(name), fields: fieldsFor(name) } as const;
  const step = analyzeOperand(union.right, { ...context, recursion: { reference, previous } });
  if (base.fields.length !== step.fields.length) {
    throw semanticError(
      'TYPE_MISMATCH',
      union.right,
      `base and step relations of recursion have different number of fields: ${base.fields.length}, ${step.fields.length}`,
    );
  }
  const outputs = step.fields.map((field, i) => {
    const type = base.fields[i]?.type ?? field.type;
    if (!canCoerce(field.type, type)) {
      throw semanticError(
        'TYPE_MISMATCH',
        union.right,
        `recursion step relation output type (${typeText(field.type)}) is not coercible to recursion base relation output type (${typeText(type)}) at column ${i + 1}`,
      );
    }
    return coerce({ kind: 'symbol', name: field.id, type: field.type }, type);
  });
  return {
    kind: 'recursion',
    base,
    step,
    outputs,
    previous,
    distinct: union.distinct,
    ordered,
    fields: fieldsFor(name),
  };
}

function invalidReference(node: SyntaxNode, message: string): TrinoError {
  return semanticError('INVALID_RECURSIVE_REFERENCE', node, message);
}

type Join = Extract<RelationNode, { readonly kind: 'join' }>;

function isJoin(node: AnyNode): node is Join {
  return node.kind === 'join';
}

function isSetOperation(node: AnyNode): node is SetOperation {
  return node.kind === 'setOperation';
}

function isRecursiveWith(node: AnyNode): boolean {
  return node.kind === 'with' && 'recursive' in node && node.recursive === true;
}
