import { OutcrossError } from '../../../base/errors.ts';
import type { Finding } from '../../../base/finding.ts';
import type { TextScore } from '../../../lm/text-score.ts';
import { ScoreCache } from '../../../models/score-cache.ts';
import { scoreCorpus } from '../../../models/score-corpus.ts';
import type { DocumentOptions } from '../../../report/perplexity/document.ts';
import type { Context } from '../../context.ts';
import type { PerplexityOptions } from '../../perplexity-options.ts';
import { costOf, costText } from './cost.ts';
import { openModel } from './open-model.ts';
import { TextBar } from './text-bar.ts';
import { loadTexts, type Texts } from './texts.ts';

/** What was scored, and what was not. */
export interface Scored {
  readonly scores: readonly TextScore[];
  readonly cached: number;
  readonly findings: readonly Finding[];
  readonly source: DocumentOptions['source'];
  readonly window: DocumentOptions['window'];
}

/**
 * Scores a corpus by the model that the options name; undefined after a preview of the cost. Throws as `loadTexts`, `openModel` and
 * `scoreCorpus` do, `E_EMPTY` where no text has a score, `E_ROW` for one that has none under `--strict`.
 */
export async function askModel(
  inputs: readonly string[],
  options: PerplexityOptions,
  context: Context,
): Promise<Scored | undefined> {
  const texts = await loadTexts(inputs, options, context);
  const bar = new TextBar(context, texts.texts.length);
  const { scorer, source } = await openModel(options, context, bar);
  const path = cacheOf(options);
  const cache = path === undefined ? undefined : await ScoreCache.open(path);
  try {
    if (options.dryRun === true) {
      const cost = costOf(texts.texts, scorer, cache, options);
      context.stdout.write(options.json === true ? `${JSON.stringify(cost, null, 2)}\n` : costText(cost));
      return undefined;
    }
    const { concurrency } = options;
    const found = await gather(texts, { scorer, concurrency, cache, signal: context.signal }, options, bar);
    return { ...found, source, window: scorer.window };
  } finally {
    bar.clear();
    await cache?.close();
  }
}

function cacheOf({ cache, output, onnx }: PerplexityOptions): string | undefined {
  if (cache === false) return undefined;
  if (typeof cache === 'string') return cache;
  return output === undefined || onnx !== undefined ? undefined : `${output}.cache`;
}

async function gather(
  { texts, findings }: Texts,
  how: Parameters<typeof scoreCorpus>[1],
  { strict }: PerplexityOptions,
  bar: TextBar,
): Promise<Pick<Scored, 'scores' | 'cached' | 'findings'>> {
  const scores: TextScore[] = [];
  const faults: { id: string; reason: string }[] = [];
  let cached = 0;
  for await (const one of scoreCorpus(texts, how)) {
    if ('score' in one) {
      scores.push(one.score);
      if (one.cached) cached++;
    } else if (strict === true) {
      throw new OutcrossError('E_ROW', `${one.id} has no score: ${one.reason}`, { where: one.id });
    } else faults.push(one);
    bar.update(scores.length + faults.length, cached);
  }
  if (scores.length === 0) throw noneScored(faults);
  return { scores, cached, findings: [...findings, ...faultFindings(faults, texts.length)] };
}

function noneScored(faults: readonly { reason: string }[]): OutcrossError {
  return new OutcrossError('E_EMPTY', `none of the ${faults.length} texts has a score: ${faults[0].reason}`, {
    hint: 'Check the model, the protocol and the window.',
  });
}

/** Texts told one by one. */
const NAMED = 5;

function faultFindings(faults: readonly { id: string; reason: string }[], all: number): Finding[] {
  if (faults.length === 0) return [];
  const named = faults.slice(0, NAMED).map(({ id, reason }) => `${id}: ${reason}`);
  const more = faults.length > NAMED ? `; and ${faults.length - NAMED} more` : '';
  return [
    {
      id: 'perplexity.unscored',
      severity: 'warning',
      message: `${faults.length} of ${all} texts have no score and were left out (${named.join('; ')}${more}).`,
      measure: faults.length,
      remedy: 'See that the same texts are scored under every model that is compared.',
    },
  ];
}
