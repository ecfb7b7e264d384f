import { atomicWrite } from '../../base/atomic.ts';
import { OutcrossError } from '../../base/errors.ts';
import type { TextScore } from '../../lm/text-score.ts';
import { type PerplexityDocument, perplexityDocument, scoreRow } from '../../report/perplexity/document.ts';
import { perplexityTerminal } from '../../report/perplexity/terminal.ts';
import { visible } from '../../report/visible.ts';
import type { Context } from '../context.ts';
import type { PerplexityOptions } from '../perplexity-options.ts';
import { requireSideFiles } from '../row-files.ts';
import { version } from '../version.ts';
import { askModel } from './perplexity/ask-model.ts';
import { readGivenScores } from './perplexity/given-scores.ts';

/** Scores a corpus, or reads its scores, and says how surprising it is. */
export async function measurePerplexity(
  inputs: readonly string[],
  options: PerplexityOptions,
  context: Context,
): Promise<void> {
  requireOneModel(inputs, options);
  const { output, cache } = options;
  const side = { '--output': output, '--cache': typeof cache === 'string' ? cache : undefined };
  await requireSideFiles(side, [...inputs, ...(options.from ?? [])]);
  const scored =
    options.from === undefined
      ? await askModel(inputs, options, context)
      : await readGivenScores(inputs, options);
  if (scored === undefined) return;
  const { scores, ...rest } = scored;
  const document = perplexityDocument(scores, { ...rest, version: version(), alpha: options.alpha });
  if (output !== undefined) {
    await atomicWrite(output, rows(scores, options.tokenLogprobs === true));
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
