import { writeFileSync } from 'node:fs';
import { tables } from '../../src/connectors/tpch/tables/tables.ts';
import { countStatistics } from './count-statistics.ts';

/**
 * Makes `src/connectors/tpch/statistics-table.ts`: counts the rows of tiny and sf1, the schemas that stock has statistics of
 * (some minutes). A test counts tiny again.
 */
const schemas = { tiny: 0.01, sf1: 1 };

const lines: string[] = [];
for (const [schema, scaleFactor] of Object.entries(schemas)) {
  lines.push(`  ${schema}: {`);
  for (const name of [...tables.keys()].sort()) {
    const { rowCount, columns } = countStatistics(name, scaleFactor);
    lines.push(`    ${name}: {`, `      rowCount: ${rowCount},`, '      columns: {');
    for (const [column, counts] of Object.entries(columns)) {
      const values = Object.entries(counts).map(([key, value]) => `${key}: ${value}`);
      lines.push(`        ${column}: { ${values.join(', ')} },`);
    }
    lines.push('      },', '    },');
  }
  lines.push('  },');
}
writeFileSync(
  new URL('../../src/connectors/tpch/statistics-table.ts', import.meta.url),
  `// Made by tools/tpch/make-statistics.ts.
import type { TableStatistics } from '../../engine/catalog/connector.ts';

/** Statistics by schema and table, counted from the rows; dates in days since 1970-01-01, sizes in bytes. */
export const statisticsTable: Readonly<Record<string, Readonly<Record<string, TableStatistics>>>> = {
${lines.join('\n')}
};
`,
);
