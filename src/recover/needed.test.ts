import { describe, expect, it } from 'vitest';
import { profileOf, zipfCorpus } from '../../test/oracles/corpus.ts';
import { makeSubjects } from '../compare/subject.ts';
import { AHEAD, MOST_SHARE, neededOf, type Standing } from './needed.ts';

const profile = (seed: string, vocabulary: number, examples = 250) =>
  profileOf(zipfCorpus({ seed, examples, vocabulary, prefix: seed }));
const NAMED = [
  { name: 'holdout', profile: profile('h', 400) },
  { name: 'reservoir', profile: profile('r', 400) },
  { name: 'g1', profile: profile('a', 300) },
  { name: 'g2', profile: profile('b', 150) },
];
const [holdout, reservoir, g1, g2] = makeSubjects(NAMED, 1e9);
const LINE = NAMED.slice(2);

const standing = (more: Partial<Standing> = {}): Standing => ({
  holdout,
  reservoir,
  generation: g2,
  generatedTokens: g1.tokens + g2.tokens,
  line: LINE,
  pastShare: undefined,
  keep: 0.9,
  policyShare: 0,
  alpha: 0.05,
  ...more,
});

describe('how much human data is needed', () => {
  const found = neededOf(standing());

  it('is whole percents, what the neediest of its reasons asks for, and no more than a percent above', () => {
    const { humanShare, fromHere, ofLearner } = found.needed;
    const most = Math.max(fromHere?.share ?? 0, ofLearner?.value ?? 0);
    expect(humanShare * 100).toBeCloseTo(Math.round(humanShare * 100), 9);
    expect(humanShare).toBeGreaterThanOrEqual(Math.min(most, MOST_SHARE));
    expect(humanShare).toBeLessThan(most + 0.01);
  });

  it('is tokens that make that share beside what was generated, and one fewer would not', () => {
    for (const policyShare of [0, 0.3, 0.77, 1]) {
      const { humanShare, humanTokens, generatedTokens } = neededOf(standing({ policyShare })).needed;
      const share = (tokens: number) => tokens / (tokens + generatedTokens);
      expect(share(humanTokens)).toBeGreaterThanOrEqual(humanShare - 1e-12);
      expect(share(humanTokens - 1)).toBeLessThan(humanShare);
    }
  });

  it('is never less than the policy asks for, and leaves room for something generated', () => {
    for (const policyShare of [0.5, 0.999, 1]) {
      const { humanShare, policy } = neededOf(standing({ policyShare })).needed;
      expect(policy).toBe(policyShare);
      expect(humanShare).toBeGreaterThanOrEqual(Math.min(policyShare, MOST_SHARE));
      expect(humanShare).toBeLessThanOrEqual(MOST_SHARE);
    }
  });

  it('is a share that is asked for as it is: rounding adds nothing to a whole percent', () => {
    // .57 and .58 times 100 are no whole numbers in binary.
    for (const policyShare of [0.57, 0.58, 0.29 + 0.28])
      expect(neededOf(standing({ policyShare, keep: 0.01 })).needed.humanShare).toBeCloseTo(policyShare, 12);
  });

  it('is no less where more is to be kept', () => {
    const shares = [0.1, 0.5, 0.8, 0.95].map((keep) => neededOf(standing({ keep })).needed.humanShare);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  });

  it('looks ahead from the next set on, with intervals that hold their value, and says what was assumed', () => {
    const { outlook } = found;
    expect(outlook?.pastKnown).toBe(false);
    expect(outlook?.pastShare).toBe(0);
    const points = [...outlook!.unchanged, ...outlook!.recovered];
    expect(new Set(points.map(({ ahead }) => ahead))).toEqual(new Set([1, AHEAD]));
    for (const { value, interval } of points) {
      expect(interval[0]).toBeLessThanOrEqual(value);
      expect(interval[1]).toBeGreaterThanOrEqual(value);
    }
    expect(neededOf(standing({ pastShare: 0.4 })).outlook).toMatchObject({ pastKnown: true, pastShare: 0.4 });
  });

  it('is told of the first generation alone too', () => {
    const { needed } = neededOf(
      standing({ generation: g1, line: LINE.slice(0, 1), generatedTokens: g1.tokens }),
    );
    expect(needed.humanShare).toBeGreaterThanOrEqual(0);
    expect(Number.isFinite(needed.humanTokens)).toBe(true);
  });
});
