import { checkLine } from '../compare/check-line.ts';
import { toSignal } from '../compare/estimate.ts';
import { signalKey } from '../compare/signal.ts';
import type { CorpusSpec } from '../corpus/source.ts';
import { profileWritten } from '../engine/profile-written.ts';
import type { RunRowsOptions } from '../engine/rows/run-rows.ts';
import { studentQuantile } from '../stats/student-t.ts';
import type { MixAnchor } from './anchor.ts';
import type { ManifestVerdict } from './manifest.ts';

const ALPHA = 0.05;
const TAIL = signalKey({ id: 'tail.coverage', order: 1, band: 0.1 });

/**
 * What `check` says of a training set alone, by level: a mix has no earlier generations to fall from. Throws as `profileWritten` and
 * `checkLine`.
 */
export async function verdictOf(
  spec: CorpusSpec,
  { holdout, reservoir }: Pick<MixAnchor, 'holdout' | 'reservoir'>,
  options: RunRowsOptions = {},
): Promise<ManifestVerdict> {
  const profile = await profileWritten(spec, options);
  const generations = [{ name: 'mix', profile }];
  const { assessed } = checkLine({ generations, against: holdout, reservoir }, { alpha: ALPHA });
  const [{ judgement, measured }] = assessed.generations;
  const tail = measured.get(TAIL);
  const quantile = studentQuantile(1 - ALPHA / 2, assessed.freedom);
  const signal = tail === undefined ? undefined : toSignal(tail, quantile);
  return {
    verdict: judgement.verdict,
    decided: judgement.decided,
    ...(signal === undefined ? {} : { tail: { ratio: signal.ratio, interval: signal.interval } }),
  };
}
