import type { Verdict } from '../../compare/verdict.ts';
import { aligned } from '../aligned.ts';
import { interval, ratio } from '../figures.ts';
import { signalTitle } from '../glossary.ts';
import type { Trend } from '../report.ts';
import { shortNames } from '../short-names.ts';
import type { Drawing } from './chart.ts';
import { AXIS, CHART_TEXT } from './chart.ts';
import { errorBars } from './error-bars.ts';
import { stand } from './palette.ts';
import { verdictPoint } from './verdict-mark.ts';

const WIDTH = 320;
const HEIGHT = 190;
const TOP = 10;
const BOTTOM = 24;
const PLOT_HEIGHT = HEIGHT - TOP - BOTTOM;

const NAME_LENGTH = 8;

/** More points than this are drawn smaller. */
const CROWDED = 20;

/** A wild interval is cut at this many times the largest ratio, so that it does not flatten the rest. */
const MOST_HEADROOM = 1.6;

/** One generation of the line, as the drawing needs it. */
export interface Step {
  readonly name: string;
  readonly verdict: Verdict;
}

interface Reference {
  readonly at: number;
  readonly name: string;
  readonly dashed: boolean;
  /** Whether its name stands above the line: the outer of two lines that lie close. */
  readonly above: boolean;
  readonly close: boolean;
}

function referenceLine({ at, name, dashed, above, close }: Reference) {
  const nudge = close ? 0 : -4;
  return {
    yAxis: at,
    lineStyle: { color: stand('soft'), type: dashed ? [4, 3] : 'solid', width: 1 },
    label: {
      formatter: name,
      position: 'end',
      color: stand('soft'),
      fontSize: CHART_TEXT - 1,
      verticalAlign: above ? 'bottom' : 'top',
      padding: above ? [0, 0, nudge, 0] : [nudge, 0, 0, 0],
    },
  };
}

/** The lines of human text and of the margin. */
function referenceLines({ margin, direction }: Trend, top: number) {
  const rises = direction === 'rises';
  const close = margin !== undefined && (Math.abs(margin - 1) / top) * PLOT_HEIGHT < CHART_TEXT + 1;
  const human = referenceLine({ at: 1, name: 'human', dashed: false, above: !rises, close });
  if (margin === undefined) return [human];
  return [human, referenceLine({ at: margin, name: 'margin', dashed: true, above: rises, close })];
}

function ceiling({ points, margin }: Trend): number {
  const ratios = points.map((point) => point.ratio).filter(Number.isFinite);
  const highs = points.map((point) => point.interval[1]).filter(Number.isFinite);
  const most = Math.max(1.04, margin ?? 1, ...ratios);
  return Math.min(Math.max(most, ...highs), most * MOST_HEADROOM) * 1.03;
}

/** Distance of axis marks, such that 1 is a mark where there is room, and there are at most six. */
function markDistance(top: number): number {
  return [0.25, 0.5, 1, 2, 5, 10, 20, 50, 100, 1000, 10_000].find((size) => top / size <= 5) ?? top;
}

/** The ratio of one signal through the generations `steps`, with intervals, the line of human text and the margin. */
export function trendDrawing(trend: Trend, steps: readonly Step[], id: string): Drawing {
  const points = aligned(
    trend,
    steps.map((step) => step.name),
  );
  const names = shortNames(
    steps.map((step) => step.name),
    NAME_LENGTH,
  );
  const top = ceiling(trend);
  const data = points.map((point, at) => ({
    value: point !== undefined && Number.isFinite(point.ratio) ? point.ratio : null,
    ...verdictPoint(steps[at].verdict),
  }));
  const line = {
    type: 'line',
    z: 3,
    data,
    showAllSymbol: true,
    symbolSize: steps.length > CROWDED ? 4 : 8,
    lineStyle: { color: stand('ink'), width: 1.5 },
  };
  const references = {
    type: 'line',
    data: [],
    itemStyle: { color: stand('soft') },
    markLine: { silent: true, symbol: 'none', data: referenceLines(trend, top) },
  };
  const bars = points.flatMap((point, at) => {
    if (point === undefined) return [];
    const [low, high] = point.interval;
    return [{ at, low, high, role: steps[at].verdict }];
  });
  const said = points.map((point, at) => `${names[at]} ${ratio(point?.ratio ?? Number.NaN)}`).join(', ');
  return {
    id,
    width: WIDTH,
    height: HEIGHT,
    label: `${signalTitle(trend)}: ratio to human text, ${said}`,
    option: {
      grid: { left: 34, right: 44, top: TOP, bottom: BOTTOM },
      xAxis: { ...AXIS, type: 'category', data: names },
      yAxis: {
        ...AXIS,
        type: 'value',
        min: 0,
        max: top,
        interval: markDistance(top),
        axisLine: { show: false },
        axisLabel: { ...AXIS.axisLabel, showMaxLabel: false },
      },
      series: [line, errorBars(bars), references],
    },
    hint: (series, index) => {
      const point = points[index];
      if (series !== 0 || point === undefined) return undefined;
      return `${names[index]}: ${ratio(point.ratio)} ${interval(point.interval)}`;
    },
  };
}
