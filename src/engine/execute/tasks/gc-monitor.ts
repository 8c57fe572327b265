import { PerformanceObserver, constants } from 'node:perf_hooks';

/** Full garbage collections of the process so far. */
export interface GcTotals {
  readonly count: number;
  readonly nanos: number;
}

let totals: GcTotals = { count: 0, nanos: 0 };
let observer: PerformanceObserver | undefined;

/** Full collections since the first call; a task reports those of its lifetime, as stock does (`fullGcCount`, `fullGcTime`). */
export function fullGcTotals(): GcTotals {
  if (observer === undefined) {
    observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const kind = (entry as { readonly detail?: { readonly kind?: number } }).detail?.kind;
        if (kind !== constants.NODE_PERFORMANCE_GC_MAJOR) continue;
        totals = { count: totals.count + 1, nanos: totals.nanos + entry.duration * 1e6 };
      }
    });
    observer.observe({ entryTypes: ['gc'] });
  }
  return totals;
}
