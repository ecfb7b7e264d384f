import { describe, expect, it } from 'vitest';
import type { WatermarkResult } from '../../../engine/rows/watermark-corpus.ts';
import { cutFigures, hiddenIn, widest } from '../../fixtures.test.support.ts';
import { DETECT_SCHEMA, detectDocument, detectText } from './detect-text.ts';

const states = (marked: number, none = 0) => ({
  marked,
  'no evidence': none,
  'too few tokens': 0,
  'not verifiable': 0,
});
const pooled = (key: string, corrected?: number) => ({
  key,
  scheme: 'vllm-gumbel',
  state: corrected !== undefined && corrected < 0.001 ? 'marked' : 'no evidence',
  scored: 12_345,
  ...(corrected === undefined ? {} : { corrected }),
});
const source = (name: string, marked: number, corrected?: number) => ({
  source: name,
  states: states(marked, 3),
  estimatedFrom: 3,
  pooled: [pooled('p'), pooled('q', corrected)],
});

function found(change: object = {}): WatermarkResult {
  return {
    states: states(40, 60),
    share: { share: 0.4, low: 0.31, high: 0.5 },
    estimatedFrom: 100,
    takenForUniform: 0,
    calibration: 'p-values',
    pooled: [pooled('p', 1e-30), pooled('q', 0.25)],
    records: 100,
    withTokens: 100,
    tagged: 40,
    conflicts: 0,
    expectedByChance: 0.1,
    retokenized: false,
    sources: [],
    outputs: [],
    malformed: 0,
    invalidEncoding: 0,
    ...change,
  } as unknown as WatermarkResult;
}
const text = (change: object = {}, view: object = {}) =>
  detectText(found(change), { columns: 80, colour: false, ...view });

describe('detectText', () => {
  it('says how many, what share, and what chance alone would call marked', () => {
    expect(text()).toMatchInlineSnapshot(`
      "100 examples: 40 marked, 60 no evidence, 0 too few tokens, 0 not verifiable.
      Estimated marked share: 40% (31% to 50%), from 100 examples.
      It rests on the p-values of human text under the same keys.
      At level 0.0010 chance alone would call about 0.100 of them marked.

        all texts together  scheme       state            p  positions
        p                   vllm-gumbel  marked       1e-30     12,345
        q                   vllm-gumbel  no evidence  0.250     12,345
      "
    `);
  });

  it('says what the estimate takes human text for', () => {
    const said = (change: object) => text(change).replace(/\s+/g, ' ');
    expect(said({})).toContain('rests on the p-values of human text');
    const uniform = { takenForUniform: 100, calibration: 'none' };
    expect(said(uniform)).toContain('takes the p-values of human text for uniform');
    expect(said(uniform)).toContain('outcross watermark calibrate');
    expect(said({ ...uniform, calibration: 'thresholds' })).toContain('an older version wrote it');
    expect(said({ takenForUniform: 1 })).toContain('Of 1 example the p-values were taken for uniform');
    expect(said({ takenForUniform: 100 })).toContain('no human text of such lengths or keys');
    expect(said({ ...uniform, share: undefined })).not.toContain('uniform');
  });

  it('speaks of one example as of one', () => {
    const one = text({ records: 1, estimatedFrom: 1, states: states(1) });
    expect(one).toMatch(/^1 example: 1 marked, /);
    expect(one).toContain('from 1 example.');
  });

  it('estimates no share where no text has a p-value', () => {
    const none = text({ share: undefined, pooled: [pooled('p')] });
    expect(none).not.toContain('Estimated');
    expect(none).not.toMatch(/NaN|undefined/);
  });

  it('says where an estimate of nothing is none, and where it is one', () => {
    const none = text({ share: { share: 0, low: 0, high: 0 } });
    expect(none).toContain('0% (0% to 0%)');
    expect(none.replace(/\s+/g, ' ')).toContain('A small marked share would not show in this estimate');
    expect(text({ share: { share: 0, low: 0, high: 0.02 } })).not.toContain('would not show');
  });

  it('shows a chance that is too small for a number as a bound', () => {
    expect(text({ pooled: [pooled('p', 0)] })).toContain('<1e-300');
  });

  it('says that texts were cut anew only where they were', () => {
    expect(text({ retokenized: true })).toContain('cut into tokens anew');
    expect(text()).not.toContain('anew');
  });

  it('tells of tags and conflicts only where something was written', () => {
    expect(text({ conflicts: 2 })).not.toContain('another origin');
    const write = 'out\u001b[2J.jsonl';
    expect(text({ conflicts: 1 }, { write })).toContain('1 marked row states another origin');
    expect(text({ conflicts: 2 }, { write })).toContain('2 marked rows state another origin');
    expect(hiddenIn(text({ conflicts: 2 }, { write }))).toEqual([]);
    expect(text({}, { write })).not.toContain('--overwrite');
  });

  it('ranks sources by their evidence, those without any last', () => {
    const sources = [source('none', 9), source('weak', 0, 0.3), source('strong', 1, 1e-20)];
    const lines = text({ sources }).split('\n');
    const order = lines.flatMap((line) => /^ +(none|weak|strong) /.exec(line)?.[1] ?? []);
    expect(order).toEqual(['strong', 'weak', 'none']);
  });

  it('lists twelve sources, or as many as are asked for, and counts the others', () => {
    const sources = Array.from({ length: 20 }, (_, i) => source(`s${i}`, i, 0.5));
    expect(text({ sources })).toContain('and 8 more');
    expect(text({ sources }, { top: 3 })).toContain('and 17 more');
    expect(text({ sources }, { top: 20 })).not.toContain('more');
  });

  it.each([40, 60, 80, 140])('keeps to %i cells, cuts no figure, and drives no terminal', (columns) => {
    const hostile = `x\u001b[31m\u202e${'日'.repeat(50)}`;
    const sources = [source(hostile, 5, 1e-9), source('', 0)];
    const shown = text({ sources, pooled: [{ ...pooled('p', 1e-300), key: hostile }] }, { columns });
    expect(widest(shown)).toBeLessThanOrEqual(columns);
    expect(hiddenIn(shown)).toEqual([]);
    expect(cutFigures(text({ sources: [source('日'.repeat(50), 5, 1e-9)] }, { columns }))).toEqual([]);
  });
});

describe('detectDocument', () => {
  it('is one document with a schema, the level and all files', () => {
    const file = { path: 'a.jsonl', bytes: 1 };
    const document = JSON.parse(detectDocument(found({ outputs: [{ files: [file] }, { files: [] }] })));
    expect(document).toMatchObject({ schema: DETECT_SCHEMA, level: 0.001, files: [file], records: 100 });
    expect(document).not.toHaveProperty('outputs');
    expect(JSON.parse(detectDocument(found(), 0.05)).level).toBe(0.05);
  });
});
