import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { configurationDocument } from '../../tools/config/configuration-document.ts';

describe('docs/configuration.md', () => {
  it('says what the registry says: npm run docs:configuration', () => {
    const file = new URL('../../docs/configuration.md', import.meta.url);
    expect(readFileSync(file, 'utf8')).to.equal(configurationDocument());
  });
});
