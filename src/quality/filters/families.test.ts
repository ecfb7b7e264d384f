import { describe, expect, it } from 'vitest';
import { ALIASES, FAMILIES, familyOf, PROFILE_NAMES } from './families.ts';
import { TextView } from './text-view.ts';

const TEXTS = ['', ' \n', 'one', 'Some text, with signs.\nAnd a line.\n', '\ud800', '\u{1f600}\u{1f600}'];

describe.each(FAMILIES.map((family) => [family.name, family] as const))('%s', (_, family) => {
  it('writes as many values as it has measures, and none beside them', async () => {
    const measure = await family.prepare({});
    const view = new TextView();
    for (const text of TEXTS) {
      view.run(text);
      const out = new Float64Array(family.measures.length + 4).fill(-7);
      measure(view, out, 2);
      expect([...out.subarray(0, 2), ...out.subarray(-2)]).toEqual([-7, -7, -7, -7]);
      const values = out.subarray(2, -2);
      for (const value of values) expect(value >= 0 || Number.isNaN(value)).toBe(true);
    }
  });

  it('gives a text the same values wherever they are written and whatever was measured before', async () => {
    const measure = await family.prepare({});
    const view = new TextView();
    const valuesOf = (text: string, from: number) => {
      const out = new Float64Array(family.measures.length + from);
      view.run(text);
      measure(view, out, from);
      return [...out.subarray(from)];
    };
    const first = TEXTS.map((text) => valuesOf(text, 0));
    [...TEXTS.keys()].reverse().forEach((i) => void expect(valuesOf(TEXTS[i], 5)).toEqual(first[i]));
  });

  it('names measures and rules in small letters, says what each is, and bounds it by a finite number', () => {
    const names = family.measures.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, meaning } of family.measures) {
      expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(meaning).toMatch(/^\S.*[^.]$/);
    }
    for (const { id, threshold, bound } of family.rules) {
      expect(id).toMatch(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/);
      expect(Number.isFinite(threshold) && threshold >= 0).toBe(true);
      expect(['min', 'max']).toContain(bound);
    }
  });
});

describe('familyOf', () => {
  it('knows every name that is offered, once', () => {
    expect(new Set(PROFILE_NAMES).size).toBe(PROFILE_NAMES.length);
    for (const name of PROFILE_NAMES) expect(familyOf(name)).toBeDefined();
    for (const name of Object.values(ALIASES))
      expect(FAMILIES.some((family) => family.name === name)).toBe(true);
  });

  it('knows no property of every object, and no name in other letters', () => {
    for (const name of ['constructor', '__proto__', 'toString', '', 'C4', ' c4', 'gopher-']) {
      expect(familyOf(name), name).toBeUndefined();
    }
  });
});
