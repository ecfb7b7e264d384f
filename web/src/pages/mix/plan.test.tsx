import { describe, expect, it } from 'vitest';
import { rendered, textOf } from '../../shell/rendered.test.support.tsx';
import { amount, Plan } from './plan.tsx';
import { PLAN } from './plans.test.support.ts';

const shown = (more: Partial<typeof PLAN> = {}, stale = false) =>
  rendered(
    <Plan
      plan={{ ...PLAN, ...more }}
      stale={stale}
      remedy={({ rule }) => (rule === 'size' ? () => {} : undefined)}
    />,
  );

describe('amount', () => {
  it('has its unit, a share in percent', () => {
    expect([amount(2140, 'examples'), amount(0.35, 'share')]).toEqual(['2,140 examples', '35%']);
  });
});

describe('a plan', () => {
  it('says in one line whether it can be built, and what is short', () => {
    const text = textOf(shown());
    expect(text).toContain('It cannot be kept. 35% human, short by 2,140 examples of genre fiction');
    expect(textOf(shown({ possible: true }))).toContain('It can be built.');
  });

  it('says of each rule by how much it is kept or not', () => {
    const text = textOf(shown());
    expect(text).toContain('human.minimum asks for 500 examples, gets 350 examples short by 150 examples');
    expect(text).toContain('tail.minimum asks for 10%, gets 10% kept');
  });

  it('offers what would do: as a button where a field can do it, as words where none can', () => {
    const markup = shown();
    expect(markup).toMatch(/<button[^>]*><bdi>size of 700 examples<\/bdi>/);
    expect(markup).toMatch(/<span[^>]*><bdi>2,140 more human examples<\/bdi><\/span>/);
    expect(textOf(shown({ remedies: [] }))).not.toContain('would do');
  });

  it('says in words what its bars show', () => {
    expect(shown()).toContain('aria-label="Origin: synthetic 65%, human 35%"');
  });

  it('gathers what is beyond the first six, and names what has no name', () => {
    const text = textOf(shown());
    expect(text).toContain('3 more 28%');
    expect(text).toContain('no model');
    expect(text).toContain('<b>m1</b>');
  });

  it('counts by tokens where the size is in tokens', () => {
    expect(textOf(shown({ unit: 'tokens' }))).toContain('synthetic 65% 65,000');
  });

  it('tells fates and strata', () => {
    const text = textOf(shown());
    expect(text).toContain('1,000 enter the mix 83%');
    expect(text).toContain('genre fiction 100 2,140');
    expect(textOf(shown({ strata: [] }))).not.toContain('Stratum');
  });

  it('says that a newer one is on its way', () => {
    expect(shown({}, true)).toContain('aria-busy="true"');
  });

  it('stands with a mix of nothing', () => {
    const composition = { examples: 0, tokens: 0, byOrigin: [], bySource: [], byModel: [], byGeneration: [] };
    expect(textOf(shown({ composition, fates: {} }))).toContain('0 examples, 0 tokens');
  });
});
