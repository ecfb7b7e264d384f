import { Rng } from '../../src/base/rng.ts';
import { assessLine } from '../../src/compare/assess.ts';
import { logRatio } from '../../src/compare/estimate.ts';
import { DEFAULT_MARGINS, ROLES } from '../../src/compare/margins.ts';
import { Comparison, commonSizes } from '../../src/compare/pair.ts';
import type { Verdict } from '../../src/compare/verdict.ts';
import type { Example } from '../../src/corpus/example.ts';
import type { HumanCorpus } from './corpora.ts';
import { dealGroups, profileOf, tokensOf } from './draw.ts';
import type { Job } from './jobs.ts';
import { runLoop } from './loops.ts';

/** What became of one job. */
export interface Outcome {
  readonly job: Job;
  readonly verdicts: readonly Verdict[];
  /** Ratio of each health signal by generation, for looking at margins. */
  readonly ratios: Readonly<Record<string, readonly number[]>>;
}

/** Only what decides a verdict is measured. */
const ONLY: ReadonlySet<string> = new Set(
  Object.values(ROLES).flatMap((keys) => keys.map((key) => key.replace(/\[.*/, ''))),
);

export const ALPHA = 0.05;

/** Undefined where the corpus is too small for the job. */
export function runJob(job: Job, corpus: HumanCorpus): Outcome | undefined {
  const rng = new Rng(`${job.kind}/${corpus.name}/${job.tokens}/${job.generations}/${job.seed}`);
  const parts = job.kind === 'human' ? humanParts(job, corpus, rng) : loopParts(job, corpus, rng);
  if (parts === undefined) return undefined;
  const { holdout, reservoir, generations } = parts;
  const sides = { holdout: profileOf(holdout), reservoir: profileOf(reservoir) };
  const line = generations.map((examples, g) => ({ name: `g${g + 1}`, profile: profileOf(examples) }));
  const sizes = commonSizes(
    sides.reservoir,
    sides.holdout,
    line.map((g) => g.profile),
  );
  const comparison = new Comparison(sides, line, { ...sizes, lmOrder: 5, only: ONLY });
  const assessed = assessLine(comparison, { alpha: ALPHA, margins: DEFAULT_MARGINS });
  const ratios: Record<string, number[]> = {};
  for (const key of ROLES.health) {
    ratios[key] = assessed.generations.map((g) => {
      const measured = g.measured.get(key);
      return measured === undefined ? Number.NaN : Math.exp(logRatio(measured));
    });
  }
  return { job, verdicts: assessed.generations.map((g) => g.judgement.verdict), ratios };
}

interface Parts {
  readonly holdout: Example[];
  readonly reservoir: Example[];
  readonly generations: readonly Example[][];
}

/** Parts of the corpus that share no group. Where it is small, the reference is smaller than the generations. */
function humanParts(job: Job, corpus: HumanCorpus, rng: Rng): Parts | undefined {
  const all = corpus.examples.reduce((sum, example) => sum + tokensOf(example), 0);
  const human = Math.min(job.tokens, Math.floor(0.47 * (all - 1.02 * job.generations * job.tokens)));
  if (human < 0.3 * job.tokens) return undefined;
  const sizes = [human, human, ...Array.from({ length: job.generations }, () => job.tokens)];
  const parts = dealGroups(corpus.examples, sizes, rng);
  return parts === undefined
    ? undefined
    : { holdout: parts[0], reservoir: parts[1], generations: parts.slice(2) };
}

/** Models learn from groups that neither holdout nor reservoir holds. */
function loopParts(job: Job, corpus: HumanCorpus, rng: Rng): Parts | undefined {
  if (job.kind === 'human') return undefined;
  const parts = dealGroups(corpus.examples, [job.tokens, job.tokens, 2 * job.tokens], rng.split('deal'));
  if (parts === undefined) return undefined;
  const [holdout, reservoir, human] = parts;
  return {
    holdout,
    reservoir,
    generations: runLoop(job.kind, human, job.tokens, job.generations, rng.split('loop')),
  };
}
