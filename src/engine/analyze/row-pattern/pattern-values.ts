import type { Expression, ResolvedFunction } from '../../expressions/expression.ts';
import type { Type } from '../../types/type.ts';

/** A row of a match as seen from another: see `LogicalIndexPointer` in worker.yaml. */
export interface RowIndex {
  /** Empty: rows of any label. */
  readonly labels: readonly string[];
  readonly last: boolean;
  readonly running: boolean;
  readonly logicalOffset: number;
  readonly physicalOffset: number;
}

/** What a placeholder in an expression over a match stands for. */
export type PatternValue =
  /** A column of one row: a field of the input, or what is computed from its fields alone. */
  | { readonly kind: 'column'; readonly input: Expression; readonly row: RowIndex }
  | { readonly kind: 'classifier'; readonly row: RowIndex }
  | { readonly kind: 'matchNumber'; readonly row: RowIndex }
  /** An aggregate over rows of the match; its arguments read fields of the input, and the two placeholders. */
  | {
      readonly kind: 'aggregation';
      readonly function: ResolvedFunction;
      readonly arguments: readonly Expression[];
      readonly labels: readonly string[];
      readonly running: boolean;
      readonly classifier: string;
      readonly matchNumber: string;
    };

/** An expression over a match: its symbols are placeholders. */
export interface PatternExpression {
  readonly expression: Expression;
  readonly placeholders: readonly {
    readonly id: string;
    readonly type: Type;
    readonly value: PatternValue;
  }[];
}
