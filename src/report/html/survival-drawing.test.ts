import { beforeAll, describe, expect, it } from 'vitest';
import { COLLAPSING, HEALTHY } from '../../../test/fixtures/report.ts';
import type { SurvivalBand } from '../report.ts';
import type { Draw } from './chart.ts';
import { loadDraw } from './chart.ts';
import { rankSection } from './rank-frequency.ts';
import { bandLabel, survivalDrawing } from './survival-drawing.ts';

let draw: Draw;
beforeAll(async () => {
  draw = await loadDraw();
});

const [LINE] = COLLAPSING.generations;
const band = (value: number, more: Partial<SurvivalBand> = {}): SurvivalBand => ({
  order: 1,
  from: 2,
  to: 4,
  types: 9,
  value,
  baseline: 0.5,
  interval: [value - 0.1, value + 0.1],
  ...more,
});
const seriesOf = (...bands: SurvivalBand[]) =>
  (survivalDrawing(LINE, bands, 'x').option as { series: { data: number[] }[] }).series;

describe('bandLabel', () => {
  it('groups thousands, and knows a class of one count and one without an end', () => {
    expect([
      bandLabel({ from: 1000, to: 2000 }),
      bandLabel({ from: 7, to: 7 }),
      bandLabel({ from: 4096 }),
    ]).toEqual(['1,000–2,000', '7', '4,096+']);
  });
});

describe('the drawing of survival', () => {
  it('says every class in words, for who does not see it', () => {
    expect(survivalDrawing(LINE, [band(0.25), band(0.0004, { to: undefined })], 'x').label).toBe(
      'g1: share of human types still found, by frequency: 2–4 uses 25%, human 50%; 2+ uses <0.1%, human 50%',
    );
  });

  it('tints from the generation up to human text', () => {
    const [, , , ground, tint] = seriesOf(band(0.2), band(0.5));
    expect(ground.data).toEqual([0.2, 0.5]);
    expect(tint.data).toEqual([0.3, 0]);
  });

  it('tints nothing where a share does not exist', () => {
    expect(seriesOf(band(0.2), band(Number.NaN))).toHaveLength(3);
    expect(draw(survivalDrawing(LINE, [band(Number.NaN)], 'x')).text).not.toContain('NaN');
  });

  it('tells human text from the generation where it is pointed at', () => {
    const hint = survivalDrawing(LINE, [band(0.25)], 'x').hint!;
    expect(hint(0, 0)).toBe('used 2–4 times: human 50%');
    expect(hint(1, 0)).toBe('used 2–4 times: g1 25% [15%, 35%]');
    expect([hint(2, 0), hint(0, 1)]).toEqual([undefined, undefined]);
  });

  it('cuts a long hostile name and lets it not act', () => {
    const { text } = draw(
      survivalDrawing({ ...LINE, name: `</svg><script>${'x'.repeat(99)}` }, [band(0.2)], 'x'),
    );
    expect(text).not.toContain('<script');
    expect(text).not.toContain('x'.repeat(30));
  });

  it('is an empty drawing of no class', () => {
    expect(draw(survivalDrawing(LINE, [], 'x')).text).toMatch(/^<svg/);
  });
});

describe('the drawing of rank and frequency', () => {
  const points = [
    [1, 0.1],
    [1_234_567, 1e-7],
  ] as const;

  it('says how far each curve reaches', () => {
    const generations = [{ ...HEALTHY.generations[0], rankFrequency: points }];
    expect(rankSection({ ...HEALTHY, generations }, draw)!.text).toContain('g1 reaches rank 1,234,567');
  });

  it('leaves human text out where it has no curve, and a generation where that has none', () => {
    const human = { ...HEALTHY.human, rankFrequency: [] };
    const own = { ...HEALTHY.generations[0], rankFrequency: points };
    const items = (report: typeof HEALTHY) => rankSection(report, draw)!.text.match(/<li>/g);
    expect(items({ ...HEALTHY, human, generations: [own] })).toHaveLength(1);
    expect(items({ ...HEALTHY, generations: [{ ...own, rankFrequency: [] }] })).toHaveLength(1);
  });

  it('shows a curve of one point, and names as text', () => {
    const own = { ...HEALTHY.generations[0], name: '<i>', rankFrequency: [[1, 1]] as const };
    const { text } = rankSection({ ...HEALTHY, generations: [own] }, draw)!;
    expect(text).toContain('<bdi>&lt;i&gt;</bdi>');
    expect(text).toContain('&lt;i&gt; reaches rank 1');
  });

  it('takes dashes in turn, and the first again after the fourth', () => {
    const many = Array.from({ length: 5 }, (_, i) => ({ ...HEALTHY.generations[0], name: `g${i}` }));
    const { text } = rankSection({ ...HEALTHY, generations: many }, draw)!;
    const dashes = [...text.matchAll(/stroke-dasharray="([^"]*)"/g)].map(([, dash]) => dash).slice(0, 6);
    expect(dashes).toEqual(['', '', '7 3', '2 3', '9 3 2 3', '']);
  });
});
