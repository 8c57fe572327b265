import { expect } from 'chai';
import { createSlug } from '../../../src/engine/schedule/slug.ts';

describe('slugs', () => {
  const slug = createSlug();
  const made = slug.make('queued', 1);

  it('look like stock ones and are the same each time', () => {
    expect(made).to.match(/^y[0-9a-f]{40}$/);
    expect(slug.make('queued', 1)).to.equal(made);
    expect(slug.matches('queued', made, 1)).to.equal(true);
  });

  it('are bound to the resource, to the token and to the query', () => {
    expect(slug.matches('executing', made, 1)).to.equal(false);
    expect(slug.matches('queued', made, 2)).to.equal(false);
    expect(createSlug().matches('queued', made, 1)).to.equal(false);
  });

  for (const wrong of ['', 'y', made.slice(0, -1), `${made}0`, made.toUpperCase(), 'ü'.repeat(20)]) {
    it(`are not "${wrong.slice(0, 12)}…" (${wrong.length} characters)`, () => {
      expect(slug.matches('queued', wrong, 1)).to.equal(false);
    });
  }
});
