import type { Assessment } from '../../compare/assess.ts';
import { toSignal } from '../../compare/estimate.ts';
import type { Margins } from '../../compare/margins.ts';
import type { Comparison } from '../../compare/pair.ts';
import { type Signal, signalKey } from '../../compare/signal.ts';
import { bringBack } from '../../lab/forecast/bring-back.ts';
import type { GenerationReport } from '../report.ts';
import { lostContentFindings } from './content-findings.ts';
import { diagnosisFinding } from './diagnosis.ts';
import { copyingNotMeasured, generationFindings, vanishedCategories } from './findings.ts';
import { lostOf } from './lost.ts';
import { marginOf } from './margin.ts';
import { originCounts, rankFrequency, summarise } from './summary.ts';
import { categoryRows, survivalBands } from './tables.ts';
import { DEFINITIONS, remedyText, type Story, why } from './wording.ts';

export interface GenerationOptions {
  readonly margins: Margins;
  /** Half width of an interval in standard errors. */
  readonly quantile: number;
  /** The last generation before this one whose verdict was healthy or narrow. */
  readonly lastGood: string | undefined;
  readonly first: boolean;
}

/** Training sets that the remedy looks ahead. */
const AHEAD = 10;

const SURVIVAL_ORDERS = [1, 2] as const;

/** One generation as a plain value. */
export function generationReport(
  comparison: Comparison,
  assessment: Assessment,
  options: GenerationOptions,
): GenerationReport {
  const { subject, measured, judgement, diagnosis, copying } = assessment;
  const { holdout, reservoir } = comparison.human;
  const signals = [...measured.values()].map((m) =>
    withMargin(toSignal(m, options.quantile), options.margins, comparison.roles),
  );
  const story = tell(comparison, assessment, signals, options);
  const profile = subject.profile;
  return {
    name: subject.name,
    verdict: judgement.verdict,
    why: why(story),
    definition: DEFINITIONS[judgement.verdict],
    remedy: remedyText(story),
    findings: [
      ...generationFindings(subject, signals, judgement),
      ...copyingNotMeasured(subject, copying),
      ...vanishedCategories(holdout, subject),
      ...lostContentFindings(comparison, subject),
      ...(diagnosis === undefined ? [] : [diagnosisFinding(diagnosis, subject.name)]),
    ],
    ...(diagnosis === undefined ? {} : { diagnosis }),
    signals,
    corpus: summarise(subject.name, profile),
    provenance: originCounts(profile),
    survival: SURVIVAL_ORDERS.flatMap((order) =>
      survivalBands(holdout, reservoir, subject, order, options.quantile),
    ),
    lost: lostOf(holdout, reservoir, subject, comparison.generations.length),
    rankFrequency: rankFrequency(comparison.tallies(subject, 1)),
    categories: categoryRows(comparison, subject),
    ...(story.tokensThatWouldDecide === undefined
      ? {}
      : { sampleThatWouldDecide: story.tokensThatWouldDecide }),
  };
}

function withMargin(signal: Signal, margins: Margins, roles: Comparison['roles']): Signal {
  const margin = marginOf(signalKey(signal), signal.direction, margins, roles);
  return margin === undefined ? signal : { ...signal, margin };
}

function tell(
  comparison: Comparison,
  assessment: Assessment,
  signals: readonly Signal[],
  options: GenerationOptions,
): Story {
  const { subject, judgement } = assessment;
  const { holdout, reservoir } = comparison.human;
  const keep = 1 - options.margins.level;
  const ill = judgement.verdict === 'early';
  const { modality } = holdout.profile.settings;
  const words = modality === 'text' || modality === 'code';
  const times = words ? judgement.timesTheSample : undefined;
  const types = assessment.measured.get('types[1]');
  return {
    name: subject.name,
    first: options.first,
    judgement,
    signals,
    content: words ? 'text' : 'examples',
    remedy: ill && words ? bringBack(holdout, reservoir, subject, { keep, generations: AHEAD }) : undefined,
    keep,
    lastGood: options.lastGood,
    tokensThatWouldDecide: times === undefined ? undefined : roundUp(times * comparison.options.tokens),
    // Two generations of this variance; the look spends about three standard errors.
    smallestFall:
      types === undefined
        ? undefined
        : fall(3 * Math.sqrt(2 * types.generation.variance), options.margins.trend),
  };
}

function fall(log: number, margin: number): number | undefined {
  const share = 1 - (1 - margin) * Math.exp(-log);
  return Number.isFinite(share) && share < 0.5 ? share : undefined;
}

/** Two significant digits, upwards. */
function roundUp(n: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(n)) - 1);
  return Math.ceil(n / unit) * unit;
}
