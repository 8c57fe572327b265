import type { ResolvedFunction } from '../../../../../generated/worker/types.ts';
import { TrinoError } from '../../../errors/trino-error.ts';
import type { Type } from '../../../types/type.ts';
import {
  severalExtremesByCollector,
  severalExtremesCollector,
} from '../../scalar/collectors/extreme-collectors.ts';
import {
  histogramCollector,
  mapAggCollector,
  mapUnionCollector,
  multimapCollector,
} from '../../scalar/collectors/map-collectors.ts';
import { momentCollector } from '../../scalar/collectors/moment-collectors.ts';
import { percentileCollector } from '../../scalar/collectors/percentile-collector.ts';
import {
  mostFrequentCollector,
  numericHistogramCollector,
} from '../../scalar/collectors/histogram-collectors.ts';
import {
  accuratePercentileCollector,
  quantileDigestCollector,
} from '../../scalar/collectors/quantile-collector.ts';
import { collectingTranslation } from './collecting-aggregates.ts';
import type { AggregateTranslation } from './aggregate-translation.ts';
import { averageTranslation } from './average.ts';
import { countTranslation } from './count.ts';
import { extremeByTranslation } from './extreme-by.ts';
import { extremeTranslation } from './extreme.ts';
import { listAggregateTranslation } from './list-aggregate.ts';
import { reduceTranslation } from './reduce-aggregate.ts';
import { geometricMeanTranslation } from './geometric-mean.ts';
import {
  anyValueTranslation,
  arrayTranslation,
  bitwiseTranslation,
  booleanDistinctTranslation,
  booleanTranslation,
  checksumTranslation,
  countIfTranslation,
} from './simple-aggregates.ts';
import { regressionTranslation } from './regression.ts';
import {
  approxDistinctTranslation,
  approxSetTranslation,
  mergeTranslation,
  setDigestTranslation,
  tDigestTranslation,
} from './sketch-aggregates.ts';
import { varianceTranslation } from './variance.ts';
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
      if (types.length === 2)
        return collectingTranslation(severalExtremesCollector(known, type as Type), types);
      break;
    case 'min_by':
    case 'max_by':
      if (types.length === 2) return extremeByTranslation(known, types);
      if (types.length === 3) {
        const name = known === 'min_by' ? 'min' : 'max';
        const collector = severalExtremesByCollector(name, type as Type, types[1] as Type);
        return collectingTranslation(collector, types);
      }
      break;
    case 'histogram':
      return collectingTranslation(histogramCollector(type as Type), types);
    case 'map_agg':
      return collectingTranslation(mapAggCollector(type as Type, types[1] as Type), types);
    case 'multimap_agg':
      return collectingTranslation(multimapCollector(type as Type, types[1] as Type), types);
    case 'map_union':
      return collectingTranslation(mapUnionCollector(type as Type), types);
    case 'skewness':
    case 'kurtosis':
      return collectingTranslation(momentCollector(known), types);
    case 'approx_percentile':
      if (types.length > 3) return collectingTranslation(accuratePercentileCollector(types), types);
      return collectingTranslation(percentileCollector(types), types);
    case 'qdigest_agg':
      return collectingTranslation(quantileDigestCollector(types), types);
    case 'numeric_histogram':
      return collectingTranslation(numericHistogramCollector(types), types);
    case 'approx_most_frequent':
      return collectingTranslation(mostFrequentCollector(types), types);
    case 'listagg':
      return listAggregateTranslation;
    case 'reduce_agg':
      return reduceTranslation(types);
    case 'count_if':
      return countIfTranslation;
    case 'bool_and':
    case 'bool_or':
      return booleanTranslation(known);
    case 'every':
      return booleanTranslation('bool_and');
    case 'any_value':
    case 'arbitrary':
      return anyValueTranslation;
    case 'array_agg':
      return arrayTranslation;
    case 'checksum':
      if (type !== undefined) return checksumTranslation(type);
      break;
    case 'bitwise_and_agg':
      return bitwiseTranslation('bit_and');
    case 'bitwise_or_agg':
      return bitwiseTranslation('bit_or');
    case 'stddev':
    case 'stddev_samp':
      return varianceTranslation('stddev_samp');
    case 'stddev_pop':
      return varianceTranslation('stddev_pop');
    case 'variance':
    case 'var_samp':
      return varianceTranslation('var_samp');
    case 'var_pop':
      return varianceTranslation('var_pop');
    case 'corr':
    case 'covar_pop':
    case 'covar_samp':
    case 'regr_slope':
    case 'regr_intercept':
      return regressionTranslation(known);
    case 'geometric_mean':
      return geometricMeanTranslation;
    case 'approx_distinct':
      return type?.kind === 'boolean' ? booleanDistinctTranslation : approxDistinctTranslation(types);
    case 'approx_set':
      if (type !== undefined) return approxSetTranslation(type);
      break;
    case 'make_set_digest':
      if (type !== undefined) return setDigestTranslation(type);
      break;
    case 'merge':
    case 'merge_set_digest':
      if (type !== undefined) return mergeTranslation(type);
      break;
    case 'tdigest_agg':
      return tDigestTranslation(types);
    default:
  }
  throw new TrinoError('FUNCTION_IMPLEMENTATION_MISSING', `No implementation of function: ${id}`);
}
