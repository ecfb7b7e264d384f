import { setImmediate } from 'node:timers/promises';
import { Rng } from '../../base/rng.ts';
import { loopOf } from '../loops/catalogue.ts';
import { scenarioOf } from '../scenarios/catalogue.ts';
import type { Experiment } from '../scenarios/scenario.ts';
import { runWeb } from '../web/web.ts';
import { isWeb, WEB, webOf } from '../web/web-entry.ts';
import { biasOf } from './bias.ts';
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import { type Finished, runLine } from './line.ts';
import type { ReplicateTask, Track } from './task.ts';

/** Runs one replicate, from its checkpoint on where there is one. Throws as its loop and its learner do. */
export async function runReplicate(task: ReplicateTask): Promise<Track> {
  const experiment = await experimentOf(task);
  const path = task.checkpoint;
  let finished = path === undefined ? undefined : await readCheckpoint(path);
  const resumed = finished?.outputs.length ?? 0;
  tick(task, resumed);
  for await (finished of steps(task, experiment, finished)) {
    tick(task, 1);
    if (path !== undefined) await writeCheckpoint(path, finished);
    // Signals and other jobs of this thread are heard between generations.
    await setImmediate();
  }
  const { values = [], outputs = [] } = finished ?? {};
  // The outputs of a web are those of all its models together: no line.
  if (experiment.verdicts === undefined || isWeb(task.arm.loop)) return { values };
  return { values, verdicts: await experiment.verdicts(outputs) };
}

function steps(
  task: ReplicateTask,
  experiment: Experiment,
  finished: Finished<unknown> | undefined,
): AsyncGenerator<Finished<unknown>, void> {
  const { arm, generations } = task;
  const { samples, seed } = task.experiment;
  const bias = biasOf(arm);
  const shared = {
    experiment,
    samples,
    // Arms share the streams of a replicate, so that they are paired.
    rng: new Rng(seed).split(`replicate ${task.replicate}`),
    ...(bias === undefined ? {} : { bias }),
    ...(finished === undefined ? {} : { finished }),
  };
  if (isWeb(arm.loop)) return runWeb({ ...shared, web: webOf(arm.loop), years: generations });
  return runLine({ ...shared, loop: loopOf(arm.loop, task.real, [WEB.name]), generations });
}

function tick({ ticks }: ReplicateTask, by: number): void {
  if (ticks !== undefined && by > 0) Atomics.add(ticks, 0, by);
}

/** The last experiment of this thread: what its replicates have in common, such as human text, is read once. */
let last: { readonly key: string; readonly experiment: Promise<Experiment> } | undefined;

function experimentOf({ scenario, experiment }: ReplicateTask): Promise<Experiment> {
  const key = JSON.stringify([scenario, experiment]);
  if (last?.key === key) return last.experiment;
  const own = { key, experiment: scenarioOf(scenario).load(experiment) };
  last = own;
  // What could not be loaded, such as text that was not there yet, may load the next time.
  own.experiment.catch(() => {
    if (last === own) last = undefined;
  });
  return own.experiment;
}
