import type { CorpusArea, CorpusRun } from './run-corpus.ts';

/** All areas as one, or those whose names begin alike. */
export function sumAreas(name: string, areas: readonly CorpusArea[]): CorpusArea {
  const sum = (of: (area: CorpusArea) => number): number =>
    areas.reduce((total, area) => total + of(area), 0);
  return {
    name,
    total: sum(({ total }) => total),
    passed: sum(({ passed }) => passed),
    lenient: sum(({ lenient }) => lenient),
  };
}

/** Areas by the first part of their names. */
export function mainAreas(areas: readonly CorpusArea[]): readonly CorpusArea[] {
  const names = [...new Set(areas.map(({ name }) => name.split('/')[0] as string))];
  return names.map((name) =>
    sumAreas(
      name,
      areas.filter((area) => area.name.split('/')[0] === name),
    ),
  );
}

/** `98.5 %`, rounded down, so that only all is 100 %. */
export function percent(part: number, whole: number): string {
  return `${(Math.floor((part * 1000) / whole) / 10).toFixed(1)} %`;
}

/** What this project asks of a run: 98 % of every area without messages (one miss in an area of under 50), 95 % of all with them. */
export function shortfalls({ shape, areas }: CorpusRun): readonly string[] {
  const problems = areas
    .filter(({ total, lenient }) => (total < 50 ? total - lenient > 1 : lenient < total * 0.98))
    .map(({ name, total, lenient }) => `${shape}: ${name}: ${lenient} of ${total} without messages`);
  const all = sumAreas('total', areas);
  if (all.passed < all.total * 0.95) problems.push(`${shape}: ${all.passed} of ${all.total} with messages`);
  return problems;
}

/** A table for the terminal: for each area and shape how many are answered as by a stock server, with and without messages. */
export function areaTable(runs: readonly CorpusRun[]): string {
  const names = (runs[0]?.areas ?? []).map(({ name }) => name);
  const line = (name: string, of: (run: CorpusRun) => CorpusArea): string =>
    `${name.padEnd(30)}${runs
      .map((run) => {
        const { total, passed, lenient } = of(run);
        const cell = `${passed}/${total} ${percent(passed, total)} (${lenient}, ${percent(lenient, total)})`;
        return cell.padEnd(40);
      })
      .join('')}`.trimEnd();
  return [
    `${'area'.padEnd(30)}${runs.map(({ shape }) => `${shape} (without messages)`.padEnd(40)).join('')}`.trimEnd(),
    ...names.map((name) =>
      line(
        name,
        (run) => run.areas.find((area) => area.name === name) ?? { name, total: 0, passed: 0, lenient: 0 },
      ),
    ),
    line('total', (run) => sumAreas('total', run.areas)),
  ].join('\n');
}
