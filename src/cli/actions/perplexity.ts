import { atomicWrite } from '../../base/atomic.ts';
import { OutcrossError } from '../../base/errors.ts';
import type { Finding } from '../../base/finding.ts';
import type { TextScore } from '../../lm/text-score.ts';
import { ScoreCache } from '../../models/score-cache.ts';
import { scoreCorpus } from '../../models/score-corpus.ts';
import {
  type DocumentOptions,
  type PerplexityDocument,
  perplexityDocument,
  scoreRow,
} from '../../report/perplexity/document.ts';
import { perplexityTerminal } from '../../report/perplexity/terminal.ts';
import { visible } from '../../report/visible.ts';
import type { Context } from '../context.ts';
import { requireApart, requireWritable } from '../output-file.ts';
import type { PerplexityOptions } from '../perplexity-options.ts';
import { version } from '../version.ts';
import { costOf, costText } from './perplexity/cost.ts';
import { readGivenScores } from './perplexity/given-scores.ts';
import { openModel } from './perplexity/open-model.ts';
import { TextBar } from './perplexity/text-bar.ts';
import { loadTexts, type Texts } from './perplexity/texts.ts';

/** What was scored, and what was not. */
interface Scored {
  readonly scores: readonly TextScore[];
  readonly cached: number;
  readonly findings: readonly Finding[];
  readonly source: DocumentOptions['source'];
  readonly window: DocumentOptions['window'];
}

/** Scores a corpus, or reads its scores, and says how surprising it is. */
export async function measurePerplexity(
  inputs: readonly string[],
  options: PerplexityOptions,
  context: Context,
): Promise<void> {
  requireOneModel(inputs, options);
  if (options.output !== undefined) {
    await requireWritable(options.output);
    await requireApart(options.output, '--output', [...inputs, ...(options.from ?? [])]);
  }
  const scored =
    options.from === undefined ? await ask(inputs, options, context) : await readGivenScores(inputs, options);
  if (scored === undefined) return;
  const { scores, ...rest } = scored;
  const document = perplexityDocument(scores, { ...rest, version: version(), alpha: options.alpha });
  if (options.output !== undefined) {
    await atomicWrite(options.output, rows(scores, options.tokenLogprobs === true));
  }
  show(document, options, context);
}

function* rows(scores: readonly TextScore[], withTokens: boolean): Generator<string, void> {
  for (const score of scores) yield `${scoreRow(score, withTokens)}\n`;
}

function show(document: PerplexityDocument, options: PerplexityOptions, context: Context): void {
  if (options.json === true) {
    context.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
    return;
  }
  context.stdout.write(perplexityTerminal(document, context.stdout.columns || 100));
  if (options.output !== undefined) context.stdout.write(`\nScores written to ${visible(options.output)}\n`);
}

function requireOneModel(inputs: readonly string[], { from, endpoint, onnx }: PerplexityOptions): void {
  const given = [from, endpoint, onnx].filter((one) => one !== undefined).length;
  if (given !== 1) {
    throw new OutcrossError('E_USAGE', given === 0 ? 'no model was named' : 'more than one model was named', {
      where: '--endpoint',
      hint: 'Give one of --from logprobs FILE, --endpoint URL with --model NAME, and --onnx FOLDER.',
    });
  }
  if (from !== undefined || inputs.length > 0) return;
  throw new OutcrossError('E_NO_INPUT', 'there is no corpus to score', {
    hint: 'Such as: outcross perplexity holdout.jsonl --endpoint http://localhost:8000/v1 --model my-model',
  });
}

/** Undefined after a preview of the cost. */
async function ask(
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
