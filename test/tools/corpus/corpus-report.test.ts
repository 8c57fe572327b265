import { expect } from 'chai';
import { areaTable, mainAreas, percent, shortfalls } from '../../../tools/corpus/corpus-report.ts';
import { readAreas, readFailures } from '../../../tools/corpus/run-corpus.ts';

const output = `window                            339/344     98.54%   ignoring messages    340
type/cast                          49/49     100.00%   ignoring messages     49
type/literal                       60/71      84.50%   ignoring messages     69
total                             448/464     96.55%   ignoring messages    458 (98.70%)   12 s
`;

describe('reports of the corpus', () => {
  const areas = readAreas(output);

  it('read the runner', () => {
    expect(areas).to.have.length(3);
    expect(areas[0]).to.deep.equal({ name: 'window', total: 344, passed: 339, lenient: 340 });
    expect(() => readAreas('no cases selected\n')).to.throw('no areas');
    expect(readFailures('{"id":"a"}\n\n{"id":"b"}\n').map(({ id }) => id)).to.deep.equal(['a', 'b']);
  });

  it('add areas up', () => {
    expect(mainAreas(areas)).to.deep.include({ name: 'type', total: 120, passed: 109, lenient: 118 });
  });

  it('never round up to all', () => {
    expect(percent(1999, 2000)).to.equal('99.9 %');
    expect(percent(2000, 2000)).to.equal('100.0 %');
  });

  it('tell what falls short', () => {
    expect(shortfalls({ shape: 'cluster', areas, failures: [] })).to.deep.equal([
      'cluster: type/literal: 69 of 71 without messages',
    ]);
    const small = { name: 'small', total: 10, passed: 9, lenient: 9 };
    expect(shortfalls({ shape: 'cluster', areas: [small], failures: [] })).to.deep.equal([
      'cluster: 9 of 10 with messages',
    ]);
    const smaller = { ...small, lenient: 8 };
    expect(shortfalls({ shape: 'cluster', areas: [smaller], failures: [] })).to.have.length(2);
  });

  it('stand in a table', () => {
    const lines = areaTable([{ shape: 'one process', areas, failures: [] }]).split('\n');
    expect(lines[1]).to.match(/^window +339\/344 98\.5 % \(340, 98\.8 %\)$/);
    expect(lines.at(-1)).to.match(/^total +448\/464/);
  });
});
