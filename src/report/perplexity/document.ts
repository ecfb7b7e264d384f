import type { Finding } from '../../base/finding.ts';
import { entropyOf } from '../../compare/model/entropy.ts';
import { burstiness, type TextScore, textPerplexity, UNITS, type Unit } from '../../lm/text-score.ts';
import { sampleQuantile } from '../../stats/robust.ts';
import { studentQuantile } from '../../stats/student-t.ts';

/** exp of the mean surprise a unit, over all texts together. */
export interface PerplexityFigure {
  readonly value: number;
  /** Delete-a-block jackknife over groups, on the log scale; null where fewer than four blocks are filled. */
  readonly interval: readonly [number, number] | null;
  readonly units: number;
}

export interface QuantileRow {
  readonly q: number;
  readonly value: number;
}

export type PerplexitySource =
  | { readonly kind: 'logprobs'; readonly files: readonly string[] }
  | {
      readonly kind: 'endpoint';
      readonly endpoint: string;
      readonly protocol: string;
      readonly model: string;
    }
  | { readonly kind: 'onnx'; readonly folder: string };

/** What `outcross perplexity` found: a plain value. */
export interface PerplexityDocument {
  readonly schema: 'outcross.perplexity/1';
  readonly tool: { readonly name: 'outcross'; readonly version: string };
  readonly source: PerplexitySource;
  /** Null where log-probabilities were given. */
  readonly window: {
    readonly size: number;
    readonly stride: number;
    readonly unit: 'tokens' | 'characters';
  } | null;
  readonly alpha: number;
  readonly texts: number;
  /** Texts that were not asked for again. */
  readonly cached: number;
  readonly blocks: number;
  readonly perplexity: Readonly<Partial<Record<Unit, PerplexityFigure>>>;
  /** log2 of the perplexity a byte; null where bytes are not known. */
  readonly bitsPerByte: number | null;
  /** Of the single tokens, -ln p; null where they are not known. */
  readonly surprise: {
    readonly mean: number;
    readonly deviation: number;
    readonly quantiles: readonly QuantileRow[];
  } | null;
  /** Standard deviation of the surprise within a text; null where single tokens are not known. */
  readonly burstiness: { readonly mean: number; readonly quantiles: readonly QuantileRow[] } | null;
  /** Of the perplexity a token of the single texts. */
  readonly examples: readonly QuantileRow[];
  readonly findings: readonly Finding[];
}

export interface DocumentOptions {
  readonly version: string;
  readonly source: PerplexitySource;
  readonly window: PerplexityDocument['window'];
  readonly alpha: number;
  readonly cached: number;
  readonly findings: readonly Finding[];
}

const QUANTILES = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99] as const;

/** Fewer filled blocks than this make a rough interval. */
const FEW_BLOCKS = 10;

/** Puts scores of texts, one at least, into a document. */
export function perplexityDocument(
  scores: readonly TextScore[],
  options: DocumentOptions,
): PerplexityDocument {
  const { version, source, window, alpha, cached } = options;
  const figures = UNITS.flatMap((unit) => {
    const figure = figureOf(scores, unit, alpha);
    return figure === undefined ? [] : [[unit, figure] as const];
  });
  const perplexity = Object.fromEntries(figures) as PerplexityDocument['perplexity'];
  const blocks = entropyOf(scores, 'token')!.blocks;
  return {
    schema: 'outcross.perplexity/1',
    tool: { name: 'outcross', version },
    source,
    window,
    alpha,
    texts: scores.length,
    cached,
    blocks,
    perplexity,
    bitsPerByte: perplexity.byte === undefined ? null : Math.log2(perplexity.byte.value),
    surprise: surpriseOf(scores),
    burstiness: burstinessOf(scores),
    examples: quantiles(scores.map((score) => textPerplexity(score, 'token')!)),
    findings: [...options.findings, ...partialUnits(scores, perplexity), ...fewBlocks(blocks)],
  };
}

function figureOf(scores: readonly TextScore[], unit: Unit, alpha: number): PerplexityFigure | undefined {
  const entropy = entropyOf(scores, unit);
  if (entropy === undefined) return undefined;
  const reach = studentQuantile(1 - alpha / 2, Math.max(1, entropy.blocks - 2)) * Math.sqrt(entropy.variance);
  return {
    value: Math.exp(entropy.value),
    interval: Number.isFinite(reach)
      ? [Math.exp(entropy.value - reach), Math.exp(entropy.value + reach)]
      : null,
    units: entropy.units,
  };
}

function quantiles(values: readonly number[] | Float64Array): QuantileRow[] {
  // Sorted once: the quantile sorts again, which is cheap where nothing moves.
  const sorted = Float64Array.from(values).sort();
  return QUANTILES.flatMap((q) => {
    const value = sampleQuantile(sorted, q);
    return value === undefined ? [] : [{ q, value }];
  });
}

function surpriseOf(scores: readonly TextScore[]): PerplexityDocument['surprise'] {
  if (scores.some(({ logprobs }) => logprobs === undefined)) return null;
  const all = new Float64Array(scores.reduce((sum, { tokens }) => sum + tokens, 0));
  let at = 0;
  for (const { logprobs } of scores) {
    all.set(
      logprobs!.map((value) => -value),
      at,
    );
    at += logprobs!.length;
  }
  const mean = all.reduce((a, b) => a + b, 0) / all.length;
  const squares = all.reduce((a, b) => a + (b - mean) ** 2, 0);
  const deviation = all.length < 2 ? 0 : Math.sqrt(squares / (all.length - 1));
  return { mean, deviation, quantiles: quantiles(all) };
}

function burstinessOf(scores: readonly TextScore[]): PerplexityDocument['burstiness'] {
  const values = scores.flatMap((score) => burstiness(score) ?? []);
  if (values.length === 0) return null;
  return { mean: values.reduce((a, b) => a + b, 0) / values.length, quantiles: quantiles(values) };
}

/** A figure of some texts only must say so. */
function partialUnits(scores: readonly TextScore[], perplexity: PerplexityDocument['perplexity']): Finding[] {
  return (['word', 'byte'] as const).flatMap((unit) => {
    if (perplexity[unit] === undefined) return [];
    const lacking = scores.filter((score) => textPerplexity(score, unit) === undefined).length;
    if (lacking === 0) return [];
    return [
      {
        id: 'perplexity.units-missing',
        severity: 'notice' as const,
        message: `${lacking} of ${scores.length} texts do not say how many ${unit}s they have: the perplexity a ${unit} is of the others.`,
        measure: lacking,
        remedy: `Give ${unit}s or the text with each row, or the corpus beside the scores.`,
      },
    ];
  });
}

function fewBlocks(blocks: number): Finding[] {
  if (blocks >= FEW_BLOCKS) return [];
  return [
    {
      id: 'input.few-groups',
      severity: 'warning',
      message: `the texts fill only ${blocks} of 64 blocks: intervals are wide and rough, or missing.`,
      measure: blocks,
      remedy: 'Give more texts, or a finer --group-field.',
    },
  ];
}

/** One text as a row of a file of scores, which `check --model-scores` reads. */
export function scoreRow(score: TextScore, withTokens: boolean): string {
  const { id, group, total, tokens, bytes, words, logprobs } = score;
  const figures = Object.fromEntries(
    UNITS.map((unit) => [`perplexity_${unit}`, textPerplexity(score, unit)]),
  );
  const row = { id, group, total, tokens, bytes, words, ...figures, burstiness: burstiness(score) };
  const more = withTokens && logprobs !== undefined ? { token_logprobs: [...logprobs] } : {};
  return JSON.stringify({ ...row, ...more });
}
