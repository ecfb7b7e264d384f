import type {
  DecisionName,
  DecisionView,
  OriginName,
  ReasonView,
  SamplingView,
} from '../../../../src/server/wire.ts';
import { count, percent, visible } from '../../parts/words.ts';
import type { Session } from './session.ts';
import { left, shown } from './session.ts';

const PAST: Readonly<Record<DecisionName, string>> = {
  accept: 'Accepted',
  reject: 'Rejected',
  edit: 'Edited',
  relabel: 'Relabelled',
  skip: 'Skipped',
  undo: 'Taken back',
};

export const ORIGINS: readonly {
  readonly origin: OriginName;
  readonly key: string;
  readonly label: string;
}[] = [
  { origin: 'human', key: 'h', label: 'human' },
  { origin: 'synthetic', key: 's', label: 'synthetic' },
  { origin: 'mixed', key: 'm', label: 'mixed' },
  { origin: 'unknown', key: 'u', label: 'unknown' },
];

export const REASONS: Readonly<Record<ReasonView['kind'], string>> = {
  threshold: 'Near a threshold',
  tail: 'Carries the tail',
  suspicious: 'Suspicious',
  duplicate: 'Near-duplicate',
  sample: 'Drawn at random',
  outdated: 'Decided on another text',
  disagreement: 'Reviewers disagree',
};

/** `Relabelled as human`. */
export function saidOf({
  decision,
  origin,
}: {
  readonly decision: DecisionName;
  readonly origin?: OriginName;
}): string {
  return decision === 'relabel' && origin !== undefined ? `Relabelled as ${origin}` : PAST[decision];
}

/** A kind of decision as a word in a sentence; those of a later version by their name. */
export function wordOf(decision: string): string {
  return Object.hasOwn(PAST, decision) ? PAST[decision as DecisionName].toLowerCase() : decision;
}

/** `ben rejected it`. */
export function didOf({ reviewer, decision, origin }: DecisionView): string {
  return decision === 'relabel' && origin !== undefined
    ? `${reviewer} relabelled it as ${origin}`
    : `${reviewer} ${decision === 'undo' ? 'took the decision back' : `${PAST[decision].toLowerCase()} it`}`;
}

/** Words that begin an example, enough to know it by ear. */
const HEARD = 90;

/** What a screen reader says when the screen has changed: what was decided, what is shown now, how much is left. */
export function announcement(session: Session, said: string | undefined): string {
  const item = shown(session);
  const before = said === undefined ? '' : `${said}. `;
  if (item === undefined)
    return `${before}${session.exhausted ? 'Nothing is left to decide.' : 'The next example is on its way.'}`;
  const text = item.text.replace(/\s+/g, ' ').trim();
  const head = [...text.slice(0, HEARD * 2)].slice(0, HEARD).join('');
  const ellipsis = head.length < text.length ? '\u2026' : '';
  const why = item.reasons.length === 0 ? '' : ` ${REASONS[item.reasons[0].kind]}.`;
  return `${before}Next of ${count(left(session))}:${why} ${visible(head)}${ellipsis}`;
}

/** What the sample says so far: `2.1% would be rejected (0.8% to 4.5%, 95%), from 140 of 400 drawn at random`. */
export function samplingText({ rate, interval, decided, wanted, population, error }: SamplingView): string {
  const drawn = `${count(decided)} of ${count(wanted)} drawn at random`;
  if (rate === undefined || interval === undefined) {
    return `${drawn} decided. All ${count(wanted)} bound the share that would be rejected, of ${count(population)}, to \u00b1${percent(error)}.`;
  }
  const half = (interval[1] - interval[0]) / 2;
  const goal =
    half <= error
      ? 'The plan is kept.'
      : `The plan asks for \u00b1${percent(error)}; it is \u00b1${percent(half)} so far.`;
  return `${percent(rate)} would be rejected (95%: ${percent(interval[0])} to ${percent(interval[1])}), from ${drawn}. ${goal}`;
}

/** How a kappa is usually read (Landis and Koch 1977). */
export function kappaWord(kappa: number): string {
  if (kappa < 0) return 'less than by chance';
  if (kappa <= 0.2) return 'slight';
  if (kappa <= 0.4) return 'fair';
  if (kappa <= 0.6) return 'moderate';
  return kappa <= 0.8 ? 'substantial' : 'almost perfect';
}
