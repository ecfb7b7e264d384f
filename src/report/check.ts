import { OutcrossError } from '../base/errors.ts';
import { assessLine } from '../compare/assess.ts';
import { DEFAULT_MARGINS, type Margins } from '../compare/margins.ts';
import { Comparison, commonSizes } from '../compare/pair.ts';
import type { Verdict } from '../compare/verdict.ts';
import { DEFAULT_ORDER } from '../lm/ngram-builder.ts';
import { type Profile, requireAlike, restrictProfile } from '../profile/profile.ts';
import { total } from '../profile/tally.ts';
import { BLOCKS } from '../sketch/type-table.ts';
import { assembleReport } from './assemble/assemble.ts';
import type { Report } from './report.ts';

/** What a check looks at. Profiles of one version and tokeniser. */
export interface CheckInput {
  /** Successive generations of one line, first to last. At least one. */
  readonly generations: readonly { readonly name: string; readonly profile: Profile }[];
  /** Human text, measured against. Split in two by group where no reservoir is given. */
  readonly against: Profile;
  /** Other human text, like the first: what human against human gives. */
  readonly reservoir?: Profile;
  /** What the generations were trained on, to tell copying. */
  readonly training?: Profile;
}

export interface CheckOptions {
  /** Error rate of intervals and of the level tests. Default .05. */
  readonly alpha?: number;
  /** Margins other than the calibrated ones. */
  readonly margins?: Partial<Margins>;
  /** Verdicts that fail the gate. Default early and late. */
  readonly failOn?: readonly Verdict[];
  /** Tokens to bring all corpora to; default as many as the smallest has. */
  readonly tokens?: number;
  /** Order of the n-gram models of perplexity. Default 5. */
  readonly lmOrder?: number;
  /** Version to print. */
  readonly version?: string;
  /** Called before each generation is measured. */
  readonly onGeneration?: (name: string) => void;
}

/** Least examples a corpus needs: below, no block error exists. */
const FEWEST_EXAMPLES = 4;

/**
 * Checks a line of generations against human text. The holdout is what is measured against; the reservoir, measured the same
 * way, is the baseline. Throws `E_MERGE` for profiles that were not made alike, `E_EMPTY` for one with too little in it,
 * `E_OPTION` for an option out of range.
 */
export function check(input: CheckInput, options: CheckOptions = {}): Report {
  const alpha = inRange('alpha', options.alpha ?? 0.05, 1e-6, 0.5);
  const margins = { ...DEFAULT_MARGINS, ...options.margins };
  inRange('margin', margins.level, 0.001, 0.9);
  const { holdout, reservoir } = humanSides(input);
  const line = input.generations;
  if (line.length === 0) throw new OutcrossError('E_NO_INPUT', 'there is no generation to check');
  requireComparable(input, holdout, reservoir);
  const sizes = commonSizes(
    reservoir,
    holdout,
    line.map((g) => g.profile),
    options.tokens,
  );
  const lmOrder = options.lmOrder ?? DEFAULT_ORDER;
  const human =
    input.training === undefined ? { holdout, reservoir } : { holdout, reservoir, training: input.training };
  const comparison = new Comparison(human, line, { ...sizes, lmOrder });
  const progress = options.onGeneration === undefined ? {} : { onGeneration: options.onGeneration };
  const assessed = assessLine(comparison, { alpha, margins, ...progress });
  return assembleReport(comparison, assessed, {
    version: options.version ?? 'unknown',
    alpha,
    margins,
    failOn: options.failOn ?? ['early', 'late'],
    split: input.reservoir === undefined,
  });
}

/** Blocks hold whole groups, so that halving the blocks splits by group without reading anything again. */
function humanSides({ against, reservoir }: CheckInput): { holdout: Profile; reservoir: Profile } {
  if (reservoir !== undefined) return { holdout: against, reservoir };
  return {
    holdout: restrictProfile(against, (block) => block < BLOCKS / 2),
    reservoir: restrictProfile(against, (block) => block >= BLOCKS / 2),
  };
}

function requireComparable(input: CheckInput, holdout: Profile, reservoir: Profile): void {
  const split = input.reservoir === undefined;
  const all = [
    { name: split ? 'the human text, halved by group,' : 'the human text (--against)', profile: holdout },
    { name: split ? 'the human text, halved by group,' : 'the human text (--reservoir)', profile: reservoir },
    ...input.generations,
    ...(input.training === undefined ? [] : [{ name: 'the training set', profile: input.training }]),
  ];
  for (const { name, profile } of all) {
    requireAlike(holdout.settings, profile.settings, 'compare');
    const examples = total(profile.tally.examples);
    if (examples >= FEWEST_EXAMPLES) continue;
    throw new OutcrossError(
      'E_EMPTY',
      `${name} holds ${examples} examples; a check needs at least ${FEWEST_EXAMPLES}`,
      {
        where: name,
        hint: split
          ? 'Give more human text, a finer --group-field, or a second human corpus with --reservoir.'
          : 'Give more text.',
      },
    );
  }
}

function inRange(name: string, value: number, low: number, high: number): number {
  if (value >= low && value <= high) return value;
  throw new OutcrossError('E_OPTION', `${name} must lie in ${low} to ${high}, not ${value}`, {
    where: `--${name}`,
  });
}
