import { Rng } from '../../base/rng.ts';
import type { Example } from '../../corpus/example.ts';
import type { CorpusSpec } from '../../corpus/source.ts';
import {
  humanShareAbove,
  type MeasuredDetection,
  measureDetection,
} from '../../lm/suspicion/detection-rates.ts';
import {
  SCORERS,
  type Scorer,
  type SuspicionValues,
  suspicionScore,
  suspicionValues,
} from '../../lm/suspicion/scorers.ts';
import { HumanReference } from './human-reference.ts';
import { curvaturesIn } from './moments-file.ts';
import { type ReadHooks, readExamples } from './read-examples.ts';

/** Tokens (words, and the end) that a text must have where nothing else is said: shorter ones say next to nothing. */
export const DEFAULT_LEAST = 20;

export interface SuspicionJob {
  readonly corpus: CorpusSpec;
  readonly human: CorpusSpec;
  /** Texts whose origin is known, of the kind that is to be judged. */
  readonly labelled?: CorpusSpec;
  /** File of log-probabilities of a real model, by id of the corpus and of the labelled texts. */
  readonly logprobs?: string;
  /** Fewer tokens are too few: words, and the end. Default 20. */
  readonly least?: number;
}

/** One text. */
export interface SuspectText {
  readonly id: string;
  /** Words, and the end. */
  readonly tokens: number;
  readonly values: SuspicionValues;
  /** Place among the scored texts, 1 for the most suspicious; equals share the best. */
  readonly ranks: { readonly [S in Scorer]?: number };
  /** Share of the labelled human texts that look at least as suspicious. Absent without a calibration. */
  readonly humanShares: { readonly [S in Scorer]?: number };
}

export interface MeasuredScorer {
  readonly name: Scorer;
  /** Texts of the corpus that have the value. */
  readonly scored: number;
  /** What it finds on the labelled texts; absent where there are none of one kind: then it is not calibrated. */
  readonly measured?: MeasuredDetection;
}

export interface SuspicionResult {
  readonly texts: readonly SuspectText[];
  readonly tooShort: number;
  /** Texts of the corpus that stand in the reference: the model knows them by heart, so that they look blander than they are. */
  readonly inReference: number;
  readonly reference: { readonly examples: number };
  /** Labelled texts that were left out of the calibration. */
  readonly leftOut: { readonly inReference: number; readonly otherOrigin: number; readonly tooShort: number };
  readonly scorers: readonly MeasuredScorer[];
}

/**
 * Scores every text of a corpus by what hints at a machine, and measures on labelled texts what the scores are worth. It says nothing of any text's
 * origin: zero-shot scores are hints. The corpus's texts are held in memory as numbers, the reference as text.
 */
export async function suspectCorpus(job: SuspicionJob, hooks: ReadHooks): Promise<SuspicionResult> {
  const reference = await HumanReference.read(job.human, hooks);
  const curvatures =
    job.logprobs === undefined ? undefined : await curvaturesIn(job.logprobs, hooks.onBadRow);
  const gauge = new Gauge(reference, curvatures, job.least ?? DEFAULT_LEAST);
  const labelled = new Labelled();
  if (job.labelled !== undefined) {
    for await (const example of readExamples(job.labelled, hooks)) labelled.add(example, gauge);
  }
  const texts: Weighed[] = [];
  let [tooShort, inReference] = [0, 0];
  for await (const example of readExamples(job.corpus, hooks)) {
    const weighed = gauge.weigh(example);
    if (weighed === undefined) tooShort++;
    else {
      texts.push({ id: example.id, ...weighed });
      if (reference.holds(example.text)) inReference++;
    }
  }
  const names = SCORERS.filter((name) => name !== 'fast-detect-gpt' || curvatures !== undefined);
  return {
    texts: ranked(texts, names, labelled),
    tooShort,
    inReference,
    reference: { examples: reference.examples },
    leftOut: labelled.leftOut,
    scorers: names.map((name) => {
      const measured = labelled.measure(name);
      const scored = texts.filter(({ values }) => values[name] !== undefined).length;
      return { name, scored, ...(measured === undefined ? {} : { measured }) };
    }),
  };
}

type Weighed = Pick<SuspectText, 'id' | 'tokens' | 'values'>;

/** Gives the values of texts. */
class Gauge {
  readonly reference: HumanReference;
  readonly #curvatures: ReadonlyMap<string, number> | undefined;
  readonly #least: number;

  constructor(reference: HumanReference, curvatures: ReadonlyMap<string, number> | undefined, least: number) {
    this.reference = reference;
    this.#curvatures = curvatures;
    this.#least = least;
  }

  /** Undefined for a text that is too short. */
  weigh({ id, text }: Example): Omit<Weighed, 'id'> | undefined {
    const surprises = this.reference.surprises(text);
    if (surprises === undefined || surprises.length < this.#least) return undefined;
    const curvature = this.#curvatures?.get(id);
    const values = suspicionValues(surprises, undefined);
    return {
      tokens: surprises.length,
      values: curvature === undefined ? values : { ...values, 'fast-detect-gpt': curvature },
    };
  }
}

/** Scores of one kind of labelled texts. */
class Kind {
  readonly scores: number[] = [];
  readonly groups: string[] = [];
}

/** Labelled texts, by scorer and kind. */
class Labelled {
  readonly leftOut = { inReference: 0, otherOrigin: 0, tooShort: 0 };
  readonly #kinds = new Map(SCORERS.map((name) => [name, { human: new Kind(), synthetic: new Kind() }]));

  add(example: Example, gauge: Gauge): void {
    const origin = example.provenance?.origin;
    if (origin !== 'human' && origin !== 'synthetic') {
      this.leftOut.otherOrigin++;
      return;
    }
    if (gauge.reference.holds(example.text)) {
      this.leftOut.inReference++;
      return;
    }
    const weighed = gauge.weigh(example);
    if (weighed === undefined) {
      this.leftOut.tooShort++;
      return;
    }
    for (const [name, kinds] of this.#kinds) {
      const value = weighed.values[name];
      if (value === undefined) continue;
      kinds[origin].scores.push(suspicionScore(name, value));
      kinds[origin].groups.push(example.group);
    }
  }

  measure(name: Scorer): MeasuredDetection | undefined {
    const { human, synthetic } = this.#kinds.get(name)!;
    return measureDetection(human, synthetic, new Rng(`suspicion ${name}`));
  }

  /** Scores of the human texts, the highest first; undefined where there are none. */
  human(name: Scorer): Float64Array | undefined {
    const { scores } = this.#kinds.get(name)!.human;
    return scores.length === 0 ? undefined : Float64Array.from(scores).sort().reverse();
  }
}

function ranked(texts: readonly Weighed[], names: readonly Scorer[], labelled: Labelled): SuspectText[] {
  const ranks: { [S in Scorer]?: number }[] = texts.map(() => ({}));
  const shares: { [S in Scorer]?: number }[] = texts.map(() => ({}));
  for (const name of names) {
    const people = labelled.human(name);
    const scores = texts.map(({ values }) =>
      values[name] === undefined ? undefined : suspicionScore(name, values[name]),
    );
    const order = [...scores.keys()]
      .filter((i) => scores[i] !== undefined)
      .sort((a, b) => scores[b]! - scores[a]!);
    for (const [place, i] of order.entries()) {
      const before = order[place - 1];
      const ties = before !== undefined && scores[before] === scores[i];
      ranks[i][name] = ties ? ranks[before][name]! : place + 1;
      if (people !== undefined) shares[i][name] = humanShareAbove(people, scores[i]!);
    }
  }
  return texts.map((text, i) => ({ ...text, ranks: ranks[i], humanShares: shares[i] }));
}
