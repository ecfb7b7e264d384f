import { beforeAll, describe, expect, it } from 'vitest';
import { COLLAPSING, HEALTHY } from '../../../test/fixtures/report.ts';
import type { Draw } from './chart.ts';
import { loadDraw } from './chart.ts';
import { rankSection } from './rank-frequency.ts';
import { survivalSection } from './survival.ts';
import { bandLabel, survivalDrawing } from './survival-drawing.ts';
import { trendSection } from './trend.ts';
import { trendDrawing } from './trend-drawing.ts';

let draw: Draw;
beforeAll(async () => {
  draw = await loadDraw();
});

const STEPS = COLLAPSING.generations.map(({ name, verdict }) => ({ name, verdict }));
const [TAIL] = COLLAPSING.trajectory!.trends;

describe('the drawing of a trend', () => {
  it('says every ratio in words', () => {
    expect(trendDrawing(TAIL, STEPS, 'x').label).toBe(
      'Tail coverage, 1-gram, 10%: ratio to human text, g1 0.87, g2 0.66, g3 0.50, g4 0.37, g5 0.26, g6 0.19',
    );
  });

  it('draws the line of human text and the margin, and names both', () => {
    const { text } = draw(trendDrawing(TAIL, STEPS, 'x'));
    expect(text).toContain('>human</text>');
    expect(text).toContain('>margin</text>');
    const { margin: _, ...without } = TAIL;
    expect(draw(trendDrawing(without, STEPS, 'x')).text).not.toContain('>margin</text>');
  });

  it('gives every point a hint with its interval', () => {
    const { text } = draw(trendDrawing(TAIL, STEPS, 'x'));
    expect(text.match(/<title>/g)).toHaveLength(6);
    expect(text).toContain('<title>g6: 0.19 [0.18, 0.19]</title>');
  });

  it('leaves a gap where a generation has no such signal, and bears what does not exist', () => {
    const points = TAIL.points
      .filter((point) => point.generation !== 'g3')
      .map((point) => (point.generation === 'g4' ? { ...point, ratio: Number.NaN } : point));
    const { text } = draw(trendDrawing({ ...TAIL, points }, STEPS, 'x'));
    expect(text.match(/<title>/g)).toHaveLength(4);
    expect(text).not.toContain('NaN');
  });

  it('is not flattened by one wild interval', () => {
    const wild = TAIL.points.map((point) => ({ ...point, interval: [0, 1e6] as const }));
    const { yAxis } = trendDrawing({ ...TAIL, points: wild }, STEPS, 'x').option as {
      yAxis: { max: number };
    };
    expect(yAxis.max).toBeLessThan(2);
  });
});

describe('the section of trends', () => {
  it('is absent for a single generation', () => {
    expect(trendSection(HEALTHY, draw)).toBeUndefined();
  });

  it('gives each deciding trend a card and all trends a row', () => {
    const { text } = trendSection(COLLAPSING, draw)!;
    expect(text.match(/<figure/g)).toHaveLength(10);
    expect(text.match(/<tr><th scope="row">/g)).toHaveLength(COLLAPSING.trajectory!.trends.length);
    expect(text).toContain('halves in 2.3');
    expect(text).toContain('beyond the margin from <bdi>g2</bdi>');
  });
});

describe('the drawing of survival', () => {
  const [generation] = COLLAPSING.generations;
  const bands = generation.survival.filter((band) => band.order === 1);

  it('names classes of frequency', () => {
    expect(bands.map(bandLabel)).toEqual(['2', '3–4', '5–8', '9–16', '17–32', '33+']);
  });

  it('tints what was lost, but only where human text lies above throughout', () => {
    const series = (held: typeof bands) =>
      (survivalDrawing(generation, held, 'x').option as { series: unknown[] }).series;
    expect(series(bands)).toHaveLength(5);
    expect(series([...bands.slice(1), { ...bands[0], value: 1 }])).toHaveLength(3);
  });

  it('draws one card a generation, with all orders in the table', () => {
    const { text } = survivalSection(COLLAPSING, draw)!;
    expect(text.match(/<figure/g)).toHaveLength(6);
    expect(text.match(/<tr><th scope="row">/g)).toHaveLength(6 * 12);
  });

  it('is absent where nothing survived to be measured', () => {
    const generations = COLLAPSING.generations.map((held) => ({ ...held, survival: [] }));
    expect(survivalSection({ ...COLLAPSING, generations }, draw)).toBeUndefined();
  });
});

describe('the drawing of rank and frequency', () => {
  it('is drawn for wide and for narrow pages, with a legend', () => {
    const { text } = rankSection(COLLAPSING, draw)!;
    expect(text.match(/<svg role="img"/g)).toHaveLength(2);
    expect(text.match(/<li>/g)).toHaveLength(7);
    expect(text).toContain('human reaches rank 9,400');
  });

  it('tells curves of one verdict apart by their dashes', () => {
    const { text } = rankSection(COLLAPSING, draw)!;
    const strokes = [...text.matchAll(/<path d="M0 4H30" stroke="([^"]+)" [^>]*stroke-dasharray="([^"]*)"/g)];
    expect(new Set(strokes.map(([, colour, dashes]) => `${colour} ${dashes}`)).size).toBe(7);
  });

  it('leaves out what a logarithm does not have', () => {
    const [generation] = HEALTHY.generations;
    const points = [
      [0, 0.5],
      [1, 0],
      [2, 0.1],
      [3, 0.05],
    ] as const;
    const generations = [{ ...generation, rankFrequency: points }];
    expect(rankSection({ ...HEALTHY, generations }, draw)!.text).not.toMatch(/NaN|Infinity/);
  });

  it('draws at most eight generations of a long line', () => {
    const generations = Array.from({ length: 30 }, () => HEALTHY.generations[0]);
    expect(rankSection({ ...HEALTHY, generations }, draw)!.text.match(/<li>/g)).toHaveLength(9);
  });

  it('is absent where no corpus has a curve', () => {
    const generations = HEALTHY.generations.map((held) => ({ ...held, rankFrequency: [] }));
    const human = { ...HEALTHY.human, rankFrequency: [] };
    expect(rankSection({ ...HEALTHY, generations, human }, draw)).toBeUndefined();
  });
});
