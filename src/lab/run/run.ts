import { availableParallelism } from 'node:os';
import { scenarioOf } from '../scenarios/catalogue.ts';
import { runReplicates } from '../workers/replicates.ts';
import { workerFile } from '../workers/worker-file.ts';
import { runReplicate } from './replicate.ts';
import type { LabRun, LabSettings } from './result.ts';
import { RunFolder } from './run-folder.ts';
import { armsOf } from './settings.ts';
import { summarise } from './summarise.ts';
import type { ReplicateTask, Track } from './task.ts';

export interface RunHooks {
  /** Threads; 0 works in the calling one. Default: by the size of the run. The result does not depend on it. */
  readonly workers?: number;
  readonly signal?: AbortSignal;
  /** Finished generations of all replicates, and how many there are. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Keeps what is finished in this folder. */
  readonly out?: { readonly folder: string; readonly resume: boolean };
  readonly version: string;
}

/** Milliseconds between two looks at the counter that jobs share. */
const LOOK = 200;

/** Rows drawn below which threads cost more time to start than they save. */
const WORTH_A_WORKER = 5e6;

/**
 * Runs a scenario, every arm and replicate, and summarises it. The same settings give the same value, whatever the number of
 * workers, and whether it was interrupted and resumed or not. Throws as learners and loops do, `E_INTERRUPTED` where the signal
 * is given, and as `RunFolder.open` does.
 */
export async function runLab(settings: LabSettings, hooks: RunHooks): Promise<LabRun> {
  const { out } = hooks;
  if (out === undefined) return summarise(settings, await allTracks(settings, hooks), hooks.version);
  const folder = await RunFolder.open(out.folder, settings, out.resume);
  try {
    return summarise(settings, await allTracks(settings, hooks, folder), hooks.version);
  } finally {
    await folder.close();
  }
}

interface Job {
  readonly arm: number;
  readonly key: string;
  readonly task: ReplicateTask;
}

/** Tracks by arm and replicate: those that are kept, and those that are run now. */
async function allTracks(settings: LabSettings, hooks: RunHooks, folder?: RunFolder): Promise<Track[][]> {
  const jobs = jobsOf(settings, folder);
  const kept = await Promise.all(jobs.map(({ key }) => folder?.track(key)));
  const open = jobs.filter((_, i) => kept[i] === undefined);
  const ticks = new Int32Array(new SharedArrayBuffer(4));
  const perJob = settings.generations + 1;
  Atomics.add(ticks, 0, (jobs.length - open.length) * perJob);
  const tell = () => hooks.onProgress?.(Atomics.load(ticks, 0), jobs.length * perJob);
  tell();
  const watch = setInterval(tell, LOOK);
  const writes: Promise<void>[] = [];
  // What cannot be kept need not be computed: the first write that fails ends the run at the next result.
  let broken: { readonly error: unknown } | undefined;
  try {
    const run = await runReplicates<ReplicateTask, Track>({
      jobs: open.map(({ task }) => ({ ...task, ticks })),
      run: runReplicate,
      file: workerFile(import.meta.url, 'worker'),
      workers: hooks.workers ?? workersFor(settings, open.length),
      ...(hooks.signal === undefined ? {} : { signal: hooks.signal }),
      onResult: (track, index) => {
        if (broken !== undefined) throw broken.error;
        const kept = folder?.keep(open[index].key, track);
        if (kept !== undefined) writes.push(kept.catch((error: unknown) => void (broken ??= { error })));
        tell();
      },
    });
    await Promise.all(writes);
    if (broken !== undefined) throw broken.error;
    const fresh = run.values();
    const tracks = kept.map((track) => track ?? fresh.next().value!);
    return armsOf(settings).map((_, arm) => tracks.filter((_, i) => jobs[i].arm === arm));
  } finally {
    clearInterval(watch);
    await Promise.all(writes);
  }
}

function jobsOf(settings: LabSettings, folder: RunFolder | undefined): Job[] {
  const { learner, samples, parameters, text, seed, generations, real } = settings;
  const slow = scenarioOf(settings.scenario).slow === true;
  const experiment = { learner, samples, parameters, seed, ...(text === undefined ? {} : { text }) };
  return armsOf(settings).flatMap((arm, at) =>
    Array.from({ length: settings.replicates }, (_, replicate) => {
      const key = `arm-${at + 1}-replicate-${replicate + 1}`;
      const task: ReplicateTask = {
        scenario: settings.scenario,
        experiment,
        arm,
        generations,
        replicate,
        ...(real === undefined ? {} : { real }),
        ...(folder !== undefined && slow ? { checkpoint: folder.checkpoint(key) } : {}),
      };
      return { arm: at, key, task };
    }),
  );
}

function workersFor({ scenario, samples, generations }: LabSettings, jobs: number): number {
  const rows = samples * (generations + 1) * jobs;
  if (jobs < 2 || (scenarioOf(scenario).slow !== true && rows < WORTH_A_WORKER)) return 0;
  return Math.min(availableParallelism(), jobs);
}
