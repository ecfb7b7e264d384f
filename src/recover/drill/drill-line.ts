import { join } from 'node:path';
import type { CheckedLine } from '../../compare/check-line.ts';
import { loadProfile } from '../../engine/load-profile.ts';
import { anchorCorpus } from '../../engine/rows/anchor-corpus.ts';
import type { Profile } from '../../profile/profile.ts';
import { isCollapse } from '../phase.ts';
import type { RecoveryPlan } from '../plan.ts';
import { checkDrill } from './check-drill.ts';
import { copyHuman, DRILL_FIELDS, type DrillSource } from './copy-human.ts';
import type { DrillHooks } from './hooks.ts';
import { mixDrill } from './mix-drill.ts';
import { planDrill } from './plan-drill.ts';
import type { DrillVerdict } from './result.ts';
import { writeGeneration } from './write-generation.ts';

/** Generations of a line that is to collapse: the first learns from human text. Where it does not by then, it has a few more. */
const GENERATIONS = 3;
const MOST_GENERATIONS = 5;

/** Not that of the workspace: its own holdout is what that would leave nothing of. */
const SALT = 'outcross-drill';

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
    const document = await anchorCorpus({ inputs: [human], ...DRILL_FIELDS }, this.#anchor, {
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
    const { checked, verdict } = await checkDrill(this.#anchor, this.#generations);
    this.#checked = checked;
    return verdict;
  }

  /** The plan, and what it comes to in a few words. */
  recover(): Promise<{ plan: RecoveryPlan; words: string }> {
    const { signal } = this.#hooks;
    return planDrill(this.#folder, this.#anchor, this.#generations, { checked: this.#checked!, signal });
  }

  /** Builds the set that the plan asks for. */
  mix(plan: RecoveryPlan): Promise<{ examples: number; human: number }> {
    return mixDrill(plan, this.#anchor, this.#at('mix.jsonl'), this.#hooks.signal);
  }

  /** The generation that learns from the mix. */
  async retrain(): Promise<string> {
    await this.#write(this.#at('mix.jsonl'));
    return this.#generations.at(-1)!.name;
  }
}
