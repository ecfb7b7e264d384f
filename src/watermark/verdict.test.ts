import { describe, expect, it } from 'vitest';
import { judge, tokenFault } from './verdict.ts';

const text = { scored: 100, repeated: 0, score: 150 };

describe('judge', () => {
  it('calls a text marked whose p-value is up to the level, and no other', () => {
    expect(judge({ ...text, pValue: 0.001 }).state).toBe('marked');
    expect(judge({ ...text, pValue: 0.0011 }).state).toBe('no evidence');
    expect(judge({ ...text, pValue: 0.0011 }, { level: 0.01 }).state).toBe('marked');
  });

  it('corrects for everything that was tried', () => {
    const several = judge({ ...text, pValue: 0.0004 }, { tried: 3 });
    expect(several.state).toBe('no evidence');
    expect(several.corrected).toBeCloseTo(0.0012, 12);
    expect(judge({ ...text, pValue: 0.0003 }, { tried: 3 }).state).toBe('marked');
    expect(judge({ ...text, pValue: 0.9 }, { tried: 3 }).corrected).toBe(1);
  });

  it('holds the p-value beside human text against the level, and still what human text was measured to need', () => {
    const beside = { calibrated: 0.002 };
    expect(judge({ ...text, pValue: 0.0001 }, beside)).toMatchObject({
      state: 'no evidence',
      corrected: 0.002,
    });
    expect(judge({ ...text, pValue: 0.5 }, { calibrated: 0.0001 })).toMatchObject({
      state: 'marked',
      pValue: 0.5,
    });
    const both = { calibrated: 0.0001, threshold: { pValue: 0.0001 } };
    expect(judge({ ...text, pValue: 0.0002 }, both).state).toBe('no evidence');
    // Without a p-value there is none beside human text.
    expect(judge(text, beside)).not.toHaveProperty('corrected');
    expect(judge(text, beside)).not.toHaveProperty('calibrated');
  });

  it('says nothing of too few tokens, however small their p-value', () => {
    expect(judge({ scored: 3, repeated: 0, score: 40, pValue: 1e-15 }).state).toBe('too few tokens');
    expect(judge({ scored: 3, repeated: 0, score: 40, pValue: 1e-15 }, { least: 3 }).state).toBe('marked');
  });

  it('never takes silence where nothing can be verified for no evidence', () => {
    const onCuda = { unverifiable: 'marked on CUDA' };
    expect(judge({ ...text, pValue: 0.3 }, onCuda)).toMatchObject({
      state: 'not verifiable',
      reason: 'marked on CUDA',
    });
    expect(judge({ ...text, pValue: 1e-9 }, onCuda).state).toBe('marked');
  });

  it('waits for a calibration where the statistic has no known distribution', () => {
    expect(judge(text).state).toBe('not verifiable');
    expect(judge(text, { threshold: { score: 149 } }).state).toBe('marked');
    expect(judge(text, { threshold: { score: 150 } }).state).toBe('no evidence');
  });

  it('lets a calibration make it stricter, never more lenient', () => {
    expect(judge({ ...text, pValue: 0.0005 }, { threshold: { pValue: 0.0004 } }).state).toBe('no evidence');
    expect(judge({ ...text, pValue: 0.01 }, { threshold: { pValue: 0.5 } }).state).toBe('no evidence');
  });
});

describe('tokenFault', () => {
  it('finds what is no token id', () => {
    for (const token of [-1, 1.5, Number.NaN, 2 ** 31, '5', null, undefined]) {
      expect(tokenFault([1, token])).toMatch(/^token 2 is no id: /);
    }
    expect(tokenFault([0, 2 ** 31 - 1])).toBeUndefined();
    expect(tokenFault([])).toBeUndefined();
  });

  it('finds ids beyond the vocabulary', () => {
    expect(tokenFault([99, 100], 100)).toBe(
      "token 2 is 100, beyond a vocabulary of 100: another tokenizer's, or another size",
    );
    expect(tokenFault([99], 100)).toBeUndefined();
  });
});
