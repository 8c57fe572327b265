import type { PlanNode } from '../../../../../generated/worker/types.ts';
import { errorCodes } from '../../../errors/error-codes.ts';
import type { Expression } from '../../../expressions/expression.ts';
import { resolveInternal } from '../../../functions/resolve-function.ts';
import { choose, constant, yes } from '../../plan-conditions.ts';
import type { PlanContext } from '../../plan-context.ts';
import { filter } from '../../plan-nodes.ts';

/** Fails with SUBQUERY_MULTIPLE_ROWS where a numbered row has come out of a join twice. */
export function onlyOneRow(joined: PlanNode, idColumn: string, context: PlanContext): PlanNode {
  const markerSymbol = context.newSymbol('is_distinct', { kind: 'boolean' });
  const marked: PlanNode = {
    '@type': 'markDistinct',
    id: context.nextId(),
    source: joined,
    markerSymbol,
    distinctSymbols: [idColumn],
  };
  return filter(context, marked, choose([[context.reference(markerSymbol), yes]], failure()));
}

/** The error as an expression of boolean type. */
function failure(): Expression {
  const code = constant({ kind: 'integer' }, errorCodes.SUBQUERY_MULTIPLE_ROWS.code);
  const message = constant({ kind: 'varchar' }, 'Scalar sub-query has returned multiple rows');
  const binding = resolveInternal('fail', [code.type, message.type]);
  if (binding === undefined) {
    throw new TypeError('fail is not registered');
  }
  return {
    kind: 'cast',
    type: { kind: 'boolean' },
    safe: false,
    value: {
      kind: 'call',
      type: binding.returnType,
      function: binding.function,
      arguments: [code, message],
    },
  };
}
