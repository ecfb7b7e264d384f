import { OutcrossError } from '../../base/errors.ts';
import { DEFAULT_KEEP } from '../../quality/duplicates/keep.ts';
import { encodeNearIndex } from '../../quality/duplicates/near-index-codec.ts';
import type { RowEngine } from '../rows/row-engine.ts';
import type { RowFragment } from '../rows/row-job.ts';
import type { Decision, DedupEngine, DedupJob } from './dedup-engine.ts';
import {
  type DecidedCorpus,
  type DedupCorpusOptions,
  type DedupQuestion,
  noExample,
} from './dedup-question.ts';
import { readFingerprints } from './read-fingerprints.ts';
import { ToldRemovals } from './told-removals.ts';

/** Has an engine decide; here comes what goes, and what stays in its stead. */
export async function decideThere(
  engine: DedupEngine,
  question: DedupQuestion,
  options: DedupCorpusOptions,
): Promise<DecidedCorpus> {
  const { shards, spec, settings } = question;
  const answers = engine.dedup(jobOf(question, options), options);
  try {
    const told = new Told(answers);
    // There are no blocks to take.
    const taker = { add() {}, settle: async () => {} };
    const reading = { ...options, engine: told.reader(engine) };
    const read = await readFingerprints(shards, spec, { near: settings }, taker, reading);
    if (read.examples === 0) throw noExample(spec);
    const removals = new ToldRemovals(settings, read.firsts, read.examples);
    for (;;) {
      const decision = await told.decision();
      if (decision.kind === 'kept') removals.keep(decision);
      else if (decision.kind === 'removed') removals.remove(decision);
      else {
        const decided = removals.finish(decision);
        await told.end();
        return { read, ...decided, rounds: decision.rounds };
      }
    }
  } finally {
    await answers.return();
  }
}

function jobOf({ shards, spec, settings, reference }: DedupQuestion, { keep }: DedupCorpusOptions): DedupJob {
  return {
    shards,
    spec,
    settings,
    keep: keep ?? DEFAULT_KEEP,
    ...(reference === undefined ? {} : { reference: encodeNearIndex(reference.near) }),
    ...(reference?.runs === undefined ? {} : { runs: reference.runs }),
  };
}

/** What an engine tells: first of rows, then of decisions. */
class Told {
  readonly #answers: AsyncGenerator<RowFragment | Decision, void>;
  #first: Decision | undefined;

  constructor(answers: AsyncGenerator<RowFragment | Decision, void>) {
    this.#answers = answers;
  }

  /** An engine that gives the fragments of rows that have been asked for already. */
  reader(engine: DedupEngine): RowEngine {
    return { name: engine.name, run: (job, hooks) => engine.run(job, hooks), rows: () => this.#rows() };
  }

  async decision(): Promise<Decision> {
    const first = this.#first;
    this.#first = undefined;
    if (first !== undefined) return first;
    const step = await this.#answers.next();
    if (!step.done && isDecision(step.value)) return step.value;
    throw new OutcrossError('E_WORKER', 'the engine did not say what it decided');
  }

  /** Waits for the end, where what is missing is told. */
  async end(): Promise<void> {
    while (!(await this.#answers.next()).done);
  }

  async *#rows(): AsyncGenerator<RowFragment, void> {
    for (;;) {
      const step = await this.#answers.next();
      if (step.done) return;
      if (isDecision(step.value)) {
        this.#first = step.value;
        return;
      }
      yield step.value;
    }
  }
}

function isDecision(value: RowFragment | Decision): value is Decision {
  return value.kind === 'kept' || value.kind === 'removed' || value.kind === 'decided';
}
