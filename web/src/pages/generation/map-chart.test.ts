import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MapView } from '../../../../src/server/wire.ts';
import {
  chosenPoint,
  extent,
  mapHint,
  mapLayers,
  mapOption,
  placeIn,
  pointName,
  uncoveredTexts,
} from './map-chart.ts';

const MAP: MapView = {
  x: [0, 5, 1, 2],
  y: [0, 5, 1, 2],
  side: [0, 0, 1, 0],
  covered: [1, 0, 1, 0],
  text: ['near', 'far away', 'made', null],
  k: 5,
  shown: [0.3, 0.2],
  coverage: 1 / 3,
  encoder: 'lexical',
};

describe('mapLayers', () => {
  it('parts the points by what they are', () => {
    expect(mapLayers(MAP)).toEqual({ own: [2], covered: [0], uncovered: [1, 3] });
  });

  it('loses no point', () => {
    const columns = fc.array(fc.tuple(fc.constantFrom(0, 1), fc.constantFrom(0, 1)), { maxLength: 60 });
    fc.assert(
      fc.property(columns, (rows) => {
        const layers = mapLayers({
          side: rows.map(([side]) => side),
          covered: rows.map(([, covered]) => covered),
        });
        const all = [...layers.own, ...layers.covered, ...layers.uncovered].sort((a, b) => a - b);
        expect(all).toEqual(rows.map((_, at) => at));
      }),
    );
  });
});

describe('a point that was chosen', () => {
  it.each([
    ['0', 0],
    ['3', 3],
    ['4', undefined],
    ['', undefined],
    ['-1', undefined],
    ['1.5', undefined],
    ['constructor', undefined],
    ['99999999999999999999', undefined],
  ])('is named by %j as %s', (text, at) => {
    expect(chosenPoint(MAP, text)).toBe(at);
  });

  it('is found by what the pointer is over, and no point by the ring around it', () => {
    const layers = mapLayers(MAP);
    expect(placeIn(layers, 2, 1)).toBe(3);
    expect(placeIn(layers, 3, 0)).toBeUndefined();
  });

  it('has a ring around it', () => {
    const ringOf = (chosen?: number) =>
      (mapOption(MAP, mapLayers(MAP), chosen) as { series: { data: unknown }[] }).series[3].data;
    expect(ringOf()).toEqual([]);
    expect(ringOf(1)).toEqual([[5, 5]]);
  });

  it('is called what the drawing calls it', () => {
    const layers = mapLayers(MAP);
    for (const [series, places] of [layers.own, layers.covered, layers.uncovered].entries())
      for (const [index, at] of places.entries())
        expect(mapHint(MAP, layers)(series, index)[0]).toBe(pointName(MAP, at));
  });
});

describe('extent', () => {
  it('holds what is there, with some room', () => {
    const [low, high] = extent([1, 2, 3]);
    expect(low).toBeLessThan(1);
    expect(high).toBeGreaterThan(3);
  });

  it('is not stretched by one stray point among many', () => {
    const values = [...Array.from({ length: 1000 }, (_, at) => at / 1000), 1e6];
    expect(extent(values)[1]).toBeLessThan(2);
  });

  it('has a width where all points are one, and where there are none', () => {
    for (const values of [[4, 4], [], [Number.NaN]]) {
      const [low, high] = extent(values);
      expect(high).toBeGreaterThan(low);
    }
  });
});

describe('the drawing', () => {
  it('has human points over those of the generation, the uncovered ones on top in a shape of their own', () => {
    const { series } = mapOption(MAP, mapLayers(MAP)) as {
      series: { z: number; symbol?: string; data: unknown[] }[];
    };
    expect(series.map(({ z }) => z)).toEqual([1, 2, 3, 4]);
    expect(series.map(({ data }) => data.length)).toEqual([1, 1, 2, 0]);
    expect(series[2].symbol).toBe('diamond');
  });
});

describe('what a point says', () => {
  const hint = mapHint(MAP, mapLayers(MAP));

  it('is what it is, and the beginning of its text', () => {
    expect(hint(0, 0)).toEqual(['of the generation', 'made']);
    expect(hint(1, 0)).toEqual(['human, covered', 'near']);
    expect(hint(2, 1)).toEqual(['human, with none near', 'its text was not kept']);
  });

  it('has nothing hidden in it', () => {
    const map = { ...MAP, text: ['x\u202ey', null, null, null] };
    expect(mapHint(map, mapLayers(map))(1, 0)[1]).toBe('x[U+202E]y');
  });
});

describe('uncoveredTexts', () => {
  it('gives the outermost first, and none whose text was not kept', () => {
    expect(
      uncoveredTexts({ ...MAP, text: ['', 'far away', '', 'nearer'] }, 9).map(({ text }) => text),
    ).toEqual(['far away', 'nearer']);
    expect(uncoveredTexts(MAP, 9)).toEqual([{ at: 1, text: 'far away' }]);
  });

  it('gives no more than asked', () => {
    expect(uncoveredTexts(MAP, 0)).toEqual([]);
  });
});
