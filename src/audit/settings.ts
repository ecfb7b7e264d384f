import type { BodyOf } from '../ledger/kinds.ts';
import type { ConfigFacts } from './facts.ts';

/** What an audit is judged by, as the ledger keeps it. */
export type AuditSettings = NonNullable<BodyOf<'audit.ran'>['settings']>;

export function settingsOf({
  failOn,
  gate,
  checkEvery,
  drillEvery,
  mode,
  humanMinimum,
}: ConfigFacts): AuditSettings {
  return { failOn: [...failOn].sort(), ...gate, checkEvery, drillEvery, mode, humanMinimum };
}

/** The laxest first. */
const SEVERITIES = ['none', 'critical', 'high', 'medium', 'low'];

/** Each setting that lets more through than it did, in words. What became stricter, or only different, is none. */
export function loosened(before: AuditSettings, now: AuditSettings): string[] {
  const dropped = before.failOn.filter((verdict) => !now.failOn.includes(verdict));
  const laxer = (isLaxer: boolean, what: string, from: unknown, to: unknown) =>
    isLaxer ? [`${what} ${from} became ${to}`] : [];
  return [
    ...(dropped.length === 0 ? [] : [`failOn lost ${dropped.join(', ')}`]),
    ...laxer(
      SEVERITIES.indexOf(now.severity) < SEVERITIES.indexOf(before.severity),
      'audit severity',
      before.severity,
      now.severity,
    ),
    ...laxer(now.score < before.score, 'audit score', before.score, now.score),
    ...laxer(before.unanswered && !now.unanswered, 'audit unanswered', before.unanswered, now.unanswered),
    ...laxer(now.checkEvery > before.checkEvery, 'checkEvery', before.checkEvery, now.checkEvery),
    ...laxer(now.drillEvery > before.drillEvery, 'drillEvery', before.drillEvery, now.drillEvery),
    ...laxer(before.mode === 'accumulate' && now.mode !== before.mode, 'policy mode', before.mode, now.mode),
    ...laxer(now.humanMinimum < before.humanMinimum, 'human.minimum', before.humanMinimum, now.humanMinimum),
  ];
}
