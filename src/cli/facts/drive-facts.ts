import type { DriveEvent } from '../../lab/drive/events.ts';
import { GENERATION_FILES, HOLDOUT, Layout, RESERVOIR } from '../../lab/drive/layout.ts';
import type { Recipe } from '../../lab/drive/recipe.ts';
import type { StepName } from '../../lab/drive/record.ts';
import { factOf, fileFact } from '../../ledger/files-fact.ts';
import type { FilesFact } from '../../ledger/kinds/parts.ts';
import { type Fact, fact } from '../../ledger/recorder.ts';
import { version } from '../version.ts';
import { cut, given, named } from './corpus-fact.ts';

interface DoneStep {
  readonly step: StepName;
  readonly generation: number;
  readonly result: 'done' | 'failed' | 'cancelled';
  readonly seconds: number;
  readonly error?: string;
}

/** Remembers what a drive does: the steps of this run, not those that were done before. */
export class DriveSteps {
  readonly #now: () => number;
  readonly #steps: DoneStep[] = [];
  #open: { readonly step: StepName; readonly generation: number; readonly since: number } | undefined;

  /** `now`: milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  meet(event: DriveEvent): void {
    if (event.kind === 'step') {
      this.#open = { step: event.step, generation: event.generation, since: this.#now() };
    } else if (event.kind === 'done' && !event.kept) this.#end('done');
  }

  /** The drive ended with an error. */
  fail(result: 'failed' | 'cancelled', error: string): void {
    this.#end(result, error);
  }

  #end(result: DoneStep['result'], error?: string): void {
    if (this.#open === undefined) return;
    const { step, generation, since } = this.#open;
    const seconds = Math.max(0, (this.#now() - since) / 1000);
    this.#steps.push({
      step,
      generation,
      result,
      seconds,
      ...given({ error: error === undefined ? undefined : cut(error, 2000) }),
    });
    this.#open = undefined;
  }

  /** The steps as facts; corpora that they read and wrote are read for their digests. */
  async facts(recipe: Recipe, driveFolder: string, folder: string): Promise<Fact[]> {
    if (this.#steps.length === 0) return [];
    const file = await fileFact(recipe.file, folder);
    const layout = new Layout(driveFolder);
    const facts: Fact[] = [];
    for (const { step, generation, result, seconds, error } of this.#steps) {
      const done = result === 'done';
      const { reads, writes } = filesOf(step, generation, layout);
      facts.push(
        fact('recipe.step', [{ type: 'job', id: named(folder, driveFolder) }], {
          recipe: file,
          step: generation === 0 ? step : `g${generation} ${step}`,
          position: generation,
          result,
          seconds,
          ...(done && reads.length > 0 ? { inputs: await corpora(reads, folder) } : {}),
          ...(done && writes.length > 0 ? { outputs: await corpora(writes, folder) } : {}),
          ...given({ error }),
          version: version(),
        }),
      );
    }
    return facts;
  }
}

/** Corpora of a step. Of a sample the set that its model was trained on: the model stands between them. */
function filesOf(step: StepName, generation: number, layout: Layout) {
  const at = (name: string) => layout.file(generation, name);
  const { mix, output } = GENERATION_FILES;
  if (step === 'human') return { reads: [], writes: [layout.at(RESERVOIR), layout.at(HOLDOUT)] };
  if (step === 'mix') return { reads: [], writes: [at(mix)] };
  if (step === 'sample') return { reads: [at(mix)], writes: [at(output)] };
  return { reads: step === 'train' ? [at(mix)] : [at(output)], writes: [] };
}

async function corpora(paths: readonly string[], folder: string): Promise<FilesFact[]> {
  const facts: FilesFact[] = [];
  for (const path of paths) {
    facts.push(factOf(named(folder, path), [await fileFact(path, folder)]));
  }
  return facts;
}
