import { OutcrossError } from '../../base/errors.ts';
import type { Rng } from '../../base/rng.ts';
import type { Batch, SamplingBias } from '../learner.ts';
import { existing, type Finished } from '../run/line.ts';
import type { Experiment, Metric, Values } from '../scenarios/scenario.ts';
import { requireShare, requireWhole } from '../theory/parameters.ts';
import { type ProvenanceFilter, requireFilter } from './filter.ts';
import { Pool } from './pool.ts';

/** A web that several models learn from and write to. */
export interface Web {
  /** From 1. They take the experiment's learners in turn. */
  readonly models: number;
  /** Share of what is added in the last year that models wrote, 0 to 1; it rises in equal steps from 0 in year 0. */
  readonly synthetic: number;
  readonly filter?: ProvenanceFilter;
}

/** What a web tells beside the metrics of its models. */
export const SYNTHETIC_SHARE: Metric = {
  id: 'synthetic-share',
  title: 'Synthetic share',
  meaning: 'Share of the pool, after the filter, that models wrote.',
  worse: 'neither',
};

export interface WebRun<D> {
  readonly experiment: Experiment<D>;
  readonly web: Web;
  readonly bias?: SamplingBias;
  /** Rows that each model is trained on. The pool begins with, and each year gains, this many for every model. */
  readonly samples: number;
  readonly years: number;
  readonly rng: Rng;
  readonly finished?: Finished<D>;
}

/** Throws `E_PARAMETER` for a number of models below 1, and for shares and rates outside 0 to 1. */
export function requireWeb(web: Web): Web {
  requireWhole('the number of models of the open web', web.models, 1);
  requireShare('the synthetic share of the open web', web.synthetic);
  if (web.filter !== undefined) requireFilter(web.filter);
  return web;
}

/** Share of the rows added before `year`, from 1, that models wrote. */
export function syntheticShare(web: Web, year: number, years: number): number {
  return (web.synthetic * Math.min(year, years)) / Math.max(1, years);
}

/**
 * Runs the web, and yields all that is finished after every year that it runs: values are means over the models, the output of
 * a year is that of all models one after the other. Year 0 knows real rows alone. Throws `E_PARAMETER` as `requireWeb` does, and
 * where the filter leaves fewer than 2 rows.
 */
export async function* runWeb<D>(run: WebRun<D>): AsyncGenerator<Finished<D>, void> {
  requireWeb(run.web);
  const outputs = [...(run.finished?.outputs ?? [])];
  const values = [...(run.finished?.values ?? [])];
  const initial = await run.experiment.real(run.samples * run.web.models, run.rng.split('initial'));
  for (let year = outputs.length; year <= run.years; year++) {
    const pool = await poolOf(run, initial, outputs);
    const { all, means } = await oneYear(run, pool, initial, year);
    values.push(existing({ ...means, [SYNTHETIC_SHARE.id]: pool.syntheticShare ?? Number.NaN }));
    outputs.push(all);
    yield { outputs, values };
  }
}

/** The pool after all years whose outputs are given. */
async function poolOf<D>(run: WebRun<D>, initial: D, outputs: readonly D[]): Promise<Pool<D>> {
  const { experiment, web, samples, rng } = run;
  const { rows } = experiment.learners[0];
  const pool = new Pool<D>(rows);
  // What was there before models is known to be real.
  pool.add(initial, undefined, undefined, rng);
  for (const [year, output] of outputs.entries()) {
    const own = rng.split(`web ${year}`);
    const share = Math.round(samples * syntheticShare(web, year + 1, run.years));
    const real = await experiment.real((samples - share) * web.models, own.split('real'));
    const indices = Array.from({ length: web.models * share }, (_, i) => {
      const model = Math.floor(i / share);
      return model * samples + (i % share);
    });
    pool.add(real, rows.take(output, Uint32Array.from(indices)), web.filter, own.split('filter'));
  }
  return pool;
}

async function oneYear<D>(run: WebRun<D>, pool: Pool<D>, initial: D, year: number) {
  const { experiment, web, samples, bias } = run;
  if (pool.size < 2) throw filterTooStrict(pool.size);
  const rngs = Array.from({ length: web.models }, (_, i) => run.rng.split(`generation ${year}, model ${i}`));
  const batches = pool.draw(
    samples,
    rngs.map((rng) => rng.split('compose')),
  );
  const outputs: D[] = [];
  const measured: Values[] = [];
  for (const [i, rng] of rngs.entries()) {
    const learner = experiment.learners[i % experiment.learners.length];
    const batch: Batch<D> = { data: batches[i] };
    const model = await learner.fit(batch, rng.split('fit'));
    const output = await learner.sample(model, samples, rng.split('sample'), bias);
    const step = { generation: year, learner, model, batch, initial, output };
    measured.push(existing(await experiment.measure(step, rng.split('measure'))));
    outputs.push(output);
  }
  return { all: experiment.learners[0].rows.concat(outputs), means: meansOf(measured) };
}

/** Mean of each metric over the models that have it. */
function meansOf(measured: readonly Values[]): Values {
  const ids = new Set(measured.flatMap((values) => Object.keys(values)));
  return Object.fromEntries(
    [...ids].map((id) => {
      const own = measured.map((values) => values[id]).filter((value) => value !== undefined);
      return [id, own.reduce((sum, value) => sum + value, 0) / own.length];
    }),
  );
}

function filterTooStrict(left: number): OutcrossError {
  return new OutcrossError(
    'E_PARAMETER',
    `the provenance filter leaves ${left} rows; a model needs at least 2`,
    {
      where: 'web',
      hint: 'Lower its false positive rate, or raise the number of samples.',
    },
  );
}
