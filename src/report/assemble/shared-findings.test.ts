import { describe, expect, it } from 'vitest';
import { assessed, FALLING, HUMAN, source } from '../../../test/fixtures/assessed.ts';
import { example, profileOf } from '../../../test/oracles/corpus.ts';
import { sharedFindings } from './shared-findings.ts';

const holdout = source('holdout');
const own = source('own', 440);

/** An own corpus of 150 examples, the first `n` of them taken from the holdout. */
const taking = (n: number) => [...holdout.slice(0, n), ...own.slice(n)];

describe('sharedFindings', () => {
  it('says nothing of generations that wrote their own text', () => {
    expect(sharedFindings(FALLING.comparison)).toEqual([]);
  });

  it('tells that a generation is the very text that it is measured against', () => {
    const found = sharedFindings(assessed({ human: holdout, own }).comparison);
    expect(found).toEqual([
      expect.objectContaining({
        id: 'input.shared-with-holdout',
        severity: 'warning',
        measure: 1,
        where: 'human',
        remedy: expect.stringContaining('outcross dedup'),
      }),
    ]);
    expect(found[0].message).toContain('(100% of its own, 100% of that)');
  });

  it('tells a tenth, and leaves a chance meeting aside', () => {
    expect(sharedFindings(assessed({ g: taking(15) }).comparison)).toMatchObject([{ measure: 0.1 }]);
    expect(sharedFindings(assessed({ g: taking(3) }).comparison)).toEqual([]);
  });

  it('finds the whole holdout in a generation many times its size, and a small part of it that is all a generation has', () => {
    const large = [...holdout, ...source('large', 600, 4000)];
    expect(sharedFindings(assessed({ large }).comparison)).toMatchObject([{ where: 'large' }]);
    expect(sharedFindings(assessed({ few: holdout.slice(0, 6) }).comparison)).toMatchObject([{ measure: 1 }]);
  });

  it('takes what two human samples share for usual: captions and greetings coincide', () => {
    const short = (name: string, from: number) =>
      Array.from({ length: 200 }, (_, i) => example(`${name}${i}`, `a picture of item ${(i + from) % 400}`));
    const human = { holdout: profileOf(short('h', 0)), reservoir: profileOf(short('r', 150)) };
    expect(sharedFindings(assessed({ g: short('g', 150) }, human).comparison)).toEqual([]);
    expect(sharedFindings(assessed({ g: short('g', 0) }, human).comparison)).toMatchObject([{ measure: 1 }]);
  });

  it('tells that holdout and reservoir are one corpus', () => {
    const human = { holdout: HUMAN.holdout, reservoir: HUMAN.holdout };
    expect(sharedFindings(assessed({ own }, human).comparison)).toMatchObject([{ where: 'reservoir' }]);
  });
});
