import type { PlanRepresentation, RepresentedEstimate } from './plan-representation.ts';

const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** Bytes in the largest unit of which there is at least one: `527B`, `1kB`, `2.67kB`; `?` for NaN. */
export function dataSizeText(bytes: number): string {
  if (Number.isNaN(bytes)) return '?';
  let value = Math.round(bytes);
  if (!Number.isFinite(value)) return '∞';
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${Number.isInteger(value) ? value : value.toFixed(2)}${units[unit]}`;
}

/** `Estimates: {rows: 25 (2.67kB), cpu: 2.67k, memory: 0B, network: 0B}`, a pair of braces a node. */
export function estimatesText(estimates: readonly RepresentedEstimate[]): string {
  return `Estimates: ${estimates.map(estimateText).join('/')}`;
}

/** Whether there is anything to tell of a node's estimates. */
export function hasEstimates({ estimates }: PlanRepresentation): boolean {
  return estimates.some((estimate) => Object.values(estimate).some((value) => !Number.isNaN(value)));
}

function estimateText({
  rowCount,
  outputSize,
  cpuCost,
  memoryCost,
  networkCost,
}: RepresentedEstimate): string {
  const rows = Number.isNaN(rowCount) ? '?' : Number.isFinite(rowCount) ? String(Math.round(rowCount)) : '∞';
  const cpu = dataSizeText(cpuCost).replace(/B$/, '');
  return (
    `{rows: ${rows} (${dataSizeText(outputSize)}), cpu: ${cpu}, ` +
    `memory: ${dataSizeText(memoryCost)}, network: ${dataSizeText(networkCost)}}`
  );
}
