import { isBeyond, marginRatio } from '../compare/margin-ratio.ts';
import type { SignalFact, VerdictFacts } from './facts.ts';
import type { Evidence } from './item.ts';

/** Which way of a signal's ratio is collapse. */
export function isWorse({ direction, ratio }: SignalFact): boolean {
  if (direction === 'falls') return ratio < 1;
  return direction === 'rises' && ratio > 1;
}

/** Whether its whole interval lies beyond a loss of `margin`, as a check tells it. */
export function isBeyondMargin(
  { direction, ratio, interval = [ratio, ratio] }: SignalFact,
  margin: number,
): boolean {
  return isBeyond({ direction, interval }, marginRatio(direction, margin));
}

/** Whether a signal is worse now than it was, by more than both intervals explain. */
export function gotWorse(before: SignalFact, now: SignalFact): boolean {
  if (!isWorse(now)) return false;
  const [oldLow, oldHigh] = before.interval ?? [before.ratio, before.ratio];
  const [low, high] = now.interval ?? [now.ratio, now.ratio];
  return now.direction === 'falls' ? high < oldLow : low > oldHigh;
}

export function sameSignal(a: SignalFact, b: SignalFact): boolean {
  return a.id === b.id && a.order === b.order && a.band === b.band;
}

export function signalEvidence({ id, order, ratio, interval }: SignalFact, { seq }: VerdictFacts): Evidence {
  const range = interval === undefined ? '' : ` [${interval.map((end) => end.toFixed(2)).join(', ')}]`;
  const grams = order === undefined || order === 1 ? '' : ` of ${order}-grams`;
  return { text: `${id}${grams} ${ratio.toFixed(2)} of human${range}`, seq };
}
