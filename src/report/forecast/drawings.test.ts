import { beforeAll, describe, expect, it } from 'vitest';
import { FITTED, forecastOf, PLAIN } from '../../../test/fixtures/forecast.ts';
import type { Forecast } from '../../lab/forecast/result.ts';
import { percent } from '../figures.ts';
import { type Draw, loadDraw } from '../html/chart.ts';
import { bandDrawing, tailDrawing } from './drawings.ts';
import { faultsOf } from './well-formed.test.support.ts';

const SIZE = { width: 400, height: 300 };
let draw: Draw;
beforeAll(async () => {
  draw = await loadDraw();
});

const LONG = forecastOf({ generations: 60, real: [0] });
const ONE = forecastOf({ generations: 1, real: [0, 1] });

describe('the drawing of the tail', () => {
  it('says where each real share begins and ends, for who does not see it', () => {
    const { label } = tailDrawing(PLAIN, 'written', 'x', SIZE);
    for (const { real, generations } of PLAIN.curves) {
      const [first, last] = [generations[0], generations[9]].map(({ written }) =>
        percent(written.tail.value),
      );
      expect(label).toContain(`${percent(real)} human from ${first} to ${last}`);
    }
    expect(tailDrawing(PLAIN, 'trained', 'x', SIZE).label).not.toBe(label);
  });

  it('says of every point its value and its interval', () => {
    const { hint } = tailDrawing(PLAIN, 'trained', 'x', SIZE);
    PLAIN.curves.forEach(({ real, generations }, series) => {
      generations.forEach(({ trained }, index) => {
        const said = hint!(series, index)!;
        expect(
          said.startsWith(
            `${percent(real)} human, generation ${index + 1}: ${percent(trained.tail.value)} [`,
          ),
        ).toBe(true);
        for (const bound of trained.tail.interval) expect(said).toContain(percent(bound));
      });
    });
  });

  it('says nothing of what is no point', () => {
    const { hint } = tailDrawing(PLAIN, 'written', 'x', SIZE);
    expect([hint!(PLAIN.curves.length, 0), hint!(0, 10), hint!(99, 99)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('has a title on as many points as there are generations and shares', () => {
    const svg = draw(tailDrawing(PLAIN, 'written', 'x', SIZE)).text;
    expect(svg.match(/<title>/g)).toHaveLength(30);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  it.each([
    ['one generation', ONE],
    ['many generations', LONG],
    ['generations that were observed', FITTED],
  ])('is well formed with %s', (_, forecast: Forecast) => {
    for (const which of ['written', 'trained'] as const) {
      const svg = draw(tailDrawing(forecast, which, which, SIZE)).text;
      expect(faultsOf(svg)).toEqual([]);
      expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    }
  });

  it('marks what is to be kept for training sets alone, and not where it would lie on human text', () => {
    const said = (forecast: Forecast, which: 'written' | 'trained') =>
      draw(tailDrawing(forecast, which, 'x', { width: 760, height: 340 })).text.includes('keep ');
    expect([said(PLAIN, 'trained'), said(PLAIN, 'written')]).toEqual([true, false]);
    expect(said({ ...PLAIN, settings: { ...PLAIN.settings, keep: 0.99 } }, 'trained')).toBe(false);
  });

  it('keeps its ids apart from those of another drawing of the same page', () => {
    const both = ['a', 'b'].map((id) => draw(tailDrawing(PLAIN, 'written', id, SIZE)).text).join('');
    expect(faultsOf(both)).toEqual([]);
  });

  it('cuts an interval that lies above all at the edge of the plot', () => {
    const [curve, ...others] = PLAIN.curves;
    const generations = curve.generations.map((one, g) =>
      g === 3
        ? { ...one, written: { ...one.written, tail: { value: 0.5, interval: [0.1, 40] as const } } }
        : one,
    );
    const wild: Forecast = { ...PLAIN, curves: [{ ...curve, generations }, ...others] };
    const svg = draw(tailDrawing(wild, 'written', 'x', SIZE)).text;
    for (const [, numbers] of svg.matchAll(/ d="([^"]+)"/g))
      for (const number of numbers.match(/-?\d+(\.\d+)?/g) ?? [])
        expect(Math.abs(Number(number))).toBeLessThan(1000);
  });
});

describe('the drawing of survivors by frequency', () => {
  const shown = [0, 4, 9];
  const { label, hint } = bandDrawing(PLAIN, PLAIN.curves[1], shown, 'x');

  it('says every value of every generation drawn', () => {
    for (const g of shown) {
      const values = PLAIN.curves[1].generations[g].bands.map(({ value }) => percent(value)).join(', ');
      expect(label).toContain(`generation ${g + 1} ${values}`);
    }
  });

  it('says of each point whose it is: a generation, or human text', () => {
    PLAIN.bands.forEach((band, b) => {
      const own = PLAIN.curves[1].generations[9].bands[b].value;
      expect(hint!(2, b)).toMatch(new RegExp(`: generation 10 ${percent(own).replace('.', '\\.')}$`));
      expect(hint!(3, b)).toContain(`: human ${percent(band.human.value)}`);
    });
    expect(hint!(0, PLAIN.bands.length)).toBeUndefined();
  });

  it('is well formed for every share, and for one generation', () => {
    for (const forecast of [PLAIN, ONE]) {
      forecast.curves.forEach((curve, i) => {
        const svg = draw(bandDrawing(forecast, curve, [0], `b${i}`)).text;
        expect(faultsOf(svg)).toEqual([]);
        expect(svg).not.toMatch(/NaN|undefined|Infinity/);
      });
    }
  });
});
