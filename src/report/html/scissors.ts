import { count, interval, NONE, quantity } from '../figures.ts';
import type { Report, Scissors, ScissorsFigure } from '../report.ts';
import { shortNames } from '../short-names.ts';
import { clipped } from '../visible.ts';
import type { Draw, Drawing } from './chart.ts';
import { AXIS } from './chart.ts';
import { errorBars } from './error-bars.ts';
import type { Markup } from './markup.ts';
import { isolated, markup } from './markup.ts';
import { type Role, stand } from './palette.ts';
import { scrolling } from './table.ts';
import { hollowPoint } from './verdict-mark.ts';

type Blade = 'holdout' | 'own';

const ROLE: Readonly<Record<Blade, Role>> = { holdout: 'late', own: 'shifted' };
const NAME: Readonly<Record<Blade, string>> = { holdout: 'human text', own: 'own output' };

/** A wild interval is cut at this many times the largest value. */
const MOST_HEADROOM = 1.6;

const NAME_LENGTH = 8;

function blade({ points }: Scissors, which: Blade) {
  const at = points.findLastIndex((point) => point[which] !== undefined);
  return {
    type: 'line',
    z: 3,
    name: NAME[which],
    data: points.map((point) => point[which]?.value ?? null),
    ...hollowPoint(ROLE[which]),
    symbolSize: 7,
    showAllSymbol: true,
    lineStyle: { color: stand(ROLE[which]), width: 2, type: which === 'own' ? [5, 3] : 'solid' },
    markLine: {
      silent: true,
      symbol: 'none',
      data:
        at < 0 ? [] : [{ yAxis: points[at][which]!.value, lineStyle: { opacity: 0 }, label: labelOf(which) }],
    },
  };
}

function labelOf(which: Blade) {
  return { formatter: NAME[which], position: 'end', color: stand(ROLE[which]), fontSize: 10 };
}

/** Both blades, with intervals. */
export function scissorsDrawing(scissors: Scissors, id: string): Drawing {
  const { points, unit } = scissors;
  const names = shortNames(
    points.map(({ name }) => name),
    NAME_LENGTH,
  );
  const figures = points.flatMap(({ holdout, own }) => [holdout, ...(own === undefined ? [] : [own])]);
  const most = Math.max(...figures.map(({ value }) => value));
  const highs = figures.map((figure) => figure.interval[1]).filter(Number.isFinite);
  const top = Math.min(Math.max(most, ...highs), most * MOST_HEADROOM) * 1.03;
  const bars = points.flatMap((point, at) =>
    (['holdout', 'own'] as const).flatMap((which) => {
      const figure = point[which];
      if (figure === undefined) return [];
      const [low, high] = figure.interval;
      return [{ at, low, high, role: ROLE[which] }];
    }),
  );
  const said = points.map(({ holdout, own }, at) => {
    const other = own === undefined ? '' : `, own output ${quantity(own.value)}`;
    return `${names[at]} human text ${quantity(holdout.value)}${other}`;
  });
  return {
    id,
    width: 480,
    height: 240,
    label: `Perplexity a ${unit} under each generation\u2019s own model: ${said.join('; ')}`,
    option: {
      grid: { left: 48, right: 72, top: 10, bottom: 24 },
      xAxis: { ...AXIS, type: 'category', data: names },
      yAxis: {
        ...AXIS,
        type: 'value',
        min: 0,
        max: top,
        axisLabel: { ...AXIS.axisLabel, showMaxLabel: false },
      },
      series: [blade(scissors, 'holdout'), blade(scissors, 'own'), errorBars(bars)],
    },
    hint: (series, index) => {
      const figure = series > 1 ? undefined : points[index]?.[series === 0 ? 'holdout' : 'own'];
      return figure && `${names[index]}: ${quantity(figure.value)} ${interval(figure.interval, quantity)}`;
    },
  };
}

function cell(figure: ScissorsFigure | undefined): Markup {
  if (figure === undefined) return markup`<td>${NONE}</td>`;
  return markup`<td>${quantity(figure.value)} <span class="bounds">${interval(figure.interval, quantity)}</span></td>`;
}

function table({ points, unit }: Scissors): Markup {
  const rows = points.map(
    ({ name, holdout, own, train, validation }) =>
      markup`<tr><th scope="row">${isolated(clipped(name, 24))}</th>${cell(holdout)}${cell(own)}${cell(train)}
${cell(validation)}<td>${count(holdout.texts)}</td></tr>`,
  );
  return markup`<table class="figures"><caption>Perplexity a ${unit} under each model.</caption>
<thead><tr><th scope="col">Model</th><th scope="col">Human text</th><th scope="col">Own output</th>
<th scope="col">Training set</th><th scope="col">Left out of it</th><th scope="col">Human texts</th></tr></thead>
<tbody>${rows}</tbody></table>`;
}

/** How each generation's own model finds human text, and its own; nothing without scores. */
export function scissorsSection({ scissors }: Report, draw: Draw): Markup | undefined {
  if (scissors === undefined) return undefined;
  const texts = scissors.paired
    ? `All models scored the same ${count(scissors.common)} human texts.`
    : 'The models scored different human texts: compare with care.';
  return markup`<section id="scissors"><h2>Under their own models</h2>
<p class="lead">How surprising human text (solid) and its own output (dashed) are to each generation\u2019s own model, by the
scores that were given. In a collapse the scissors open: people become stranger, its own words ever more expected. ${texts}</p>
<figure class="card plain">${draw(scissorsDrawing(scissors, 'scissors'))}</figure>
${scrolling('Perplexity under each model', table(scissors))}</section>`;
}
