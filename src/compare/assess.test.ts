import { describe, expect, it } from 'vitest';
import { example, profileOf, zipfCorpus } from '../../test/oracles/corpus.ts';
import type { Profile } from '../profile/profile.ts';
import { assessLine, assessSteps } from './assess.ts';
import { judge } from './judge.ts';
import { DEFAULT_MARGINS, ROLES } from './margins.ts';
import { Comparison, commonSizes } from './pair.ts';
import { blockCount } from './subject.ts';

const ONLY = new Set(Object.values(ROLES).flatMap((keys) => keys.map((key) => key.replace(/\[.*/, ''))));
const OPTIONS = { alpha: 0.05, margins: DEFAULT_MARGINS };

const corpus = (seed: string, vocabulary: number, examples = 150): Profile =>
  profileOf(zipfCorpus({ seed, prefix: seed, examples, vocabulary, length: [15, 30] }));

const human = { holdout: corpus('holdout', 800), reservoir: corpus('reservoir', 800) };

function compare(...profiles: Profile[]): Comparison {
  const generations = profiles.map((profile, i) => ({ name: `g${i + 1}`, profile }));
  const sizes = commonSizes(human.reservoir, human.holdout, profiles);
  return new Comparison(human, generations, { ...sizes, lmOrder: 2, only: ONLY });
}

describe('assessLine', () => {
  const line = [800, 300, 100].map((vocabulary, g) => corpus(`g${g}`, vocabulary));
  const assessed = assessLine(compare(...line), OPTIONS);

  it('judges every generation in the light of those before it, and of none after', () => {
    const measured = assessed.generations.map((g) => g.measured);
    assessed.generations.forEach(({ judgement }, i) => {
      const again = judge(measured.slice(0, i + 1), { ...OPTIONS, freedom: assessed.freedom });
      expect(judgement).toEqual(again);
    });
    expect(assessed.generations[0].judgement.evidence.tailTrend).toEqual([]);
    expect(['early', 'late']).toContain(assessed.generations[2].judgement.verdict);
  });

  it('finds a line in reverse getting better', () => {
    const back = assessLine(compare(...line.toReversed()), OPTIONS).generations.map((g) => g.judgement);
    for (const { verdict, evidence } of back.slice(1)) {
      expect(['early', 'late']).not.toContain(verdict);
      const words = evidence.tailTrend.filter(({ key }) => key.includes('[1'));
      expect(words.map(({ pValue }) => pValue)).toEqual([1, 1, 1]);
    }
  });

  it('takes its degrees of freedom from the corpus with the fewest blocks', () => {
    const few = profileOf(
      Array.from({ length: 40 }, (_, i) => example(`f${i}`, `some w${i} here`, { group: `f${i % 5}` })),
    );
    const blocks = blockCount(few);
    expect(blocks).toBeGreaterThan(2);
    expect(assessLine(compare(line[0], few), OPTIONS).freedom).toBe(blocks - 2);
    const one = profileOf(
      Array.from({ length: 9 }, (_, i) => example(`o${i}`, `some w${i}`, { group: 'one' })),
    );
    expect(assessLine(compare(one), OPTIONS).freedom).toBe(1);
  });

  it('cannot decide on a corpus of one block: no error exists', () => {
    const one = profileOf(
      Array.from({ length: 9 }, (_, i) => example(`o${i}`, 'the same again', { group: 'one' })),
    );
    expect(assessLine(compare(one, one), OPTIONS).generations.map((g) => g.judgement.verdict)).toEqual([
      'inconclusive',
      'inconclusive',
    ]);
  });

  it('goes a generation a step, and gives the same', () => {
    const comparison = compare(...line);
    const steps = assessSteps(comparison, OPTIONS);
    expect([steps.next(), steps.next(), steps.next()].map(({ value }) => value)).toEqual(['g1', 'g2', 'g3']);
    expect(steps.next()).toEqual({ done: true, value: assessLine(comparison, OPTIONS) });
  });
});
