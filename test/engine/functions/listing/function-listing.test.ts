import { expect } from 'chai';
import { functionListing } from '../../../../src/engine/functions/listing/function-listing.ts';
import { allFunctions } from '../../../../src/engine/functions/function-registry.ts';
import { corpus } from '../../../support/corpus.ts';

describe('the listing of functions', () => {
  const rows = functionListing().map((row) => [
    row.name,
    row.returnType,
    row.argumentTypes,
    row.kind,
    row.deterministic,
    row.description,
  ]);

  it('has as many rows as stock, and the same where a case shows them', () => {
    const cases = corpus().filter(({ sql }) => /^SHOW FUNCTIONS( LIKE '[^']*')?$/.test(sql));
    expect(cases.length).to.be.greaterThan(3);
    let shown = 0;
    for (const { sql, rows: expected, row_count: count } of cases) {
      const pattern = /LIKE '(.*)'/.exec(sql)?.[1] ?? '%';
      const matcher = new RegExp(`^${pattern.replaceAll('%', '.*').replaceAll('_', '.')}$`);
      const found = rows.filter(([name]) => matcher.test(String(name)));
      expect(found, sql).to.have.length(count ?? expected?.length ?? 0);
      if (expected === undefined) continue;
      expect(found, sql).to.have.deep.members(expected);
      shown += found.length;
    }
    expect(shown).to.be.greaterThan(20);
  });

  it('lists every function that can be called by a name it has', () => {
    const listed = new Set(rows.map(([name]) => name));
    // Hidden by stock too.
    const hidden = new Set(['fail', 'version', 'try_cast']);
    const missing = [...allFunctions()]
      .filter(({ entry, signature }) => !entry.internal && !hidden.has(signature.name))
      .flatMap(({ entry, signature }) => [signature.name, ...(entry.aliases ?? [])])
      .filter((name) => !name.startsWith('$') && !listed.has(name));
    expect(missing).to.deep.equal([]);
  });
});
