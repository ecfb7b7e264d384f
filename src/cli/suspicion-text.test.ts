import { describe, expect, it } from 'vitest';
import type { SuspicionResult } from '../engine/suspicion/suspect-corpus.ts';
import type { MeasuredDetection } from '../lm/suspicion/detection-rates.ts';
import { LIMITS, suspicionDocument, suspicionText } from './suspicion-text.ts';

const measured = (auroc: number, high: number): MeasuredDetection => ({
  human: 1200,
  synthetic: 50,
  auroc,
  aurocInterval: { low: auroc - 0.05, high },
  rates: [
    { falsePositives: 0.01, needs: 99 },
    {
      falsePositives: 0.05,
      needs: 19,
      threshold: -3,
      truePositives: 0.2,
      exact: { low: 0.1, high: 0.3 },
      resampled: { low: 0.15, high: 0.4 },
    },
  ],
});

const result = (over: Partial<SuspicionResult> = {}): SuspicionResult => ({
  texts: [
    { id: 'a', tokens: 30, values: { perplexity: 50 }, ranks: { perplexity: 2 }, humanShares: {} },
    {
      id: 'b\u001b[31m',
      tokens: 30,
      values: { perplexity: 12, burstiness: 1 },
      ranks: { perplexity: 1, burstiness: 1 },
      humanShares: { perplexity: 0.03 },
    },
  ],
  tooShort: 1,
  inReference: 0,
  reference: { examples: 5000 },
  leftOut: { inReference: 0, otherOrigin: 0, tooShort: 0 },
  scorers: [{ name: 'perplexity', scored: 2, measured: measured(0.7, 0.75) }],
  ...over,
});

const text = (over: Partial<SuspicionResult> = {}, top?: number) =>
  suspicionText(result(over), { columns: 110, colour: false, top });

describe('suspicionText', () => {
  it('tells the wider of both intervals, and what cannot be measured', () => {
    expect(text()).toContain('20% (10% to 40%)');
    expect(text()).toContain('needs 99 human texts');
    expect(text()).toContain('0.70 (0.65 to 0.75)');
    expect(text()).toContain('1,200, 50');
  });

  it('lists the most suspicious first, with nothing that moves a terminal', () => {
    const lines = text().split('\n');
    const at = lines.findIndex((line) => line.includes('most suspicious by perplexity'));
    expect(lines[at + 1]).toMatch(/^ {2}b.*12\.0.*3%/);
    expect(lines[at + 2]).toMatch(/^ {2}a.*50\.0.*not calibrated/);
    expect(text()).not.toContain('\u001b');
    expect(text({}, 1)).not.toMatch(/^ {2}a /m);
  });

  it('warns of a hint that points the wrong way', () => {
    const wrong = { name: 'perplexity', scored: 2, measured: measured(0.2, 0.3) } as const;
    expect(text({ scorers: [wrong] })).toContain('people look more suspicious here than models');
    expect(text()).not.toContain('more suspicious here');
  });

  it('says that it is not calibrated, and what was left out', () => {
    const none = text({ scorers: [{ name: 'burstiness', scored: 1 }] });
    expect(none).toContain('Not calibrated');
    expect(text()).not.toContain('Not calibrated');
    const out = text({ leftOut: { inReference: 3, otherOrigin: 1, tooShort: 0 } }).replaceAll('\n', ' ');
    expect(out).toContain('3 stand in the human reference, 1 state neither human nor synthetic.');
  });

  it('ends with its limits, whatever it found', () => {
    for (const shown of [text(), text({ texts: [] })])
      expect(shown.replaceAll('\n', ' ').trimEnd().endsWith(LIMITS)).toBe(true);
  });
});

describe('suspicionDocument', () => {
  it('is one document, without the texts themselves', () => {
    const found = JSON.parse(suspicionDocument(result()));
    expect(found).toMatchObject({
      schema: 'outcross.suspicion/1',
      examples: 3,
      scored: 2,
      tooShort: 1,
      scorers: [{ name: 'perplexity', calibrated: true }],
      limits: LIMITS,
    });
    expect(found).not.toHaveProperty('texts');
  });
});
