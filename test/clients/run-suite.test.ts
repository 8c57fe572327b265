import { expect } from 'chai';
import { clientsDocument } from '../../tools/clients/clients-document.ts';
import { countsOf, difference, missingPrograms } from '../../tools/clients/run-suite.ts';
import { suites, type ClientSuite } from '../../tools/clients/suites.ts';

describe('suites of real clients', () => {
  const [suite] = suites as readonly [ClientSuite];

  it('are counted by their last line', () => {
    const counts = { passed: 52, failed: 1, skipped: 0 };
    expect(countsOf('cli', 'FAIL x\n\u001b[0mcli: 52 passed, 1 failed, 0 skipped\n')).to.deep.equal(counts);
    expect(countsOf('cli', 'cli: 52 passed, 1 failed, 0 skipped\nKilled\n')).to.equal(undefined);
    expect(countsOf('cli', '')).to.equal(undefined);
  });

  it('differ from stock by a failed, a missing and a skipped test', () => {
    const { passed } = suite.stock;
    expect(difference({ suite, counts: suite.stock })).to.equal(undefined);
    for (const counts of [
      { ...suite.stock, failed: 1 },
      { ...suite.stock, passed: passed - 1 },
      { ...suite.stock, passed: passed - 1, skipped: 1 },
    ]) {
      expect(difference({ suite, counts })).to.include(' instead of ');
    }
    expect(difference({ suite, problem: 'needs tmux' })).to.equal('needs tmux');
  });

  it('say which program is missing', async () => {
    expect(await missingPrograms({ ...suite, needs: ['sh', 'no-such-program-here'] })).to.deep.equal([
      'no-such-program-here',
    ]);
  });

  it('make a table', () => {
    const text = clientsDocument([
      { suite, counts: { passed: 9, failed: 1, skipped: 0 } },
      { suite, problem: 'needs curl' },
    ]);
    expect(text).to.include(`| ${suite.client} | ${suite.what} | 9/1/0 | 10/0/0 |`);
    expect(text).to.include('not run: needs curl');
  });
});
