import { beforeAll, describe, expect, it } from 'vitest';
import { runErrors } from '../../lab/errors/errors.ts';
import type { LabErrors } from '../../lab/errors/result.ts';
import { LOOPS } from '../../lab/loops/catalogue.ts';
import type { LabRun } from '../../lab/run/result.ts';
import { runLab } from '../../lab/run/run.ts';
import { settle } from '../../lab/run/settings.ts';
import { SCENARIOS, scenarioOf } from '../../lab/scenarios/catalogue.ts';
import { type Draw, loadDraw } from '../html/chart.ts';
import { cellWidth } from '../terminal/cells.ts';
import { armDrawing } from './arm-drawing.ts';
import { errorsHtml } from './errors-html.ts';
import { errorsTerminal } from './errors-terminal.ts';
import { labJson } from './json.ts';
import { legend } from './legend.ts';
import { listTerminal } from './list-terminal.ts';
import { distance, headline, ranking } from './ranking.ts';
import { runHtml } from './run-html.ts';
import { runTerminal } from './run-terminal.ts';
import { toneOf } from './tones.ts';

let draw: Draw;
let run: LabRun;
let errors: LabErrors;
beforeAll(async () => {
  draw = await loadDraw();
  const request = {
    samples: 50,
    generations: 12,
    replicates: 4,
    loops: ['replace', 'accumulate', 'web:0.9'],
  };
  run = await runLab(settle(scenarioOf('categorical'), request), { version: '1.2.3', workers: 0 });
  errors = await runErrors(
    { learner: 'categorical', samples: 200, generations: 2, replicates: 3 },
    { version: '1.2.3', workers: 0 },
  );
});

/** `run` with verdicts, as one about text has them. */
function judged(): LabRun {
  const verdicts = (g: number): Record<string, number> => (g === 0 ? { healthy: 4 } : { early: 3, late: 1 });
  const arms = run.arms.map((arm) => ({
    ...arm,
    generations: arm.generations.map((own) => ({ ...own, verdicts: verdicts(own.generation) })),
  }));
  return { ...run, arms };
}

const plain = (columns: number) => ({ columns, colour: false });

describe('the ranking', () => {
  it('puts the worst first, by the direction of the metric', () => {
    expect(ranking(run).map(({ arm }) => arm.name)[0]).toBe('replace');
    const higher = { ...run, metrics: [{ ...run.metrics[0], worse: 'higher' as const }] };
    expect(
      ranking(higher)
        .map(({ arm }) => arm.name)
        .at(-1),
    ).toBe('replace');
  });

  it('says the result in a sentence, for one loop too', () => {
    expect(headline(run)).toMatch(/^Survivors after 12 generations, the worst first: replace [\d.]+, /);
    expect(headline({ ...run, arms: run.arms.slice(0, 1) })).toMatch(
      /: replace [\d.]+, [\d.]+ at the start\.$/,
    );
    expect(headline({ ...run, arms: [] })).toBe('Survivors does not exist after 12 generations.');
  });

  it('gives every other loop its distance from the first, and the first none', () => {
    expect(distance(run.arms[1], run.arms[0])).toMatch(/^\+[\d.]+ \[[\d.]+, [\d.]+\] against replace$/);
    expect(distance(run.arms[0], run.arms[0])).toBeUndefined();
  });
});

describe('the terminal view of a run', () => {
  it.each([20, 40, 80, 120])('has no line wider than %d columns', (columns) => {
    for (const line of runTerminal(judged(), plain(columns)).split('\n')) {
      expect(cellWidth(line)).toBeLessThanOrEqual(columns);
    }
  });

  it('shows every metric that was measured, for the loops that have it', () => {
    const text = runTerminal(run, plain(80));
    for (const { title } of run.metrics) expect(text).toContain(`\n${title} (`);
    const share = text.slice(text.indexOf('\nSynthetic share')).split('\n\n')[0];
    expect(share).toContain('web 90%');
    expect(share).not.toContain('replace');
  });

  it('keeps the first and the last generation where room is short', () => {
    const heads = runTerminal(run, plain(34))
      .split('\n')
      .filter((line) => line.includes('generation '));
    expect(heads.some((line) => / 0\b.* 12\b/.test(line))).toBe(true);
  });

  it('counts replicates whose verdicts differ', () => {
    expect(runTerminal(judged(), plain(100))).toContain('replace: 0 healthy, 1 early 3/late 1,');
    expect(runTerminal(run, plain(100))).not.toContain('Verdict');
  });

  it('has colours only where they are wanted', () => {
    expect(runTerminal(run, { columns: 80, colour: true })).toContain('\u001b[');
    expect(runTerminal(run, plain(80))).not.toContain('\u001b');
  });
});

describe('the page of a run', () => {
  it('loads nothing, runs nothing, and is the same for the same run', async () => {
    const page = await runHtml(judged());
    expect(page).not.toMatch(/<script|<link|https?:|src=|NaN|undefined|style="/);
    expect(page).toContain("default-src 'none'");
    expect(await runHtml(judged())).toBe(page);
  });

  it('has a plot of every metric, its numbers, verdicts and what was published', async () => {
    const page = await runHtml(judged());
    for (const { title } of run.metrics) expect(page).toContain(`aria-label="${title} by generation`);
    expect(page.match(/<svg role="img"/g)).toHaveLength(run.metrics.length + 1);
    expect(page).toContain('Verdict of a check');
    expect(page).toContain('Ewens 2004');
    expect(await runHtml(run)).not.toContain('Verdict of a check');
  });

  it('escapes what it was given', async () => {
    const wild = { ...run, arms: run.arms.map((arm, i) => (i === 0 ? { ...arm, name: '<b>&"' } : arm)) };
    const page = await runHtml(wild);
    expect(page).toContain('&lt;b&gt;&amp;&quot;');
    expect(page).not.toContain('<b>&"');
  });
});

describe('the drawing of a metric', () => {
  const size = { width: 300, height: 200 };

  it('says the first and the last value of every loop, and gives points hints', () => {
    const drawing = armDrawing(run, run.metrics[0], 'x', size);
    expect(drawing.label).toMatch(/^Survivors by generation: replace from [\d.]+ to [\d.]+; accumulate from/);
    expect(draw(drawing).text).toMatch(/<title>replace, generation 12: [\d.]+ \[[\d.]+, [\d.]+\]<\/title>/);
  });

  it('bears a metric that some loops lack', () => {
    const share = run.metrics.at(-1)!;
    const { label } = armDrawing(run, share, 'x', size);
    expect(label).toContain(
      'replace not measured throughout; accumulate not measured throughout; web 90% from 0 to',
    );
    expect(draw(armDrawing(run, share, 'x', size)).text).not.toContain('NaN');
  });

  it('has a logarithmic axis only for what is above 0 and wider than a decade', () => {
    const type = (values: readonly number[]) => {
      const generations = values.map((mean, generation) => ({
        generation,
        values: { x: { mean, median: mean, replicates: 1 } },
      }));
      const metric = { id: 'x', title: 'X', meaning: '', worse: 'higher', logarithmic: true } as const;
      const curves = { arms: [{ name: 'a', generations }], settings: { generations: values.length - 1 } };
      return (armDrawing(curves, metric, 'x', size).option as { yAxis: { type: string } }).yAxis.type;
    };
    expect([type([1, 100]), type([1, 5]), type([0, 100])]).toEqual(['log', 'value', 'value']);
  });

  it('tells loops apart by more than colour', () => {
    const tones = [0, 1, 2, 3, 4, 5, 6].map(toneOf);
    expect(new Set(tones.map(({ role }) => role)).size).toBe(7);
    expect(new Set(tones.map(({ dash, symbol }) => `${dash}${symbol}`)).size).toBe(7);
    expect(toneOf(7)).toEqual(toneOf(0));
  });

  it('needs no legend for one loop', () => {
    expect(legend([{ name: 'a' }])).toBeUndefined();
    expect(legend([{ name: 'a' }, { name: '<b>' }])!.text).toContain('&lt;b&gt;');
  });
});

describe('the views of the three errors', () => {
  it.each([20, 40, 80])('keep within %d columns', (columns) => {
    for (const line of errorsTerminal(errors, plain(columns)).split('\n')) {
      expect(cellWidth(line)).toBeLessThanOrEqual(columns);
    }
  });

  it('name every error, its share, and what it is', () => {
    const text = errorsTerminal(errors, plain(100));
    for (const name of ['Statistical', 'Expressivity', 'Approximation']) expect(text).toContain(`  ${name}`);
    expect(text).toContain('Statistical × Expressivity × Approximation');
    expect(text).toContain('against the limit of infinite samples, exact');
    expect(text).toMatch(/All three +[\d.]+/);
  });

  it('explain a negative share where there is one', () => {
    const shares = errors.shares.map((own, i) =>
      i === 0 ? { ...own, loss: { ...own.loss, mean: -1 } } : own,
    );
    expect(errorsTerminal({ ...errors, shares }, plain(100))).toContain('A negative share means');
  });

  it('make a page that loads nothing and runs nothing', async () => {
    const page = await errorsHtml(errors);
    expect(page).not.toMatch(/<script|<link|https?:|src=|NaN|undefined|style="/);
    expect(page.match(/<svg role="img"/g)).toHaveLength(2);
    expect(await errorsHtml(errors)).toBe(page);
  });
});

describe('the list', () => {
  const list = { schema: 'outcross.lab-list/1', scenarios: SCENARIOS, loops: LOOPS } as const;

  it('names every scenario, learner and loop within the columns', () => {
    const text = listTerminal(list, plain(80));
    for (const { name, learners } of SCENARIOS) {
      expect(text).toContain(`\n  ${name}`);
      for (const learner of learners) expect(text).toContain(`--learner ${learner.name}`);
    }
    for (const { name } of LOOPS) expect(text).toContain(`\n  ${name}`);
    for (const line of text.split('\n')) expect(cellWidth(line)).toBeLessThanOrEqual(80);
  });

  it('is a JSON document without code', () => {
    const parsed = JSON.parse(labJson(list)) as typeof list;
    expect(parsed.scenarios[0].name).toBe(SCENARIOS[0].name);
    expect(labJson(list)).not.toContain('load');
  });
});
