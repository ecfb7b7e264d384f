import type { EChartsCoreOption } from 'echarts/core';
import type { RankPicture } from '../../../src/lab/browser.ts';
import type { ChartTable } from '../charts/index.ts';
import { AXIS } from '../charts/index.ts';
import { type ColourRole, count, stand } from '../parts/words.ts';

/** Lost ones stand this far above the bottom, as a factor. */
const ABOVE = 1.35;

/** Bottom of the axis: below the rarest of the truth and the least that a model ever gave. */
export function rankFloor(pictures: readonly RankPicture[]): number {
  const shares = pictures
    .flatMap(({ truth, shares: own }) => [...truth, ...own])
    .filter((share) => share > 0);
  const least = shares.reduce((low, share) => Math.min(low, share), 0.01);
  // Powers of ten by their names: 10 ** -5 is not 1e-5.
  return Number(`1e${Math.floor(Math.log10(least / 2))}`);
}

function percentLabel(share: number): string {
  return `${Number((share * 100).toPrecision(1))}%`;
}

/** The truth as a line, what the model still has as dots, what it has lost as red marks at the bottom. */
export function rankOption(picture: RankPicture, role: ColourRole, floor: number): EChartsCoreOption {
  const { ranks, truth, shares, of } = picture;
  const pairs = ranks.map((rank, at) => [rank, shares[at]] as const);
  return {
    grid: { left: 50, right: 12, top: 10, bottom: 24 },
    xAxis: { ...AXIS, type: 'log', min: 1, max: of, axisLabel: { ...AXIS.axisLabel, formatter: count } },
    yAxis: {
      ...AXIS,
      type: 'log',
      min: floor,
      max: 1,
      axisLine: { show: false },
      axisLabel: { ...AXIS.axisLabel, formatter: percentLabel },
    },
    series: [
      {
        type: 'line',
        symbol: 'none',
        silent: true,
        data: ranks.map((rank, at) => [rank, truth[at]]).filter(([, share]) => share > 0),
        lineStyle: { color: stand('human'), width: 3 },
      },
      {
        type: 'scatter',
        silent: true,
        z: 3,
        symbolSize: 4,
        data: pairs.filter(([, share]) => share > 0),
        itemStyle: { color: stand(role), opacity: 0.85 },
      },
      {
        type: 'scatter',
        silent: true,
        z: 2,
        symbol: 'rect',
        symbolSize: [2, 8],
        data: pairs.filter(([, share]) => share === 0).map(([rank]) => [rank, floor * ABOVE]),
        itemStyle: { color: stand('late') },
      },
    ],
  };
}

export function rankLabel({ alive, of }: RankPicture, name: string, generation: number): string {
  return `${name}, model ${generation}: shares by rank of the truth; ${count(alive)} of ${count(of)} are left`;
}

export function rankTable({ ranks, truth, shares }: RankPicture): ChartTable {
  return {
    columns: ['Rank', 'Share of the truth', 'Share of the model'],
    rows: ranks.map((rank, at) => [rank, truth[at], shares[at]]),
  };
}
