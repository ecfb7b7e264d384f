import type { LabArm, LabRun } from '../../lab/run/result.ts';
import type { Metric } from '../../lab/scenarios/scenario.ts';
import { interval, quantity } from '../figures.ts';

/** An arm and its first metric at the last generation. */
export interface Ranked {
  readonly arm: LabArm;
  readonly mean: number;
}

export function lastMean(arm: LabArm, metric: Metric): number | undefined {
  return arm.generations.at(-1)?.values[metric.id]?.mean;
}

/** Arms by their first metric at the last generation, the worst first. Those without it are left out. */
export function ranking({ arms, metrics }: Pick<LabRun, 'arms' | 'metrics'>): Ranked[] {
  const [metric] = metrics;
  const sign = metric.worse === 'lower' ? 1 : -1;
  return arms
    .flatMap((arm) => {
      const mean = lastMean(arm, metric);
      return mean === undefined ? [] : [{ arm, mean }];
    })
    .sort((a, b) => sign * (a.mean - b.mean));
}

/** The result in one sentence. */
export function headline(run: LabRun): string {
  const [metric] = run.metrics;
  const ranked = ranking(run);
  const after = `after ${run.settings.generations} ${run.settings.generations === 1 ? 'generation' : 'generations'}`;
  if (ranked.length === 0) return `${metric.title} does not exist ${after}.`;
  const list = ranked.map(({ arm, mean }) => `${arm.name} ${quantity(mean)}`).join(', ');
  if (ranked.length === 1) {
    const first = run.arms[0].generations[0].values[metric.id];
    const start = first === undefined ? '' : `, ${quantity(first.mean)} at the start`;
    return `${metric.title} ${after}: ${list}${start}.`;
  }
  const order = metric.worse === 'neither' ? '' : ', the worst first';
  return `${metric.title} ${after}${order}: ${list}.`;
}

/** An arm's distance from the first arm, such as `+0.12 [0.10, 0.14] against replace`. */
export function distance(arm: LabArm, first: LabArm): string | undefined {
  if (arm.against === undefined) return undefined;
  const { mean, interval: bounds } = arm.against;
  const sign = mean > 0 ? '+' : '';
  const range = bounds === undefined ? '' : ` ${interval(bounds, quantity)}`;
  return `${sign}${quantity(mean)}${range} against ${first.name}`;
}

/** What the run was, in one line. */
export function settingsLine({ settings, scenario }: LabRun): string {
  const { samples, generations, replicates, seed, learner, temperatures, topK } = settings;
  const plural = (n: number, word: string) => `${n} ${n === 1 ? word : `${word}s`}`;
  const bias = [
    ...(temperatures.length === 1 && temperatures[0] !== 1 ? [`temperature ${temperatures[0]}`] : []),
    ...(topK.length === 1 ? [`top ${topK[0]}`] : []),
  ];
  return [
    learner,
    `${samples} ${scenario.rows} a generation`,
    plural(generations, 'generation'),
    plural(replicates, 'replicate'),
    ...bias,
    `seed ${seed}`,
  ].join(' \u00b7 ');
}
