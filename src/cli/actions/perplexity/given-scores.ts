import { OutcrossError } from '../../../base/errors.ts';
import { measureText, type TextScore } from '../../../lm/text-score.ts';
import { readScoreFile } from '../../../models/read-score-file.ts';
import type { DocumentOptions } from '../../../report/perplexity/document.ts';
import type { PerplexityOptions } from '../../perplexity-options.ts';
import { badRows } from './texts.ts';

/**
 * Scores that somebody else made. With a corpus beside them, its texts give groups, words and bytes by id. Throws `E_USAGE`
 * unless `--from` names what the files hold, `E_ROW` under `--strict`, `E_EMPTY` where no row has a score, `E_NO_INPUT`.
 */
export async function readGivenScores(inputs: readonly string[], options: PerplexityOptions) {
  const files = filesOf(options);
  const { scores, bad } = await readScoreFile(files, options.logBase);
  if (options.strict === true && bad.length > 0) {
    const [{ file, row, reason }] = bad;
    throw new OutcrossError('E_ROW', `${file}:${row}: ${reason}`, { where: `${file}:${row}` });
  }
  if (scores.length === 0) {
    throw new OutcrossError('E_EMPTY', `no row of ${files.join(', ')} has a score`, {
      hint: bad.length === 0 ? 'Check what should have written it.' : `The first: ${bad[0].reason}.`,
    });
  }
  const joined = inputs.length === 0 ? scores : await withTexts(scores, inputs, options);
  const source: DocumentOptions['source'] = { kind: 'logprobs', files };
  return { scores: joined, cached: 0, findings: badRows(bad), source, window: null };
}

function filesOf({ from, dryRun, sample }: PerplexityOptions): readonly string[] {
  const [kind, ...files] = from!;
  if (kind !== 'logprobs' || files.length === 0) {
    throw new OutcrossError('E_USAGE', '--from takes the word logprobs and a file', {
      where: '--from',
      hint: 'Such as --from logprobs scores.jsonl.',
    });
  }
  if (dryRun !== true && sample === undefined) return files;
  throw new OutcrossError('E_USAGE', '--dry-run and --sample are for models that are asked', {
    where: '--from',
  });
}

async function withTexts(
  scores: readonly TextScore[],
  inputs: readonly string[],
  options: PerplexityOptions,
): Promise<TextScore[]> {
  const { planShards } = await import('../../../corpus/plan.ts');
  const { readShard } = await import('../../../corpus/read.ts');
  const { readingSpec } = await import('../../reading-options.ts');
  const spec = readingSpec(inputs, options);
  const known = new Map<string, Pick<TextScore, 'group' | 'bytes' | 'words'>>();
  for (const shard of await planShards(spec)) {
    for await (const batch of readShard(shard, spec, { badRow: () => {}, progress: () => {} })) {
      for (const { id, group, text } of batch) known.set(id, { group, ...measureText(text) });
    }
  }
  if (scores.some(({ id }) => known.has(id)))
    return scores.map((score) => ({ ...known.get(score.id), ...withoutSizes(score, known) }));
  throw new OutcrossError('E_FIELD', 'no id of the scores stands in the corpus', {
    where: inputs.join(', '),
    hint: 'Say which field names an example with --id-field.',
  });
}

/** What the corpus knows better is left to it: the group; sizes that a row gives are of the tokens that it scored. */
function withoutSizes(score: TextScore, known: ReadonlyMap<string, unknown>): TextScore {
  if (!known.has(score.id)) return score;
  const { group: _, ...rest } = score;
  return rest as TextScore;
}
