import type { Signal } from '../../compare/signal.ts';
import type { Judgement } from '../judgement.ts';
import type { Markup } from './markup.ts';
import { markup } from './markup.ts';

const WIDTH = 150;
const MIDDLE = WIDTH / 2;

/** Half the drawing: what an axis that reaches to `reach` times human has to place ratios in. */
const ROOM = MIDDLE - 8;

const REACHES: readonly number[] = [1.5, 2, 4, 8];

/** The smallest reach of the axis that holds nine of ten ratios: 4 means from a quarter to four times human. */
export function reachFor(signals: readonly Pick<Signal, 'ratio'>[]): number {
  const sizes = signals
    .map((signal) => Math.abs(Math.log(signal.ratio)))
    .filter((size) => !Number.isNaN(size))
    .sort((a, b) => a - b);
  const most = sizes[Math.floor(sizes.length * 0.9)] ?? 0;
  return REACHES.find((reach) => Math.log(reach) >= most) ?? REACHES[REACHES.length - 1];
}

/** Place of `ratio` on the log axis, from -1 to 1, brought to its ends; 0, infinity and the negative lie beyond them. */
export function forestPlace(ratio: number, reach: number): number {
  if (!(ratio > 0)) return -1;
  return Math.max(-1, Math.min(1, Math.log(ratio) / Math.log(reach)));
}

function place(ratio: number, reach: number): number {
  return MIDDLE + forestPlace(ratio, reach) * ROOM;
}

/** The estimate: a dot, or an arrowhead where it lies beyond the axis. */
function estimate(ratio: number, reach: number): Markup {
  if (ratio > reach) return markup`<path class="head" d="M${WIDTH - 9} 4.5l7 4.5-7 4.5z"/>`;
  if (!(ratio >= 1 / reach)) return markup`<path class="head" d="M9 4.5l-7 4.5 7 4.5z"/>`;
  return markup`<circle cx="${place(ratio, reach).toFixed(1)}" cy="9" r="3.5"/>`;
}

/** One row of a forest plot: interval and estimate on a log scale, the line of human text and the margin. */
export function forestRow(
  signal: Pick<Signal, 'ratio' | 'interval'>,
  margin: number,
  judgement: Judgement,
  reach: number,
): Markup | undefined {
  if (judgement === 'missing') return undefined;
  const x = (value: number) => place(value, reach).toFixed(1);
  const [low, high] = signal.interval;
  const bound = judgement !== 'context' && markup`<path class="margin" d="M${x(margin)} 0V18"/>`;
  return markup`<svg class="forest j-${judgement}" viewBox="0 0 ${WIDTH} 18" aria-hidden="true">
<path class="one" d="M${MIDDLE} 0V18"/>${bound}<path class="bar" d="M${x(low)} 9H${x(high)}"/>
${estimate(signal.ratio, reach)}</svg>`;
}

/** The heading above a column of such rows. */
export function forestAxis(reach: number): Markup {
  return markup`<span class="axis"><span>\u00f7${reach}</span><span>human</span><span>\u00d7${reach}</span></span>`;
}
