import type { WireHandle } from '../../catalog/connector.ts';
import type { ConstantValue } from '../../expressions/expression.ts';
import type { Page } from '../../pages/vector.ts';
import type { Type } from '../../types/type.ts';

/** A function that gives a relation: `TABLE(name(…))`. Those that there are look at each row of a table by itself, if they take one. */
export interface TableFunction {
  readonly name: string;
  readonly parameters: readonly TableFunctionParameter[];
  /**
   * Checks a call.
   * @param values an argument for each parameter
   * @throws TrinoError INVALID_FUNCTION_ARGUMENT without position, as in stock
   */
  call(values: ReadonlyMap<string, ArgumentValue>): TableFunctionCall;
}

export type TableFunctionParameter =
  | {
      readonly kind: 'scalar';
      readonly name: string;
      readonly type: Type;
      /** Absent: the argument must be there. */
      readonly defaultValue?: ConstantValue;
    }
  | { readonly kind: 'table'; readonly name: string }
  | { readonly kind: 'descriptor'; readonly name: string };

export type ArgumentValue =
  | { readonly kind: 'scalar'; readonly value: ConstantValue }
  | { readonly kind: 'table'; readonly columns: readonly TableFunctionColumn[] }
  | {
      readonly kind: 'descriptor';
      /** Absent: NULL. */
      readonly fields?: readonly { readonly name: string; readonly type?: Type }[];
    };

export interface TableFunctionColumn {
  readonly name?: string;
  readonly type: Type;
}

/** A call that has been checked. */
export interface TableFunctionCall {
  /** What the function itself needs to know as it runs: `functionHandle` on the wire. */
  readonly handle: WireHandle;
  /** What it gives. */
  readonly columns: readonly TableFunctionColumn[];
  /** Columns of its table that it reads, by their place. */
  readonly required: readonly number[];
}

/** How a function without a table makes its rows: by splits, which any node may run. */
export interface LeafFunction {
  splits(handle: WireHandle): Iterable<WireHandle>;
  /** @throws TrinoError GENERIC_INTERNAL_ERROR when the split isn't this function's */
  pages(handle: WireHandle, split: WireHandle): Iterable<Page>;
}
