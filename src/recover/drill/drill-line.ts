import { join } from 'node:path';
import { type CheckedLine, checkLineSteps } from '../../compare/check-line.ts';
import { toSignal } from '../../compare/estimate.ts';
import { loadProfile } from '../../engine/load-profile.ts';
import { anchorCorpus } from '../../engine/rows/anchor-corpus.ts';
import type { ObservedGeneration } from '../../lab/forecast/observed.ts';
import { loadMixAnchor } from '../../mix/load-anchor.ts';
import { buildPrepared, prepareMix } from '../../mix/mix.ts';
import { requirePossible } from '../../mix/plan.ts';
import { DEFAULT_POLICY, type Policy } from '../../mix/policy.ts';
import type { Profile } from '../../profile/profile.ts';
import { studentQuantile } from '../../stats/student-t.ts';
import { NO_STORY } from '../ledger-story.ts';
import { isCollapse } from '../phase.ts';
import type { RecoveryPlan } from '../plan.ts';
import { recover } from '../recover.ts';
import type { Situation } from '../situation.ts';
import { copyHuman, type DrillSource } from './copy-human.ts';
import type { DrillHooks, DrillVerdict } from './drill.ts';
import { writeGeneration } from './write-generation.ts';

export type { DrillSource } from './copy-human.ts';

/** Generations of a line that is to collapse: the first learns from human text. Where it does not by then, it has a few more. */
const GENERATIONS = 3;
const MOST_GENERATIONS = 5;

/** Not that of the workspace: its own holdout is what that would leave nothing of. */
const SALT = 'outcross-drill';

/** The signal that says how much of the tail a generation holds: pairs of words go first. */
const TAIL = 'tail.coverage[2,10%]';

/** A line that collapses in a folder of its own. Its methods are called in order, once each, `check` twice. */
export class DrillLine {
  readonly #source: DrillSource;
  readonly #folder: string;
  readonly #hooks: DrillHooks;
  readonly #generations: { readonly name: string; readonly path: string; readonly profile: Profile }[] = [];
  #examples = 0;
  #checked: CheckedLine | undefined;

  constructor(source: DrillSource, folder: string, hooks: DrillHooks) {
    this.#source = source;
    this.#folder = folder;
    this.#hooks = hooks;
  }

  #at(name: string): string {
    return join(this.#folder, name);
  }

  get #anchor(): string {
    return this.#at('anchor');
  }

  /** Copies human text, and splits it. */
  async prepare(): Promise<{ reservoir: number; holdout: number }> {
    const { signal } = this.#hooks;
    const human = this.#at('human.jsonl');
    await copyHuman(this.#source, human, signal);
    const fields = { groupField: 'group', categoryField: 'category' };
    const document = await anchorCorpus({ inputs: [human], ...fields }, this.#anchor, {
      holdout: 0.25,
      salt: SALT,
      signal,
    });
    // A fifth of what the first learns from, so that what is rare dies soon.
    this.#examples = Math.max(50, Math.round(document.reservoir.examples / 5));
    return { reservoir: document.reservoir.examples, holdout: document.holdout.examples };
  }

  /** Each generation learns from the one before, and from nothing else. */
  async collapse(): Promise<number> {
    let trainedOn = join(this.#anchor, 'reservoir.jsonl');
    for (let i = 1; i <= GENERATIONS; i++) trainedOn = await this.#write(trainedOn);
    return GENERATIONS;
  }

  /** The first verdict that is a collapse, else that on the last generation that is tried. */
  async find(): Promise<DrillVerdict> {
    for (;;) {
      const found = await this.check();
      if (isCollapse(found.verdict) || this.#generations.length >= MOST_GENERATIONS) return found;
      await this.#write(this.#generations.at(-1)!.path);
    }
  }

  async #write(trainedOn: string): Promise<string> {
    const { signal } = this.#hooks;
    const generation = this.#generations.length + 1;
    const path = this.#at(`g${generation}.jsonl`);
    await writeGeneration({ trainedOn, generation, examples: this.#examples, path, signal });
    const profile = await loadProfile({ inputs: [path] }, { signal, workers: 0 });
    this.#generations.push({ name: `g${generation}`, path, profile });
    return path;
  }

  /** The verdict on the newest generation. */
  async check(): Promise<DrillVerdict> {
    const human = await loadMixAnchor(this.#anchor);
    const generations: ObservedGeneration[] = this.#generations;
    const steps = checkLineSteps({ against: human.holdout, reservoir: human.reservoir, generations });
    for (;;) {
      const step = steps.next();
      if (step.done) return this.#verdict((this.#checked = step.value));
    }
  }

  #verdict({ assessed, alpha }: CheckedLine): DrillVerdict {
    const { subject, judgement, measured } = assessed.generations.at(-1)!;
    const tail = measured.get(TAIL);
    const signal =
      tail === undefined ? undefined : toSignal(tail, studentQuantile(1 - alpha / 2, assessed.freedom));
    return {
      generation: subject.name,
      verdict: judgement.verdict,
      ...(signal === undefined ? {} : { tail: { ratio: signal.ratio, interval: signal.interval } }),
    };
  }

  async recover(): Promise<RecoveryPlan & { readonly words: string }> {
    const checked = this.#checked!;
    const verdicts = checked.assessed.generations.map(({ judgement }) => judgement.verdict);
    const situation: Situation = {
      line: 'drill',
      checked,
      generations: this.#generations.map(({ name, path }, i) => ({
        name,
        corpus: [path],
        verdict: verdicts[i],
      })),
      place: this.#generations.length - 1,
      why: '',
      advice: '',
      story: NO_STORY,
      reservoir: {
        inputs: [join(this.#anchor, 'reservoir.jsonl')],
        groupField: 'group',
        categoryField: 'category',
      },
      anchor: this.#anchor,
      policy: DEFAULT_POLICY,
      policySection: {},
      next: { output: this.#at('mix.jsonl'), exists: false },
      mixPlace: '',
    };
    const plan = await recover(situation, {
      folder: this.#at('recovery'),
      signal: this.#hooks.signal,
      workers: 0,
    });
    return { ...plan, words: planWords(plan) };
  }

  /** Builds the set that the plan asks for. */
  async mix(plan: RecoveryPlan): Promise<{ examples: number; human: number }> {
    const { signal } = this.#hooks;
    const policy: Policy = {
      ...DEFAULT_POLICY,
      human: { minimum: plan.phase === 'early' ? plan.needed.humanShare : DEFAULT_POLICY.human.minimum },
    };
    const anchor = await loadMixAnchor(this.#anchor);
    const prepared = await prepareMix({ inputs: mixInputs(plan) }, policy, { anchor, signal, workers: 0 });
    requirePossible(prepared.plan, 'the policy of the drill');
    // Held against the anchor by the check that follows.
    const { manifest } = await buildPrepared({ ...prepared, anchor: undefined } as typeof prepared, {
      output: this.#at('mix.jsonl'),
      signal,
      workers: 0,
    });
    const human = manifest.composition.byOrigin.find(({ value }) => value === 'human')?.examples ?? 0;
    return { examples: manifest.composition.examples, human };
  }

  /** The generation that learns from the mix. */
  async retrain(): Promise<string> {
    await this.#write(this.#at('mix.jsonl'));
    return this.#generations.at(-1)!.name;
  }
}

/** The corpora that the plan's own command names. */
function mixInputs(plan: RecoveryPlan): readonly string[] {
  if (plan.phase === 'late') return plan.keep;
  return plan.phase === 'early' ? plan.inputs : [];
}

function planWords(plan: RecoveryPlan): string {
  if (plan.phase === 'early') {
    const { needed, selection } = plan;
    return `${Math.round(needed.humanShare * 100)}% human data, ${selection?.examples ?? 0} chosen examples`;
  }
  return plan.phase === 'late' ? `back to ${plan.lastHealthy?.name ?? 'human data'}` : 'nothing to recover';
}
