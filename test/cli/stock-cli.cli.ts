import { expect } from 'chai';
import { cli, freePort, requirePeer } from '../support/peer.ts';
import { spawnNode } from '../support/spawn-node.ts';
import type { SpawnedNode } from '../support/spawn-node.ts';

describe('the stock CLI against a running node', () => {
  let node: SpawnedNode;

  before(async () => {
    await requirePeer();
    node = await spawnNode(await freePort());
  });

  after(async () => {
    expect(await node.stop()).to.equal(0);
  });

  for (const [sql, output] of [
    ['SELECT 1', '1'],
    ['SELECT count(*) FROM tpch.tiny.nation', '25'],
    ['SELECT regionkey, count(*) FROM tpch.tiny.nation GROUP BY 1 ORDER BY 1', '0,5\n1,5\n2,5\n3,5\n4,5'],
    ["SELECT name FROM tpch.tiny.region WHERE name LIKE 'A%' ORDER BY name DESC", 'ASIA\nAMERICA\nAFRICA'],
    ["VALUES (1, 'a'), (2, 'b')", '1,a\n2,b'],
  ] as const) {
    it(sql, async () => {
      expect((await cli(node.url, '--output-format', 'CSV_UNQUOTED', '--execute', sql)).trim()).to.equal(
        output,
      );
    });
  }

  it('shows the table of the first screen', async () => {
    const output = await cli(
      node.url,
      '--output-format',
      'ALIGNED',
      '--execute',
      'SELECT name FROM tpch.tiny.region ORDER BY 1 LIMIT 1',
    );
    expect(output).to.contain('AFRICA').and.to.contain('(1 row)');
  });

  it('prints where an error is', async () => {
    const failure = await cli(node.url, '--execute', 'SELECT nope FROM tpch.tiny.nation').then(
      () => '',
      (error: unknown) => (error as { stderr: string }).stderr,
    );
    expect(failure).to.contain("line 1:8: Column 'nope' cannot be resolved");
  });
});
