import { expect } from 'chai';
import {
  complementDomain,
  intersectDomains,
  uniteDomains,
} from '../../../../src/engine/plan/explain/domain.ts';
import type { Domain } from '../../../../src/engine/plan/explain/domain.ts';

const compare = (a: number, b: number): number => a - b;

/** A domain from text: `[1,5)`, `(,3]`, with `null` among the parts if NULL is in it. */
function domain(...parts: readonly string[]): Domain<number> {
  const ranges = parts
    .filter((part) => part !== 'null')
    .map((part) => {
      const [low = '', high = ''] = part.slice(1, -1).split(',');
      return {
        ...(low !== '' && { low: { value: Number(low), inclusive: part.startsWith('[') } }),
        ...(high !== '' && { high: { value: Number(high), inclusive: part.endsWith(']') } }),
      };
    });
  return { nullsAllowed: parts.includes('null'), ranges };
}

describe('domains', () => {
  it('unite what overlaps or touches', () => {
    expect(uniteDomains(domain('[1,3]', '[7,9]'), domain('(3,5]', 'null'), compare)).to.deep.equal(
      domain('[1,5]', '[7,9]', 'null'),
    );
    expect(uniteDomains(domain('[1,3)'), domain('(3,5]'), compare)).to.deep.equal(domain('[1,3)', '(3,5]'));
    expect(uniteDomains(domain('(,3)'), domain('[2,)'), compare)).to.deep.equal(domain('(,)'));
    expect(uniteDomains(domain('(1,5)'), domain('[1,2]'), compare)).to.deep.equal(domain('[1,5)'));
  });

  it('intersect to what both have', () => {
    expect(intersectDomains(domain('[1,5]', '[7,)'), domain('(2,8]'), compare)).to.deep.equal(
      domain('(2,5]', '[7,8]'),
    );
    expect(intersectDomains(domain('[1,3)'), domain('[3,5]', 'null'), compare)).to.deep.equal(domain());
    expect(intersectDomains(domain('[1,3]', 'null'), domain('[3,5]', 'null'), compare)).to.deep.equal(
      domain('[3,3]', 'null'),
    );
  });

  it('have a complement', () => {
    expect(complementDomain(domain('[3,3]'))).to.deep.equal(domain('(,3)', '(3,)', 'null'));
    expect(complementDomain(domain('(,1)', '[5,)', 'null'))).to.deep.equal(domain('[1,5)'));
    expect(complementDomain(domain('(,)'))).to.deep.equal(domain('null'));
    expect(complementDomain(domain('null'))).to.deep.equal(domain('(,)'));
    for (const some of [domain('[1,2]', '(4,)'), domain(), domain('(,0]', 'null')]) {
      expect(complementDomain(complementDomain(some))).to.deep.equal(some);
    }
  });
});
