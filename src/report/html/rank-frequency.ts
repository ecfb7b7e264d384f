import type { RankFrequency, Report } from '../report.ts';
import { quantity } from '../figures.ts';
import type { Draw, Drawing } from './chart.ts';
import { AXIS, CHART_TEXT } from './chart.ts';
import type { Markup } from './markup.ts';
import { markup } from './markup.ts';
import type { Role } from './palette.ts';
import { stand } from './palette.ts';
import { shortName } from './trend.ts';

interface Curve {
  readonly name: string;
  readonly points: RankFrequency;
  readonly role: Role;
  readonly width: number;
  readonly dash: 'solid' | readonly number[];
}

/** Dashes tell apart curves that share a verdict and so a colour. */
const DASHES: readonly Curve['dash'][] = ['solid', [7, 3], [2, 3], [9, 3, 2, 3]];

function curvesOf(report: Report): Curve[] {
  const used = new Map<Role, number>();
  const own = report.generations.map((generation): Curve => {
    const role = generation.verdict;
    const before = used.get(role) ?? 0;
    used.set(role, before + 1);
    const { rankFrequency: points, name } = generation;
    return { name: shortName(name, 12), points, role, width: 1.75, dash: DASHES[before % DASHES.length] };
  });
  const human: Curve = { name: 'human', points: report.human.rankFrequency, role: 'ink', width: 2.5, dash: 'solid' };
  return [human, ...own].filter((curve) => curve.points.length > 0);
}

/** Powers of ten as people write them: `1,000`, `0.01%`. */
function shareLabel(share: number): string {
  return `${Number((share * 100).toPrecision(1))}%`;
}

function rankDrawing(curves: readonly Curve[], width: number, height: number, id: string): Drawing {
  const series = curves.map((curve, index) => ({
    type: 'line',
    symbol: 'none',
    z: index === 0 ? 4 : 3,
    data: curve.points.filter(([rank, share]) => rank > 0 && share > 0).map(([rank, share]) => [rank, share]),
    lineStyle: { color: stand(curve.role), width: curve.width, type: curve.dash },
    endLabel: { show: true, formatter: curve.name, color: stand(curve.role), fontSize: CHART_TEXT, distance: 4 },
    labelLayout: { moveOverlap: 'shiftY' },
  }));
  return {
    id,
    width,
    height,
    label: `Rank against frequency on logarithmic axes: ${curves.map((curve) => `${curve.name} reaches rank ${quantity(curve.points.at(-1)?.[0] ?? 0)}`).join(', ')}`,
    option: {
      grid: { left: 58, right: 56, top: 12, bottom: 44 },
      xAxis: { ...AXIS, type: 'log', name: 'rank of the word', nameLocation: 'middle', nameGap: 28, axisLabel: { ...AXIS.axisLabel, formatter: quantity } },
      yAxis: { ...AXIS, type: 'log', name: '', axisLabel: { ...AXIS.axisLabel, formatter: shareLabel }, splitLine: { show: true, lineStyle: { color: stand('line'), opacity: 0.6 } } },
      series,
    },
  };
}

/** Rank against frequency, human text and every generation. Drawn twice, for wide and for narrow pages. */
export function rankSection(report: Report, draw: Draw): Markup | undefined {
  const curves = curvesOf(report);
  if (curves.length === 0) return undefined;
  const wide = draw(rankDrawing(curves, 880, 420, 'rank-wide'));
  const narrow = draw(rankDrawing(curves, 360, 320, 'rank-narrow'));
  return markup`<section id="rank"><h2>Rank and frequency</h2><p class="lead">How large a share of all tokens each word takes, from the commonest to the rarest. A line that ends sooner has fewer words; a line that lies higher on the left leans on its commonest ones.</p><figure class="card plain"><div class="wide">${wide}</div><div class="narrow">${narrow}</div></figure></section>`;
}
