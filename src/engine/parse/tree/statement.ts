import type { DataStatement } from './data-statement.ts';
import type { DefinitionStatement } from './definition-statement.ts';
import type { QueryNode } from './query.ts';
import type { SecurityStatement } from './security-statement.ts';
import type { SessionStatement } from './session-statement.ts';
import type { ShowStatement } from './show-statement.ts';

/** A whole SQL statement; a query is a statement of kind `query`. */
export type Statement =
  | QueryNode
  | ShowStatement
  | SessionStatement
  | DataStatement
  | DefinitionStatement
  | SecurityStatement;
