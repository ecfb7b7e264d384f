import { type CheckedLine, checkLine } from '../../compare/check-line.ts';
import { toSignal } from '../../compare/estimate.ts';
import type { ObservedGeneration } from '../../lab/forecast/observed.ts';
import { loadMixAnchor } from '../../mix/load-anchor.ts';
import { studentQuantile } from '../../stats/student-t.ts';
import type { DrillVerdict } from './result.ts';

/** The signal that says how much of the tail a generation holds: pairs of words go first. */
const TAIL = 'tail.coverage[2,10%]';

/** Checks a line against an anchor; the verdict is that on its last generation. */
export async function checkDrill(
  anchor: string,
  generations: readonly ObservedGeneration[],
): Promise<{ checked: CheckedLine; verdict: DrillVerdict }> {
  const { holdout, reservoir } = await loadMixAnchor(anchor);
  const checked = checkLine({ against: holdout, reservoir, generations });
  return { checked, verdict: verdictOf(checked) };
}

function verdictOf({ assessed, alpha }: CheckedLine): DrillVerdict {
  const { subject, judgement, measured } = assessed.generations.at(-1)!;
  const tail = measured.get(TAIL);
  const quantile = studentQuantile(1 - alpha / 2, assessed.freedom);
  const signal = tail === undefined ? undefined : toSignal(tail, quantile);
  return {
    generation: subject.name,
    verdict: judgement.verdict,
    ...(signal === undefined ? {} : { tail: { ratio: signal.ratio, interval: signal.interval } }),
  };
}
