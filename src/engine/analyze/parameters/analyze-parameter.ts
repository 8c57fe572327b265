import type { Expression } from '../../expressions/expression.ts';
import type { ParameterNode } from '../../parse/tree/scalar.ts';
import type { AnalyzeNested } from '../expression-context.ts';
import { semanticError } from '../semantic-error.ts';

/**
 * `?`: the value that EXECUTE gives, or in a described statement a NULL whose use is noted.
 * @throws TrinoError INVALID_PARAMETER_USAGE where it has no value
 */
export function analyzeParameter({ binding, ...node }: ParameterNode, nested: AnalyzeNested): Expression {
  if (binding === undefined) {
    throw semanticError('INVALID_PARAMETER_USAGE', node, 'Query takes no parameters');
  }
  if (binding.kind === 'described') {
    return { kind: 'constant', type: { kind: 'unknown' }, value: null, parameter: binding.use };
  }
  const value = nested(binding.value);
  // Two parameters are two expressions, equal values or not: it tells in GROUP BY.
  return value.kind === 'constant' ? { ...value, parameter: node.position } : value;
}
