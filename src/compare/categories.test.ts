import { describe, expect, it } from 'vitest';
import { presenceExact } from '../../test/oracles/choose.ts';
import { example } from '../../test/oracles/corpus.ts';
import { expectEstimate, withoutEachBlock } from '../../test/oracles/expect-estimate.ts';
import { byBlock, type Counted, counted } from '../../test/oracles/recount.ts';
import { subjectsOf } from '../../test/oracles/subjects.ts';
import { Rng } from '../base/rng.ts';
import type { Example } from '../corpus/example.ts';
import { attestedCategories, categoryCoverage } from './categories.ts';
import { commonExamples } from './subject.ts';

/** Examples of categories that get rarer with their number; those above `most` do not occur. */
function labelled(prefix: string, size: number, most: number): Example[] {
  const rng = new Rng(prefix);
  return Array.from({ length: size }, (_, i) => {
    const label = Math.min(most, Math.floor(12 * rng.next() ** 3));
    return example(`${prefix}${i}`, 'text of an example', { category: `c${label}` });
  });
}

const holdout = labelled('h', 80, 12);
const generation = labelled('g', 120, 7);

describe('attestedCategories', () => {
  it('are those of two human examples or more', () => {
    const [human] = subjectsOf([
      [...['a', 'a', 'b'].map((category, i) => example(`${i}`, 'x', { category })), example('n', 'x')],
    ]);
    expect(attestedCategories(human.profile)).toEqual(['a']);
  });
});

describe('categoryCoverage', () => {
  const attested = [...new Set(holdout.map(({ category }) => category!))].filter(
    (name) => holdout.filter(({ category }) => category === name).length >= 2,
  );

  it.each([1, 0.3])(
    'is the share of attested categories found at fraction %d, also without each block',
    (fraction) => {
      const [, whole] = subjectsOf([holdout, generation]);
      const [human, subject] = subjectsOf([holdout, generation], Math.round(whole.tokens * fraction));
      const value = (kept: readonly Counted[]) => {
        const found = attested.map((name) => kept.filter(({ example: one }) => one.category === name).length);
        return (
          found.reduce((sum, d) => sum + presenceExact(subject.examples, commonExamples(subject), d), 0) /
          attested.length
        );
      };
      const all = counted(generation);
      const estimate = categoryCoverage(human, subject)!;
      expect(estimate.value).toBeLessThan(1);
      expectEstimate(estimate, {
        value: value(all),
        floor: 0.5 / attested.length,
        without: withoutEachBlock(all, value),
        sizes: byBlock(all, ({ tokens }) => tokens.length + 1),
      });
    },
  );

  it('does not exist where either side names no category', () => {
    const bare = [example('a', 'x'), example('b', 'y')];
    const [without, subject] = subjectsOf([bare, generation]);
    expect(categoryCoverage(without, subject)).toBeUndefined();
    expect(categoryCoverage(subject, without)).toBeUndefined();
  });

  it('is 0 of a generation that names others', () => {
    const [human, other] = subjectsOf([holdout, [example('a', 'x', { category: 'of its own' })]]);
    expect(categoryCoverage(human, other)!.value).toBe(0);
  });
});
