import type { Statement } from '../../parse/tree/statement.ts';
import type { ParameterNode } from '../../parse/tree/scalar.ts';
import type { ParameterBinding } from '../../parse/tree/parameter-binding.ts';

/** As in Trino, `?` in these counts as no parameter: they can't be executed with any. */
const withoutParameters: ReadonlySet<unknown> = new Set([
  'call',
  'setTimeZone',
  'execute',
  'executeImmediate',
  'prepare',
]);

/** The parameters of a statement, in the order of its text. */
export function parametersOf(statement: Statement): readonly ParameterNode[] {
  const found: ParameterNode[] = [];
  const visit = (part: unknown): void => {
    if (Array.isArray(part)) {
      for (const item of part) visit(item);
    } else if (typeof part === 'object' && part !== null && !isWithoutParameters(part)) {
      if (isParameter(part)) found.push(part);
      else for (const child of Object.values(part)) visit(child);
    }
  };
  visit(statement);
  return found.sort((a, b) => a.position - b.position);
}

/** The statement with what its parameters stand for. @param bindings one a parameter, in the order of the text */
export function bindParameters(statement: Statement, bindings: readonly ParameterBinding[]): Statement {
  if (bindings.length === 0) return statement;
  const order = new Map(parametersOf(statement).map((parameter, i) => [parameter, bindings[i]]));
  const bind = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(bind);
    if (typeof part !== 'object' || part === null || isWithoutParameters(part)) return part;
    if (isParameter(part)) return { ...part, binding: order.get(part) };
    return Object.fromEntries(Object.entries(part).map(([key, child]) => [key, bind(child)]));
  };
  return bind(statement) as Statement;
}

function isParameter(part: object): part is ParameterNode {
  return 'kind' in part && part.kind === 'parameter';
}

function isWithoutParameters(part: object): boolean {
  return 'kind' in part && withoutParameters.has(part.kind);
}
