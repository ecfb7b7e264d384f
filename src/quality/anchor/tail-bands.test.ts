import { describe, expect, it } from 'vitest';
import { ProfileAccumulator } from '../../profile/accumulator.ts';
import { mergeProfiles, type Profile, tableOf } from '../../profile/profile.ts';
import { tailBands } from './tail-bands.ts';

function profileOf(texts: readonly string[], from: number): Profile {
  const accumulator = new ProfileAccumulator();
  texts.forEach((text, i) => {
    accumulator.add({ id: `e${from + i}`, group: `e${from + i}`, text });
  });
  return accumulator.finish();
}

function bands(reservoir: readonly string[], holdout: readonly string[], share: number) {
  const [left, right] = [profileOf(reservoir, 0), profileOf(holdout, reservoir.length)];
  const tables = [mergeProfiles(left, right), left, right].map((profile) => tableOf(profile, 1));
  return tailBands(tables[0], tables[1], tables[2], share);
}

describe('tailBands', () => {
  it('counts the rare types that each side holds', () => {
    const common = 'the '.repeat(40);
    // rare and odd stand in two examples each: rare on both sides, odd in the reservoir alone; slip in one, which attests nothing.
    const [first] = bands([`${common} rare odd`, `${common} odd`, common], [`${common} rare slip`], 0.25);
    expect(first).toMatchObject({ order: 1, mass: 0.1, types: 2, reservoir: 1, holdout: 0.5 });
    expect(first.expected).toBeCloseTo(1 - 0.75 ** 2);
  });

  it('does not name the same types twice', () => {
    const found = bands(['a b c', 'a b c'], ['a b c'], 0.5);
    expect(new Set(found.map(({ types }) => types)).size).toBe(found.length);
  });

  it('gives nothing where no type is attested', () => {
    expect(bands(['one two'], ['three four'], 0.5)).toEqual([]);
  });
});
