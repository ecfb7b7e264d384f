import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OutcrossError } from '../../base/errors.ts';
import { isCollapse } from '../phase.ts';
import type { DrillSource } from './copy-human.ts';
import { DrillLine } from './drill-line.ts';
import type { DrillHooks } from './hooks.ts';
import {
  DRILL_SCHEMA,
  type DrillResult,
  type DrillStep,
  type DrillVerdict,
  SCENARIO,
  type StepName,
} from './result.ts';

/**
 * Tries the response to a collapse on a line of n-gram models that are trained on each other's output alone: makes the trouble, finds it,
 * plans, mixes, trains anew and checks again. Nothing of it stays. Throws as its steps do, `E_INTERRUPTED` on a signal; a step that has not
 * the effect that it should ends the drill as failed.
 */
export async function runDrill(source: DrillSource, hooks: DrillHooks): Promise<DrillResult> {
  const folder = await mkdtemp(join(hooks.temporary ?? tmpdir(), 'outcross-drill-'));
  try {
    await mkdir(join(folder, 'line'));
    return await respond(new DrillLine(source, join(folder, 'line'), hooks), hooks);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Times steps, and stops between them on a signal. */
class Watchman {
  readonly steps: DrillStep[] = [];
  readonly #hooks: DrillHooks;
  readonly #begun: number;

  constructor(hooks: DrillHooks) {
    this.#hooks = hooks;
    this.#begun = hooks.now();
  }

  async step<T>(
    name: StepName,
    work: () => Promise<T>,
    note: (result: T) => string,
    fits?: (result: T) => boolean,
  ): Promise<T> {
    const { signal, now, onStep } = this.#hooks;
    if (signal.aborted) throw interrupted();
    onStep?.(name);
    const at = now();
    const result = await work();
    if (signal.aborted) throw interrupted();
    const passed = fits?.(result) ?? true;
    this.steps.push({
      name,
      seconds: (now() - at) / 1000,
      result: passed ? 'passed' : 'failed',
      note: note(result),
    });
    return result;
  }

  get seconds(): number {
    return (this.#hooks.now() - this.#begun) / 1000;
  }
}

function interrupted(): OutcrossError {
  return new OutcrossError('E_INTERRUPTED', 'the drill was stopped: nothing of it is left', {
    hint: 'Run the same command again.',
  });
}

const collapsing = ({ verdict }: DrillVerdict) => isCollapse(verdict);

/** No collapse, and more of the tail where that is known. */
function isBetter(before: DrillVerdict, after: DrillVerdict): boolean {
  if (collapsing(after)) return false;
  if (before.tail === undefined || after.tail === undefined) return true;
  return after.tail.interval[0] > before.tail.interval[1];
}

async function respond(line: DrillLine, hooks: DrillHooks): Promise<DrillResult> {
  const watch = new Watchman(hooks);
  const done = (worked: boolean, verdicts: Pick<DrillResult, 'before' | 'after'>): DrillResult => ({
    schema: DRILL_SCHEMA,
    scenario: SCENARIO,
    steps: watch.steps,
    seconds: watch.seconds,
    worked,
    ...verdicts,
  });
  await watch.step(
    'prepare',
    () => line.prepare(),
    ({ reservoir, holdout }) => `${reservoir} human examples, ${holdout} held out`,
  );
  await watch.step(
    'collapse',
    () => line.collapse(),
    (generations) => `${generations} generations, each trained on the one before alone`,
  );
  const before = await watch.step('check', () => line.find(), verdictWords, collapsing);
  if (!collapsing(before)) return done(false, { before });
  const { plan } = await watch.step(
    'recover',
    () => line.recover(),
    ({ words }) => words,
  );
  await watch.step(
    'mix',
    () => line.mix(plan),
    ({ examples, human }) => `${examples} examples, ${human} of them human`,
  );
  await watch.step(
    'retrain',
    () => line.retrain(),
    (name) => `${name}, trained on the mix`,
  );
  const after = await watch.step(
    'check again',
    () => line.check(),
    verdictWords,
    (one) => isBetter(before, one),
  );
  return done(isBetter(before, after), { before, after });
}

function verdictWords({ generation, verdict, tail }: DrillVerdict): string {
  if (tail === undefined) return `${generation} is ${verdict}`;
  const [low, high] = tail.interval.map((end) => end.toFixed(2));
  return `${generation} is ${verdict}, tail of 2-grams ${tail.ratio.toFixed(2)} of human [${low}, ${high}]`;
}
