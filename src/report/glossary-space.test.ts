import { describe, expect, it } from 'vitest';
import { SPACE_TERMS, spaceTerm } from './glossary-space.ts';

describe('terms of the feature space', () => {
  it.each(Object.entries(SPACE_TERMS))('%s is said in whole sentences under a short title', (id, term) => {
    expect(id).toMatch(/^space\./);
    expect(term.title.length).toBeLessThan(30);
    for (const text of [term.meaning, term.reading]) expect(text).toMatch(/^[A-Z0-9].*\.$/);
  });

  it('have a title each', () => {
    const titles = Object.values(SPACE_TERMS).map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('know a Vendi score of an order that a user chose', () => {
    expect(spaceTerm('space.vendi.q3')).toMatchObject({ title: 'Vendi score, q = 3', worse: 'lower' });
    expect(spaceTerm('space.vendi.q0.5')!.meaning).toBe(SPACE_TERMS['space.vendi.q0.5'].meaning);
    expect(spaceTerm('space.vendi.q1')).toBe(SPACE_TERMS['space.vendi.q1']);
  });

  it.each(['__proto__', 'constructor', 'space', 'space.vendi', 'space.vendi.q', 'xspace.vendi.q2', ''])(
    'know nothing of %j',
    (id) => {
      expect(spaceTerm(id)).toBeUndefined();
    },
  );
});
