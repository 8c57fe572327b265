import { expect } from 'chai';
import type { PatternRecognitionNode, PlanNode } from '../../../generated/worker/types.ts';
import { describeNode } from '../../../src/engine/plan/explain/describe-node.ts';
import { sourcesOf } from '../../../src/engine/plan/plan-nodes.ts';
import { allFragments, planned } from './planned.ts';

function patternsIn(sql: string): readonly PatternRecognitionNode[] {
  const found: PatternRecognitionNode[] = [];
  const visit = (node: PlanNode): void => {
    if (node['@type'] === 'patternRecognition') found.push(node);
    sourcesOf(node).forEach(visit);
  };
  for (const { fragment } of allFragments(planned(sql, 2))) visit(fragment.root);
  return found;
}

const window = `WINDOW w AS (PARTITION BY regionkey ORDER BY nationkey MEASURES LAST(A.name, 1) AS m, count(U.name) AS n, name AS unread
  ROWS BETWEEN CURRENT ROW AND 5 FOLLOWING AFTER MATCH SKIP TO LAST B SEEK PATTERN (A+? (B | {- C -}) ()) SUBSET U = (A, B)
  DEFINE A AS PREV(nationkey, 2) > 0, B AS CLASSIFIER(A) = 'A')`;

describe('plans of row patterns in windows', () => {
  it('search once for all that is over a window, in the form of the wire', () => {
    const [node, ...others] = patternsIn(
      `SELECT m OVER w, n OVER w, sum(nationkey) OVER w FROM nation ${window}`,
    );
    expect(others).to.deep.equal([]);
    if (node === undefined) throw new Error('No pattern');
    expect(Object.keys(node.measures)).to.deep.equal(['m', 'n']);
    const [call] = Object.values(node.windowFunctions);
    expect(call?.frame).to.deep.equal(node.commonBaseFrame);
    const { rowsPerMatch, initial, skipToPosition, skipToLabel, commonBaseFrame } = node;
    expect({ rowsPerMatch, initial, skipToPosition, skipToLabel }).to.deep.equal({
      rowsPerMatch: 'WINDOW',
      initial: false,
      skipToPosition: 'LAST',
      skipToLabel: ['label', 'B'],
    });
    expect(commonBaseFrame?.endType).to.equal('FOLLOWING');
  });

  it('search anew for other frames, and for the same pattern over other rows', () => {
    const sql = `SELECT c OVER (ORDER BY name ${frame(1)}), c OVER (ORDER BY name ${frame(2)}), c OVER (ORDER BY nationkey ${frame(2)}),
      max(name) OVER (ORDER BY name ${frame(2)}) FROM nation`;
    expect(
      patternsIn(sql)
        .map(({ windowFunctions }) => Object.keys(windowFunctions).length)
        .sort(),
    ).to.deep.equal([0, 0, 1]);
  });

  it('are none where nothing reads them', () => {
    expect(
      patternsIn(`SELECT nationkey FROM (SELECT nationkey, m OVER w FROM nation ${window})`),
    ).to.deep.equal([]);
  });

  it("read in EXPLAIN as stock's do", () => {
    const [node] = patternsIn(`SELECT m OVER w, n OVER w, sum(nationkey) OVER w FROM nation ${window}`);
    if (node === undefined) throw new Error('No pattern');
    const { name, descriptor, details } = describeNode(node, new Map());
    expect([name, descriptor]).to.deep.equal([
      'PatterRecognition',
      { partitionBy: '[regionkey]', orderBy: '[nationkey ASC NULLS LAST]', hash: '[]' },
    ]);
    // Stock numbers the symbols otherwise.
    expect(details.map((line) => line.replace(/_\d+/g, ''))).to.deep.equal([
      'base frame: ROWS CURRENT_ROW expr FOLLOWING',
      'sum := sum("nationkey")',
      'm := "name"',
      '    name := name[RUNNING LAST({A}, 1)]',
      'n := "count"',
      '    count := RUNNING count("name"){A, B}',
      'AFTER MATCH SKIP TO LAST B',
      'pattern[(A{1, ∞} (B | {-C-}))] (SEEK)',
      'subsets[U := {A, B}]',
      `A := ("nationkey" > BIGINT '0')`,
      '    nationkey := nationkey[PREV(RUNNING LAST({}), 2)]',
      `B := ("classifier" = VARCHAR 'A')`,
      '    classifier := classifier[RUNNING LAST({A})]',
      'C := true',
    ]);
  });
});

function frame(rows: number): string {
  return `MEASURES CLASSIFIER() AS c ROWS BETWEEN CURRENT ROW AND ${rows} FOLLOWING PATTERN (A+) DEFINE A AS true`;
}
