import { analyze } from '../analyze/analyze.ts';
import type { Analysis } from '../analyze/analysis.ts';
import { selecting } from '../analyze/evaluate-constant.ts';
import type { Metadata } from '../catalog/metadata.ts';
import { TrinoError } from '../errors/trino-error.ts';
import type { Kernel } from '../execute/kernel.ts';
import type { ConstantExpression, Expression } from '../expressions/expression.ts';
import { createFragments } from '../fragment/create-fragments.ts';
import { deserializePage, serializeBlock } from '../pages/page-serde.ts';
import { distributePlan, planQuery } from '../plan/plan.ts';
import { planOptionsFor } from '../plan/plan-options.ts';
import { planSettingsOf } from '../plan/plan-settings.ts';
import { readConstant } from '../routines/wire/constant-block.ts';
import { sessionRepresentation } from '../session/session-representation.ts';
import type { Session } from '../session/session.ts';

/**
 * Computes an expression without columns on this node's kernel: what statements name that has to be known before they run, such as
 * the value of SET SESSION.
 * @param signal aborted when the statement is over
 * @throws TrinoError of the expression
 */
export async function computeConstant(
  expression: Expression,
  session: Session,
  { metadata, kernel, signal }: { metadata: Metadata; kernel: Kernel; signal: AbortSignal },
): Promise<ConstantExpression> {
  const plan = planQuery(selectOf(expression, session, metadata), metadata, planSettingsOf(session, 1));
  const { fragment, children } = createFragments(distributePlan(plan, planOptionsFor({ workers: 1 })));
  if (children.length > 0)
    throw new TrinoError('GENERIC_INTERNAL_ERROR', 'A constant is computed by more than one task');
  const run = kernel.start({
    taskId: `${session.queryId}.0.0.0`,
    fragment,
    session: sessionRepresentation(session),
    partitionCount: 1,
    compressed: false,
    nodeAddress: '',
  });
  const cancel = (): void => void run.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    for await (const { bytes, rows } of run.output()) {
      const [column] = deserializePage(bytes, [expression.type]).columns;
      if (rows !== 1 || column === undefined) continue;
      const block = serializeBlock({ positions: 1, columns: [column] }, expression.type);
      return readConstant(Buffer.from(block).toString('base64'), expression.type);
    }
  } finally {
    signal.removeEventListener('abort', cancel);
    await run.cancel();
  }
  throw new TrinoError('GENERIC_INTERNAL_ERROR', 'A constant has no value');
}

/** SELECT of the expression. */
function selectOf(expression: Expression, session: Session, metadata: Metadata): Analysis {
  const location = { lineNumber: 1, columnNumber: 1 };
  const analysis = analyze(selecting({ kind: 'nullLiteral', location }), { session, metadata });
  const { body } = analysis.query;
  const [output] = body.kind === 'select' ? body.outputs : [];
  if (body.kind !== 'select' || output === undefined) throw new TypeError('A SELECT of one value has none');
  const outputs = [{ ...output, expression, field: { ...output.field, type: expression.type } }];
  return {
    ...analysis,
    query: { ...analysis.query, body: { ...body, outputs } },
    columns: analysis.columns.map((column) => ({ ...column, type: expression.type })),
  };
}
