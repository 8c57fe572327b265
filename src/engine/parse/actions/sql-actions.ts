import type { SqlActions } from '../../../../generated/sql/actions.ts';
import type { ParseContext } from '../parse-context.ts';
import { arithmeticActions } from './arithmetic-actions.ts';
import { callActions } from './call-actions.ts';
import { definitionActions } from './definition-actions.ts';
import { jsonActions } from './json-actions.ts';
import { nameActions } from './name-actions.ts';
import { patternActions } from './pattern-actions.ts';
import { predicateActions } from './predicate-actions.ts';
import { primaryActions } from './primary-actions.ts';
import { queryActions } from './query-actions.ts';
import { relationActions } from './relation-actions.ts';
import { routineActions } from './routine-actions.ts';
import { statementActions } from './statement-actions.ts';
import { typeActions } from './type-actions.ts';

/** What each case of the grammar builds; a case without an action doesn't compile. */
export const sqlActions: SqlActions<ParseContext> = {
  ...queryActions,
  ...relationActions,
  ...patternActions,
  ...predicateActions,
  ...arithmeticActions,
  ...primaryActions,
  ...callActions,
  ...jsonActions,
  ...typeActions,
  ...routineActions,
  ...nameActions,
  ...statementActions,
  ...definitionActions,
};
