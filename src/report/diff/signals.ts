import { type Direction, type Signal, signalKey } from '../../compare/signal.ts';
import type { GenerationReport } from '../report.ts';
import type { RatioWithInterval, SignalChange } from './diff.ts';
import type { Pair } from './pairs.ts';

/** What changes are found in. */
type Measured = Pick<GenerationReport, 'name' | 'signals'>;

/**
 * Signals of a pair whose intervals do not overlap. Where both have the same error, that is as strict as a test at about 0.6% for
 * intervals of 95% (Schenker and Gentleman 2001): few of the signals of a report do so by chance, but not none.
 */
export function signalChanges({ before, after }: Record<keyof Pair, Measured>): SignalChange[] {
  const old = new Map(before.signals.map((signal) => [signalKey(signal), signal]));
  return after.signals.flatMap((signal): SignalChange[] => {
    const was = old.get(signalKey(signal));
    if (was === undefined || !isMeasured(was) || !isMeasured(signal)) return [];
    const fell = signal.interval[1] < was.interval[0];
    if (!fell && signal.interval[0] <= was.interval[1]) return [];
    const { id, order, band, direction } = signal;
    return [
      {
        generation: after.name,
        against: before.name,
        key: signalKey(signal),
        id,
        ...(order === undefined ? {} : { order }),
        ...(band === undefined ? {} : { band }),
        direction,
        before: figures(was),
        after: figures(signal),
        change: changeOf(direction, was.ratio, signal.ratio),
      },
    ];
  });
}

/**
 * Worse is what moved in the direction of collapse and lies beyond human data there, better what lay beyond and came back some of
 * the way. What moves on the other side of human data is neither: more than people vary is no merit.
 */
function changeOf(direction: Direction, before: number, after: number): SignalChange['change'] {
  if (direction === 'flag') return 'differs';
  const towards = direction === 'falls' ? after < before : after > before;
  const isPast = (ratio: number) => (direction === 'falls' ? ratio < 1 : ratio > 1);
  if (towards) return isPast(after) ? 'worse' : 'differs';
  return isPast(before) ? 'better' : 'differs';
}

/** Keys of signals that one of a pair has and the other has not. */
export function unpaired({ before, after }: Pair): string[] {
  const keys = (signals: readonly Signal[]) => new Set(signals.filter(isMeasured).map(signalKey));
  const [old, now] = [keys(before.signals), keys(after.signals)];
  return [...[...old].filter((key) => !now.has(key)), ...[...now].filter((key) => !old.has(key))];
}

const ORDER = { worse: 0, better: 1, differs: 2 } as const;

/** What got worse first, and of that the widest gap on the log scale. */
export function bySize(a: SignalChange, b: SignalChange): number {
  return ORDER[a.change] - ORDER[b.change] || gap(b) - gap(a) || (a.key < b.key ? -1 : 1);
}

/** How far apart the intervals are on the log scale, on which ratios live; infinite where one of them holds nothing but zero. */
function gap({ before, after }: SignalChange): number {
  const [low, high] = after.interval[1] < before.interval[0] ? [after, before] : [before, after];
  return low.interval[1] > 0 ? Math.log(high.interval[0] / low.interval[1]) : Number.MAX_VALUE;
}

function figures({ ratio, interval }: Signal): RatioWithInterval {
  return { ratio, interval };
}

/** In JSON a number that does not exist is null. */
function isMeasured({ ratio, interval }: Signal): boolean {
  return [ratio, interval[0], interval[1]].every((value) => Number.isFinite(value));
}
