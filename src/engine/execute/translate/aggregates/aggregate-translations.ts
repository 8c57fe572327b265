import type { ResolvedFunction } from '../../../../../generated/worker/types.ts';
import { TrinoError } from '../../../errors/trino-error.ts';
import type { Type } from '../../../types/type.ts';
import type { AggregateTranslation } from './aggregate-translation.ts';
import { averageTranslation } from './average.ts';
import { countTranslation } from './count.ts';
import { extremeTranslation } from './extreme.ts';
import { sumTranslation } from './sum.ts';

/**
 * How an aggregate is computed.
 * @param types types of the function's arguments
 * @throws TrinoError FUNCTION_IMPLEMENTATION_MISSING when it isn't
 */
export function aggregateTranslation(
  { signature, id }: Pick<ResolvedFunction, 'signature' | 'id'>,
  types: readonly Type[],
): AggregateTranslation {
  const { catalogName, schemaName, functionName } = signature.name;
  const [type] = types;
  const known = catalogName === 'system' && schemaName === 'builtin' ? functionName : undefined;
  switch (known) {
    case 'count':
      return countTranslation;
    case 'sum':
      if (type !== undefined) return sumTranslation(type);
      break;
    case 'avg':
      if (type !== undefined) return averageTranslation(type);
      break;
    case 'min':
    case 'max':
      if (types.length === 1) return extremeTranslation(known, type as Type);
      break;
    default:
  }
  throw new TrinoError('FUNCTION_IMPLEMENTATION_MISSING', `No implementation of function: ${id}`);
}
