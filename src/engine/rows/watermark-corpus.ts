import { OutcrossError } from '../../base/errors.ts';
import type { SinkResult } from '../../corpus/block-sink.ts';
import type { CorpusSpec } from '../../corpus/source.ts';
import { effectiveTexts } from '../../watermark/clusters.ts';
import { type MarkedShare, markedShare } from '../../watermark/share.ts';
import { DEFAULT_LEVEL } from '../../watermark/verdict.ts';
import { Examiner, type KeyVerdict } from '../watermark/examiner.ts';
import { SourceTallies, type Tallied, type TextCounts } from '../watermark/source-tally.ts';
import type { OwnSink, RewriteOptions, RewriteOutput } from './rewrite-corpus.ts';
import { rewriteCorpus } from './rewrite-corpus.ts';
import type { WatermarkRowsSettings, WatermarkSummary } from './watermark-rows.ts';

export interface WatermarkOutputs {
  readonly tagged?: RewriteOutput;
  /** Takes lines of JSON as bytes. */
  readonly scores?: OwnSink;
}

/** What was found in a corpus, or in what comes from one source. */
export interface MarkedTexts extends Pick<TextCounts, 'states'> {
  /** Estimated share of marked texts among those that have a p-value; undefined where none has. */
  readonly share?: MarkedShare;
  /** Texts that the estimate rests on. */
  readonly estimatedFrom: number;
  /** How many of them have p-values that were taken for uniform without a mark: all of them where nothing was calibrated. */
  readonly takenForUniform: number;
  /** What each key says of all texts together, each distinct context once. */
  readonly pooled: readonly KeyVerdict[];
}

export interface WatermarkResult extends MarkedTexts, Omit<WatermarkSummary, 'tallies'> {
  /** Unmarked texts that chance alone would call marked at this level, at most. */
  readonly expectedByChance: number;
  /** What human text was known under the keys: nothing, thresholds alone (as older calibrations have them), or p-values. */
  readonly calibration: 'none' | 'thresholds' | 'p-values';
  /** Whether texts were cut into tokens anew: not always the tokens that a model wrote. */
  readonly retokenized: boolean;
  readonly sources: readonly (MarkedTexts & { readonly source: string })[];
  readonly outputs: readonly SinkResult[];
  readonly malformed: number;
  readonly invalidEncoding: number;
}

/**
 * Holds a corpus against watermark keys. Throws as `rewriteCorpus` and `openKey`; `E_FIELD` where no example has tokens, `E_EMPTY` where there is no
 * example.
 */
export async function watermarkCorpus(
  spec: CorpusSpec,
  settings: Omit<WatermarkRowsSettings, 'outputs'>,
  { tagged, scores }: WatermarkOutputs = {},
  options: Omit<RewriteOptions, 'onSummary' | 'beforeCommit'> = {},
): Promise<WatermarkResult> {
  const examiner = new Examiner(settings);
  const tallies = new SourceTallies(examiner.detectors);
  const counts = { records: 0, withTokens: 0, tagged: 0, conflicts: 0 };
  const { outputs, ...trouble } = await rewriteCorpus(
    { ...spec, provenance: 'read' },
    {
      kernel: 'watermark',
      settings: {
        ...settings,
        outputs: {
          ...(tagged === undefined ? {} : { tagged: 0 }),
          ...(scores === undefined ? {} : { scores: tagged === undefined ? 0 : 1 }),
        },
      },
      outputs: [...(tagged === undefined ? [] : [tagged]), ...(scores === undefined ? [] : [scores])],
    },
    {
      ...options,
      onSummary: (found) => {
        const { tallies: lines, ...own } = found as WatermarkSummary;
        tallies.merge(lines);
        for (const name of Object.keys(counts) as (keyof typeof counts)[]) counts[name] += own[name];
      },
      beforeCommit: () => requireTokens(spec, counts, settings.tokensField),
    },
  );
  const { sources } = tallies;
  const tried = settings.keys.length * (sources.length + 1);
  const told = (tally: Tallied) => markedTexts(tally, examiner, tried);
  return {
    ...counts,
    ...told(tallies.whole),
    expectedByChance: (settings.level ?? DEFAULT_LEVEL) * examinedTexts(tallies.whole),
    calibration: examiner.known,
    retokenized: settings.tokensField === undefined,
    sources: sources.map(([source, tally]) => ({ source, ...told(tally) })),
    outputs,
    ...trouble,
  };
}

function examinedTexts({ states }: Tallied): number {
  return states.marked + states['no evidence'];
}

function markedTexts(tally: Tallied, examiner: Examiner, tried: number): MarkedTexts {
  const { states, texts, assumed } = tally;
  const share = shareOf(tally, examiner);
  const pooled = tally.pooled().flatMap((found, i) => {
    if (found === undefined) return [];
    // What ties are worth serves the share alone.
    const { beyond: _, ...said } = examiner.pooled(i, found.evidence, found.distinct, tried);
    return [said];
  });
  return {
    states,
    estimatedFrom: texts,
    takenForUniform: assumed,
    ...(share === undefined ? {} : { share }),
    pooled,
  };
}

/** Texts of a group are alike under a key: they count for as many as their design effect leaves. */
export function shareOf(tally: Tallied, examiner: Examiner): MarkedShare | undefined {
  const { texts, above, clusters } = tally;
  if (texts === 0) return undefined;
  const worth = effectiveTexts(clusters);
  return markedShare({ texts: worth, above: (above * worth) / texts }, undefined, examiner.humanTexts(tally));
}

export function requireTokens(
  { inputs }: CorpusSpec,
  { records, withTokens }: { readonly records: number; readonly withTokens: number },
  field: string | undefined,
): void {
  const [input] = inputs;
  if (records === 0) throw new OutcrossError('E_EMPTY', `${input}: there is no example`, { where: input });
  if (withTokens > 0) return;
  throw new OutcrossError(
    'E_FIELD',
    `${input}: no example has a list of token ids in ${field ?? 'any field'}`,
    {
      where: input,
      hint: 'Name the field with --tokens-field, or give --tokenizer tokenizer.json to cut the texts into tokens.',
    },
  );
}
