import { describe, expect, it } from 'vitest';
import { measured } from '../../../test/fixtures/measured.ts';
import { DEFAULT_MARGINS, ROLES } from '../../compare/margins.ts';
import { excessTests, levelTests } from '../../compare/tests.ts';
import { marginOf } from './margin.ts';

const { level, centre, other } = DEFAULT_MARGINS;

describe('marginOf', () => {
  it('is what the tests hold each signal against', () => {
    const bound = (key: string, margin: number) => {
      const one = measured(key, 1);
      const [test] = levelTests(new Map([[key, one]]), [key], margin, 20);
      return one.name.direction === 'rises' ? Math.exp(-test.margin) : Math.exp(test.margin);
    };
    const of = (key: string) => marginOf(key, measured(key, 1).name.direction, DEFAULT_MARGINS);
    for (const key of [...ROLES.tail, ...ROLES.richness]) expect(of(key)).toBeCloseTo(bound(key, level), 12);
    for (const key of ROLES.health) expect(of(key)).toBeCloseTo(bound(key, level), 12);
    const rest = ROLES.centre.filter((key) => !(ROLES.health as readonly string[]).includes(key));
    for (const key of rest) expect(of(key)).toBeCloseTo(bound(key, centre), 12);
  });

  it('lies above 1 for what tells other text, whichever way it is turned', () => {
    for (const key of ROLES.other) {
      const one = measured(key, 1 + other);
      expect(marginOf(key, one.name.direction, DEFAULT_MARGINS)).toBe(1 + other);
      expect(excessTests(new Map([[key, one]]), [key], other, 20)[0].above).toBeCloseTo(0.5, 9);
    }
  });

  it('does not exist for signals that no test looks at', () => {
    for (const key of ['compression', 'perplexity.own[5]', 'tail.coverage[1,1%]', 'types[2]', ''])
      expect(marginOf(key, 'falls', DEFAULT_MARGINS)).toBeUndefined();
  });
});
