import type { NodeApi } from '../../../generated/coordinator/server.ts';
import type { FailureDetectorStats } from '../../../generated/coordinator/types.ts';
import { formatDateTime } from '../../engine/units/date-time.ts';
import { formatDuration } from '../../engine/units/duration.ts';
import type { FailureDetector, MonitoredNode } from '../../server/discovery/failure-detector.ts';

/** `/v1/node`: what the failure detector knows of the other nodes (PROTOCOL 3). */
export function createNodeApi(detector: FailureDetector): NodeApi {
  return {
    listNodes: () => ({ status: 200, body: detector.list().map(statisticsOf) }),
    listFailedNodes: () => ({
      status: 200,
      body: detector
        .list()
        .filter((node) => node.failed)
        .map(statisticsOf),
    }),
  };
}

function statisticsOf({ node, statistics }: MonitoredNode): FailureDetectorStats {
  const { lastRequest, lastResponse } = statistics;
  return {
    uri: `${node.uri}/v1/status`,
    recentRequests: statistics.requests,
    recentFailures: statistics.failures,
    recentSuccesses: statistics.successes,
    ...(lastRequest === undefined ? {} : { lastRequestTime: formatDateTime(lastRequest) }),
    ...(lastResponse === undefined ? {} : { lastResponseTime: formatDateTime(lastResponse) }),
    recentFailureRatio: statistics.failureRatio,
    age: formatDuration(statistics.ageMillis * 1e6),
    recentFailuresByType: statistics.failuresByType,
  };
}
