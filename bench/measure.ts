/** Middle and tail of measurements. */
export interface Summary {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
}

export function summarize(samples: readonly number[]): Summary {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (q: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
  return { count: sorted.length, p50: at(0.5), p99: at(0.99) };
}

/** Milliseconds that each of `count` runs of an action took, one after the other, after `warmUp` runs that don't count. */
export async function timed(
  count: number,
  warmUp: number,
  action: (run: number) => Promise<unknown>,
): Promise<number[]> {
  const samples: number[] = [];
  for (let run = 0; run < warmUp + count; run++) {
    const start = performance.now();
    await action(run);
    if (run >= warmUp) samples.push(performance.now() - start);
  }
  return samples;
}

/** Actions a second with so many clients at once over about `millis`. */
export async function throughput(
  clients: number,
  millis: number,
  action: (run: number) => Promise<unknown>,
): Promise<number> {
  const start = performance.now();
  let runs = 0;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() - start < millis) await action(runs++);
    }),
  );
  return runs / ((performance.now() - start) / 1000);
}
