import type { Signal, SignalFamily } from '../../compare/signal.ts';
import type { BodyOf } from '../../ledger/kinds.ts';
import type { GenerationReport } from '../../report/report.ts';

/** Families by the first word of a signal's id, where they are not called alike. */
const FAMILIES: Readonly<Record<string, SignalFamily>> = {
  types: 'richness',
  'missing-mass': 'richness',
  hill: 'richness',
  distinct: 'diversity',
  'self-bleu': 'diversity',
  compression: 'repetition',
  duplicates: 'repetition',
  unique: 'repetition',
  'word-length': 'repetition',
  novelty: 'divergence',
  model: 'perplexity',
};

const OWN_NAMES: ReadonlySet<string> = new Set<SignalFamily>([
  'tail',
  'richness',
  'spread',
  'repetition',
  'perplexity',
  'divergence',
  'category',
  'space',
  'copying',
  'code',
  'column',
]);

/** The family of a signal that was recorded without it. */
function familyOf(id: string): SignalFamily {
  const [word] = id.split('.');
  if (Object.hasOwn(FAMILIES, word)) return FAMILIES[word];
  return OWN_NAMES.has(word) ? (word as SignalFamily) : 'divergence';
}

/** A recorded signal, with what the ledger does not keep as numbers that do not exist. */
function signalOf({
  id,
  order,
  band,
  direction,
  ...figures
}: BodyOf<'verdict.given'>['signals'][number]): Signal {
  const { value = Number.NaN, baseline = Number.NaN, ratio, interval } = figures;
  return {
    id,
    family: familyOf(id),
    ...(order === undefined ? {} : { order }),
    ...(band === undefined ? {} : { band }),
    direction,
    value,
    baseline,
    ratio,
    interval: interval ?? [Number.NaN, Number.NaN],
    logError: Number.NaN,
    sampleSize: { tokens: 0, examples: 0 },
    exact: false,
  };
}

/** What the ledger recorded of a generation with its newest verdict; undefined where that holds no signals. */
export function recordedPart({
  point,
  verdict,
}: {
  readonly point: { readonly id: string };
  readonly verdict?: BodyOf<'verdict.given'>;
}): Pick<GenerationReport, 'name' | 'signals'> | undefined {
  if (verdict === undefined || verdict.signals.length === 0) return undefined;
  return { name: point.id, signals: verdict.signals.map(signalOf) };
}
