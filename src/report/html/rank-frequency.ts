import { thinned } from '../aligned.ts';
import { count } from '../figures.ts';
import type { RankFrequency, Report } from '../report.ts';
import { clipped } from '../visible.ts';
import type { Draw, Drawing } from './chart.ts';
import { AXIS } from './chart.ts';
import type { Markup } from './markup.ts';
import { isolated, markup } from './markup.ts';
import type { Role } from './palette.ts';
import { stand } from './palette.ts';

export interface Curve {
  readonly name: string;
  readonly points: RankFrequency;
  readonly role: Role;
  readonly width: number;
  readonly dash: 'solid' | readonly number[];
}

/** More curves than this cannot be told apart. */
const MOST = 8;

/** Dashes tell apart curves that share a verdict and so a colour. */
export const DASHES: readonly Curve['dash'][] = ['solid', [7, 3], [2, 3], [9, 3, 2, 3]];

function curvesOf(report: Report): Curve[] {
  const used = new Map<Role, number>();
  const shown = thinned(report.generations.length, MOST).map((index) => report.generations[index]);
  const own = shown.map((generation): Curve => {
    const role = generation.verdict;
    const before = used.get(role) ?? 0;
    used.set(role, before + 1);
    const { rankFrequency: points, name } = generation;
    return { name: clipped(name, 12), points, role, width: 1.75, dash: DASHES[before % DASHES.length] };
  });
  const human: Curve = {
    name: 'human',
    points: report.human.rankFrequency,
    role: 'human',
    width: 4,
    dash: 'solid',
  };
  return [human, ...own].filter((curve) => curve.points.length > 0);
}

/** Powers of ten as people write them: `1,000`, `0.01%`. */
function shareLabel(share: number): string {
  return `${Number((share * 100).toPrecision(1))}%`;
}

/** Rank against frequency of `curves`, on logarithmic axes. */
export function curveDrawing(curves: readonly Curve[], width: number, height: number, id: string): Drawing {
  const series = curves.map((curve, index) => ({
    type: 'line',
    symbol: 'none',
    z: 2 + index,
    data: curve.points.filter(([rank, share]) => rank > 0 && share > 0).map(([rank, share]) => [rank, share]),
    lineStyle: { color: stand(curve.role), width: curve.width, type: curve.dash },
  }));
  const ends = curves.map(({ name, points }) => `${name} reaches rank ${count(points.at(-1)?.[0] ?? 0)}`);
  return {
    id,
    width,
    height,
    label: `Rank against frequency on logarithmic axes: ${ends.join(', ')}`,
    option: {
      grid: { left: 58, right: 24, top: 12, bottom: 44 },
      xAxis: {
        ...AXIS,
        type: 'log',
        name: 'rank of the word',
        nameLocation: 'middle',
        nameGap: 28,
        axisLabel: { ...AXIS.axisLabel, formatter: count },
      },
      yAxis: {
        ...AXIS,
        type: 'log',
        name: '',
        axisLabel: { ...AXIS.axisLabel, formatter: shareLabel },
        splitLine: { show: true, lineStyle: { color: stand('line'), opacity: 0.6 } },
      },
      series,
    },
  };
}

/** Names beside strokes: the curves lie too close for labels of their own. */
function legend(curves: readonly Curve[]): Markup {
  const items = curves.map(({ name, role, width, dash }) => {
    const dashes = typeof dash === 'string' ? '' : dash.join(' ');
    const stroke = markup`<path d="M0 4H30" stroke="var(--${role})" stroke-width="${width}"
stroke-dasharray="${dashes}"/>`;
    return markup`<li><svg viewBox="0 0 30 8" aria-hidden="true">${stroke}</svg>${isolated(name)}</li>`;
  });
  return markup`<ul class="legend">${items}</ul>`;
}

/** Rank against frequency, human text and every generation. Drawn twice, for wide and for narrow pages. */
export function rankSection(report: Report, draw: Draw): Markup | undefined {
  const curves = curvesOf(report);
  if (curves.length === 0) return undefined;
  const wide = draw(curveDrawing(curves, 880, 420, 'rank-wide'));
  const narrow = draw(curveDrawing(curves, 360, 320, 'rank-narrow'));
  return markup`<section id="rank"><h2>Rank and frequency</h2>
<p class="lead">How large a share of all tokens each word takes, from the commonest to the rarest. A line that ends
sooner has fewer words; a line that lies higher on the left leans on its commonest ones.</p>
<figure class="card plain">${legend(curves)}<div class="wide">${wide}</div>
<div class="narrow">${narrow}</div></figure>
</section>`;
}
