import { describe, expect, it } from 'vitest';
import { COLLAPSING, HEALTHY } from '../../../test/fixtures/report.ts';
import { SCISSORS } from '../../../test/fixtures/scissors.ts';
import { html } from '../html.ts';
import { loadDraw } from './chart.ts';
import { scissorsDrawing, scissorsSection } from './scissors.ts';

const REPORT = { ...COLLAPSING, scissors: SCISSORS };

describe('the section of models', () => {
  it('is absent without scores', async () => {
    expect(scissorsSection(HEALTHY, await loadDraw())).toBeUndefined();
    expect(await html(HEALTHY)).not.toContain('id="scissors"');
  });

  it('draws both blades, and tells every figure in a table', async () => {
    const { text } = scissorsSection(REPORT, await loadDraw())!;
    expect(text).toContain('<svg role="img"');
    expect(text).toContain('the same 120 human texts');
    for (const value of ['40.0', '71.0', '112', '30.0', '17.0', '9.00', '44.0', '18.0'])
      expect(text).toContain(value);
    expect(text).toContain('human text');
    expect(text).toContain('own output');
  });

  it('stands in the page, which loads nothing and runs nothing, names escaped', async () => {
    const page = await html(REPORT);
    expect(page).toContain('id="scissors"');
    expect(page).toContain('g&lt;3&gt;');
    expect(page).not.toContain('g<3>');
    expect(page).not.toMatch(/<script|style="/);
  });

  it('says so where the models read different texts', async () => {
    const report = { ...REPORT, scissors: { ...SCISSORS, paired: false } };
    expect(scissorsSection(report, await loadDraw())!.text).toContain('different human texts');
  });
});

describe('scissorsDrawing', () => {
  it('says in words what it shows', () => {
    expect(scissorsDrawing(SCISSORS, 's').label).toContain('g1 human text 48.0, own output 30.0');
  });

  it('is drawn whatever is missing: own output, intervals, all but one model', async () => {
    const draw = await loadDraw();
    const endless = { value: 3, interval: [0, Number.POSITIVE_INFINITY] as const, texts: 2 };
    for (const points of [
      [{ name: 'a', holdout: endless }],
      SCISSORS.points.map(({ own: _, ...rest }) => rest),
    ]) {
      expect(draw(scissorsDrawing({ ...SCISSORS, points }, 's')).text).toMatch(/^<svg[^>]*>.*<\/svg>$/s);
    }
  });
});
