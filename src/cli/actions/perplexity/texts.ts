import { OutcrossError } from '../../../base/errors.ts';
import type { Finding } from '../../../base/finding.ts';
import { type Hash64, hashText } from '../../../base/hash.ts';
import type { Example } from '../../../corpus/example.ts';
import { planShards } from '../../../corpus/plan.ts';
import { readShard } from '../../../corpus/read.ts';
import type { BadRow } from '../../../corpus/source.ts';
import type { ScorableText } from '../../../models/score-corpus.ts';
import type { Context } from '../../context.ts';
import type { PerplexityOptions } from '../../perplexity-options.ts';
import { readingSpec } from '../../reading-options.ts';

export interface Texts {
  readonly texts: readonly ScorableText[];
  readonly findings: readonly Finding[];
}

/**
 * The texts of a corpus, in their order; of `--sample n` the n whose ids hash lowest, which are the same texts whichever model
 * scores them. Throws as readers do, `E_EMPTY` without a text, `E_ROW` under `--strict`.
 */
export async function loadTexts(
  inputs: readonly string[],
  options: PerplexityOptions,
  context: Context,
): Promise<Texts> {
  const spec = readingSpec(inputs, options);
  const texts: ScorableText[] = [];
  const bad: BadRow[] = [];
  // A file in one piece, so that the rows that are told are those of the file.
  for (const shard of await planShards(spec, { targetBytes: Number.MAX_SAFE_INTEGER })) {
    for await (const batch of readShard(shard, spec, {
      badRow: (row) => bad.push(row),
      progress: () => {},
    })) {
      if (context.signal.aborted) throw new OutcrossError('E_INTERRUPTED', 'interrupted: nothing was asked');
      texts.push(...batch.map(textOf));
      if (options.strict === true && bad.length > 0) throw strictly(bad[0]);
    }
  }
  if (options.strict === true && bad.length > 0) throw strictly(bad[0]);
  if (texts.length === 0)
    throw new OutcrossError('E_EMPTY', 'the corpus holds no text', { where: inputs.join(', ') });
  return { texts: sampled(texts, options.sample), findings: badRows(bad) };
}

function textOf({ id, group, text }: Example): ScorableText {
  return { id, group, text };
}

function strictly({ file, row, reason }: BadRow): OutcrossError {
  return new OutcrossError('E_ROW', `${file}:${row}: ${reason}`, { where: `${file}:${row}` });
}

function sampled(texts: readonly ScorableText[], most: number | undefined): readonly ScorableText[] {
  if (most === undefined || texts.length <= most) return texts;
  const ranked = texts.map(({ id }, at) => ({ at, hash: hashText(id, 'perplexity') }));
  const chosen = new Set(
    ranked
      .sort((a, b) => compare(a.hash, b.hash))
      .slice(0, most)
      .map(({ at }) => at),
  );
  return texts.filter((_, at) => chosen.has(at));
}

function compare(a: Hash64, b: Hash64): number {
  return a.hi - b.hi || a.lo - b.lo;
}

/** Rows told one by one. */
const NAMED = 5;

export function badRows(rows: readonly BadRow[]): Finding[] {
  if (rows.length === 0) return [];
  const named = rows.slice(0, NAMED).map(({ file, row, reason }) => `${file}:${row} ${reason}`);
  const more = rows.length > NAMED ? `; and ${rows.length - NAMED} more` : '';
  return [
    {
      id: 'input.malformed-rows',
      severity: 'warning',
      message: `${rows.length} malformed ${rows.length === 1 ? 'row was' : 'rows were'} left out: ${named.join('; ')}${more}`,
      measure: rows.length,
      remedy: 'Refuse them with --strict.',
    },
  ];
}
