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

/** Human examples, covered and not, over those of the generation. */
export function mapOption(map: MapView, layers: MapLayers): EChartsCoreOption {
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
    ],
  };
}

const NAMES = ['of the generation', 'human, covered', 'human, with none near'];

/** What a point says: what it is, and the beginning of its text. */
export function mapHint(
  map: MapView,
  layers: MapLayers,
): (series: number, index: number) => readonly string[] {
  const places = [layers.own, layers.covered, layers.uncovered];
  return (series, index) => {
    const text = map.text[places[series][index]];
    return [NAMES[series], typeof text === 'string' ? clipped(text, SAID) : 'its text was not kept'];
  };
}

/** Texts of human examples that nothing comes near, the outermost on the map first. */
export function uncoveredTexts(map: MapView, most: number): { readonly at: number; readonly text: string }[] {
  return mapLayers(map)
    .uncovered.flatMap((at) => {
      const text = map.text[at];
      return typeof text === 'string' ? [{ at, text, far: Math.hypot(map.x[at], map.y[at]) }] : [];
    })
    .sort((a, b) => b.far - a.far)
    .slice(0, most)
    .map(({ at, text }) => ({ at, text }));
}
