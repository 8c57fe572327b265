import type { PlanSettings } from '../plan-settings.ts';

/** What a join needs, as Trino weighs it: bytes worked on, held and sent. */
export interface JoinBytes {
  readonly probe: number;
  readonly build: number;
  readonly output: number;
}

const weights = { cpu: 75, memory: 10, network: 15 };

export type JoinDistribution = 'PARTITIONED' | 'REPLICATED';

/**
 * The cost of a join, without that of its inputs. Replicated, each worker gets and builds the whole build side; partitioned, both
 * sides are sent once.
 */
export function joinCost(
  { probe, build, output }: JoinBytes,
  distribution: JoinDistribution,
  workers: number,
): number {
  const copies = distribution === 'REPLICATED' ? workers : 1;
  const sent = distribution === 'REPLICATED' ? build * workers : probe + build;
  // Exchanges work on what they read: a replicated probe side stays where it is. A build side is also spread over threads.
  const exchanged = distribution === 'REPLICATED' ? build : probe + build;
  const cpu = exchanged + build + probe + build * copies + output;
  return weights.cpu * cpu + weights.memory * build * copies + weights.network * sent;
}

/** The distributions that a session allows for a build side of so many bytes (NaN: unknown), the one to prefer first. */
export function allowedDistributions(
  build: number,
  settings: Pick<PlanSettings, 'joinDistributionType' | 'joinMaxBroadcastTableSize'>,
): readonly JoinDistribution[] {
  switch (settings.joinDistributionType) {
    case 'PARTITIONED':
      return ['PARTITIONED'];
    case 'BROADCAST':
      return ['REPLICATED'];
    case 'AUTOMATIC':
      return build <= settings.joinMaxBroadcastTableSize ? ['REPLICATED', 'PARTITIONED'] : ['PARTITIONED'];
    default: {
      const never: never = settings.joinDistributionType;
      return never;
    }
  }
}

/** The cheapest of the distributions that are allowed. */
export function cheapestDistribution(
  bytes: JoinBytes,
  settings: Pick<PlanSettings, 'joinDistributionType' | 'joinMaxBroadcastTableSize'>,
  workers: number,
): { readonly distribution: JoinDistribution; readonly cost: number } {
  const [first = 'PARTITIONED', ...others] = allowedDistributions(bytes.build, settings);
  let cheapest = { distribution: first, cost: joinCost(bytes, first, workers) };
  for (const distribution of others) {
    const cost = joinCost(bytes, distribution, workers);
    if (cost < cheapest.cost) {
      cheapest = { distribution, cost };
    }
  }
  return cheapest;
}
