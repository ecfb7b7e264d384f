import type { EChartsCoreOption } from 'echarts/core';
import type { MapView } from '../../../../src/server/wire.ts';
import { AXIS } from '../../charts/axis.ts';
import { clipped, percent, stand } from '../../parts/words.ts';

/** Points of a map by what they are, as places in its columns. */
export interface MapLayers {
  readonly own: readonly number[];
  readonly covered: readonly number[];
  readonly uncovered: readonly number[];
}

/** Characters of a text that a point says. */
const SAID = 180;

export function mapLayers(map: Pick<MapView, 'side' | 'covered'>): MapLayers {
  const layers = { own: [] as number[], covered: [] as number[], uncovered: [] as number[] };
  map.side.forEach((side, at) => {
    if (side === 1) layers.own.push(at);
    else if (map.covered[at] === 1) layers.covered.push(at);
    else layers.uncovered.push(at);
  });
  return layers;
}

/** Ends of an axis that hold all but the outermost hundredth, with some room: one stray point flattens no map. */
export function extent(values: readonly number[]): readonly [number, number] {
  const order = values.filter(Number.isFinite).sort((a, b) => a - b);
  if (order.length === 0) return [-1, 1];
  const cut = Math.floor(order.length * 0.005);
  const [low, high] = [order[cut], order[order.length - 1 - cut]];
  const room = (high - low) * 0.06 || 1;
  return [low - room, high + room];
}

function axis(values: readonly number[], share: number, name: string) {
  const [min, max] = extent(values);
  return {
    ...AXIS,
    type: 'value',
    min,
    max,
    name: `${name}: ${percent(share)} of the variance`,
    nameLocation: 'middle',
    nameGap: 10,
    axisLabel: { show: false },
    axisTick: { show: false },
  };
}

/** Place of the point that an address names; `undefined` where the map has none such. */
export function chosenPoint({ x }: Pick<MapView, 'x'>, text: string): number | undefined {
  const at = /^\d{1,6}$/.test(text) ? Number(text) : x.length;
  return at < x.length ? at : undefined;
}

/** Place of a point in the map's columns, by series and index of the drawing; `undefined` of the ring around the chosen one. */
export function placeIn(layers: MapLayers, series: number, index: number): number | undefined {
  return [layers.own, layers.covered, layers.uncovered][series]?.[index];
}

function ring(map: MapView, chosen: number | undefined) {
  return {
    type: 'scatter',
    symbolSize: 15,
    z: 4,
    silent: true,
    data: chosen === undefined ? [] : [[map.x[chosen], map.y[chosen]]],
    itemStyle: { color: 'transparent', borderColor: stand('ink'), borderWidth: 2 },
  };
}

/** Human examples, covered and not, over those of the generation; `chosen` has a ring around it. */
export function mapOption(map: MapView, layers: MapLayers, chosen?: number): EChartsCoreOption {
  const points = (places: readonly number[]) => places.map((at) => [map.x[at], map.y[at]]);
  return {
    grid: { left: 26, right: 8, top: 8, bottom: 26 },
    xAxis: axis(map.x, map.shown[0], 'first axis'),
    yAxis: { ...axis(map.y, map.shown[1], 'second axis'), nameRotate: 90 },
    series: [
      {
        type: 'scatter',
        symbolSize: 5,
        z: 1,
        data: points(layers.own),
        itemStyle: { color: 'transparent', borderColor: stand('shifted'), borderWidth: 1, opacity: 0.6 },
      },
      {
        type: 'scatter',
        symbolSize: 5,
        z: 2,
        data: points(layers.covered),
        itemStyle: { color: stand('human'), opacity: 0.75 },
      },
      {
        type: 'scatter',
        symbol: 'diamond',
        symbolSize: 8,
        z: 3,
        data: points(layers.uncovered),
        itemStyle: { color: stand('late'), opacity: 0.85 },
      },
      ring(map, chosen),
    ],
  };
}

const NAMES = ['of the generation', 'human, covered', 'human, with none near'];

/** What a point is, in words. */
export function pointName(map: MapView, at: number): string {
  if (map.side[at] === 1) return NAMES[0];
  return NAMES[map.covered[at] === 1 ? 1 : 2];
}

/** Lines of a passage one after the other. */
export function running(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** What a point says: what it is, and the beginning of its text. */
export function mapHint(
  map: MapView,
  layers: MapLayers,
): (series: number, index: number) => readonly string[] {
  return (series, index) => {
    const text = map.text[placeIn(layers, series, index) ?? -1];
    return [NAMES[series], typeof text === 'string' ? clipped(running(text), SAID) : 'its text was not kept'];
  };
}

/** Texts of human examples that nothing comes near, the outermost on the map first. */
export function uncoveredTexts(map: MapView, most: number): { readonly at: number; readonly text: string }[] {
  return mapLayers(map)
    .uncovered.flatMap((at) => {
      const text = map.text[at];
      return typeof text === 'string'
        ? [{ at, text: running(text), far: Math.hypot(map.x[at], map.y[at]) }]
        : [];
    })
    .sort((a, b) => b.far - a.far)
    .slice(0, most)
    .map(({ at, text }) => ({ at, text }));
}
