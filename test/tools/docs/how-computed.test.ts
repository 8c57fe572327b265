import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { howComputed } from '../../../tools/docs/how-computed.ts';
import type { ListedSignature } from '../../../tools/docs/how-computed.ts';

const functions = JSON.parse(
  readFileSync(new URL('../../sql/functions.json', import.meta.url), 'utf8'),
) as readonly ListedSignature[];

describe('how functions are computed', function () {
  this.timeout(60_000);

  for (const [name, ways] of [
    ['atan', ['DuckDB']],
    ['count', ['DuckDB']],
    ['row_number', ['DuckDB']],
    ['sin', ['rewritten']],
    ['corr', ['rewritten']],
    ['transform', ['rewritten']],
    ['map_zip_with', ['TypeScript']],
    ['histogram', ['TypeScript']],
    ['xxhash64', ['TypeScript']],
  ] as const) {
    it(name, () => {
      const found = functions.filter((each) => each.name === name).map(howComputed);
      expect([...new Set(found)]).to.deep.equal(ways);
    });
  }

  it('is known of every signature', () => {
    for (const signature of functions) expect(howComputed(signature)).to.be.a('string');
  });
});
