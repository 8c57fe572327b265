import type { ExpressionNode } from './expression-node.ts';
import type { Type } from '../../types/type.ts';

/** What `?` stands for while a prepared statement is analysed. */
export type ParameterBinding =
  /** The expression that EXECUTE gives, placed in EXECUTE's own text. */
  | { readonly kind: 'value'; readonly value: ExpressionNode }
  /** DESCRIBE INPUT and OUTPUT: nothing is known but what the statement takes it for. */
  | { readonly kind: 'described'; readonly use: ParameterUse };

/** What a described parameter is taken for. */
export interface ParameterUse {
  /** The type that it was coerced to last; absent: none. */
  type?: Type;
}
