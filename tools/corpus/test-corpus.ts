import { areaTable, shortfalls } from './corpus-report.ts';
import { runCorpus } from './run-corpus.ts';

/**
 * `npm run test:corpus`: the whole SQL corpus on one process and on a coordinator without tasks with two workers. Prints a table and what
 * was answered otherwise; ends with 1 when a run falls short. Arguments are the runner's: `-- --area window`.
 */
const options = process.argv.slice(2);
const runs = [await runCorpus('one process', options), await runCorpus('cluster', options)];
for (const { shape, failures } of runs) {
  for (const { id, sql, why } of failures)
    console.log(`${shape}: ${id}: ${sql.slice(0, 300)}\n  ${why.slice(0, 500)}`);
}
console.log(areaTable(runs));
const problems = runs.flatMap(shortfalls);
for (const problem of problems) console.log(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
