import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { cutExample, staleExamples } from '../../tools/spec/extract-examples.ts';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

describe('Examples in the specs', () => {
  it('are what the recordings say (npx tsx tools/spec/extract-examples.ts makes them)', () => {
    expect(staleExamples(root)).to.deep.equal([]);
  });

  it('keep the first entries of long lists, whole handles and the first line of stack traces', () => {
    const body = {
      rows: [{ a: 1 }, { a: 2 }, { a: 3 }],
      handle: ['class', 'INSTANCE'],
      names: ['x', 'y', 'z'],
    };
    const recording = { request: { body: 'a=1&b=' }, response: { body } };
    const source = { recording: 'r', summary: 's' };
    expect(cutExample({ ...source, list: 1 }, recording).value).to.deep.equal({
      rows: [{ a: 1 }],
      handle: ['class', 'INSTANCE'],
      names: ['x', 'y'],
    });
    expect(cutExample({ ...source, lists: { rows: 3 } }, recording).value).to.deep.include({
      rows: body.rows,
    });
    expect(cutExample({ ...source, part: 'request', form: true }, recording).value).to.deep.equal({
      a: '1',
      b: '',
    });
    const trace = { request: {}, response: { body: 'No such thing\n\tat somewhere' } };
    expect(cutExample({ ...source, firstLine: true }, trace).value).to.equal('No such thing');
    expect(() => cutExample({ ...source, part: 'request' }, trace)).to.throw('no request body');
  });
});
