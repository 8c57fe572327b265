import { TrinoError } from '../errors/trino-error.ts';
import type { Expression } from '../expressions/expression.ts';
import type { ExpressionNode } from '../parse/tree/expression-node.ts';
import type { GroupingOperationNode } from '../parse/tree/function-call.ts';
import type { QualifiedName } from '../parse/tree/identifier.ts';
import type { Type } from '../types/type.ts';
import type { Grouping, GroupingKey } from './analysis.ts';
import type { AnalyzeNested } from './expression-context.ts';
import { expressionText } from './expression-text.ts';
import type { FieldAllocator } from './field-allocator.ts';
import type { Scope } from './scope.ts';
import { semanticError } from './semantic-error.ts';

type GroupingOperation = NonNullable<Grouping['groupingOperations']>[number];

interface CollectedOperation {
  readonly node: GroupingOperationNode;
  readonly operation: GroupingOperation;
  readonly columns: readonly ExpressionNode[];
  readonly readsOutput: boolean;
}

/** Most columns of GROUPING: a bit each of an integer, or of a bigint. */
const maxIntegerColumns = 31;
const maxColumns = 63;

/** The GROUPING(…) of one SELECT. */
export class GroupingOperationCollector {
  readonly #collected: CollectedOperation[] = [];
  readonly #allocator: FieldAllocator;

  constructor(allocator: FieldAllocator) {
    this.#allocator = allocator;
  }

  get isEmpty(): boolean {
    return this.#collected.length === 0;
  }

  get operations(): readonly GroupingOperation[] {
    return this.#collected.map(({ operation }) => operation);
  }

  /** @param outputs the scope of the query's outputs, where there is one */
  add(node: GroupingOperationNode, nested: AnalyzeNested, outputs?: Scope): Expression {
    if (node.columns.length > maxColumns) {
      throw semanticError(
        'TOO_MANY_ARGUMENTS',
        node,
        `GROUPING supports up to ${maxColumns} column arguments`,
      );
    }
    const columns = node.columns.map(asExpression);
    const before = outputs?.references?.length;
    const keys = columns.map((column) => {
      const expression = withoutLocation(() => nested(column));
      return expression.kind === 'symbol' ? expression.name : '';
    });
    const type: Type = { kind: keys.length <= maxIntegerColumns ? 'integer' : 'bigint' };
    const known = this.#collected.find(
      ({ operation }) => JSON.stringify(operation.keys) === JSON.stringify(keys),
    );
    const id = known?.operation.id ?? this.#allocator.next('grouping');
    if (known === undefined) {
      const readsOutput = outputs?.references?.length !== before;
      this.#collected.push({ node, columns, readsOutput, operation: { id, keys, type } });
    }
    return { kind: 'symbol', name: id, type };
  }

  /**
   * Refuses an operation over anything but columns that rows are grouped by; other symbols than those of operations pass.
   * @throws TrinoError INVALID_ARGUMENTS
   */
  verify(id: string, keys: readonly GroupingKey[]): void {
    const collected = this.#collected.find(({ operation }) => operation.id === id);
    if (collected === undefined) {
      return;
    }
    const { node, columns, operation, readsOutput } = collected;
    if (readsOutput) {
      throw new TrinoError(
        'INVALID_ARGUMENTS',
        'Invalid reference to output of SELECT clause from grouping() expression in ORDER BY',
      );
    }
    const wrong = columns.find((_, i) => !keys.some((key) => key.id === operation.keys[i]));
    if (wrong !== undefined) {
      throw semanticError(
        'INVALID_ARGUMENTS',
        node,
        `The arguments to GROUPING() must be expressions referenced by the GROUP BY at the associated query level. Mismatch due to ${expressionText(wrong)}.`,
      );
    }
  }
}

/** Trino's columns of GROUPING don't know where they stand. */
function withoutLocation<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw error instanceof TrinoError && error.location !== undefined
      ? new TrinoError(error.errorName, error.message.replace(/^line \d+:\d+: /, ''))
      : error;
  }
}

/** `a.b.c` as an expression. */
function asExpression({ parts }: QualifiedName): ExpressionNode {
  const [first, ...rest] = parts;
  if (first === undefined) {
    throw new TypeError('A name without parts');
  }
  return rest.reduce<ExpressionNode>(
    (base, field) => ({ kind: 'dereference', base, field, location: first.location }),
    first,
  );
}
