import { answerCommand, dayOf } from '../answered.ts';
import type { AuditFacts } from '../facts.ts';
import { type AuditItem, type Evidence, failed, notApplicable, passed } from '../item.ts';
import { type AuditSettings, loosened as laxer, settingsOf } from '../settings.ts';

const ID = 'recurrence.loosened';

interface PastAudit {
  readonly at: number;
  readonly seq: number;
  readonly settings: AuditSettings;
}

/** Audits that say what they were judged by, since somebody last answered for a change; the newest first. */
function pastAudits({ audits, answers }: AuditFacts): PastAudit[] {
  const answer = answers[ID];
  const since = answer?.answer === 'yes' ? answer.at : Number.NEGATIVE_INFINITY;
  return audits
    .flatMap(({ at, seq, settings }) => (settings === undefined || at < since ? [] : [{ at, seq, settings }]))
    .reverse();
}

/** Margins and alphas of checks of the time of an audit, against those of now: a larger margin and a smaller alpha find less. */
function laxerChecks({ checks }: AuditFacts, { at }: PastAudit): string[] {
  const before = checks.filter((check) => check.at <= at).at(-1);
  const now = checks.at(-1);
  if (before === undefined || now === undefined) return [];
  return [
    ...(now.margin > before.margin ? [`margin ${before.margin} became ${now.margin}`] : []),
    ...(now.alpha < before.alpha ? [`alpha ${before.alpha} became ${now.alpha}`] : []),
  ];
}

/** Each change once, by the newest audit that was stricter. */
function changes(facts: AuditFacts, past: readonly PastAudit[]): Evidence[] {
  const now = settingsOf(facts.config);
  const found = new Map<string, Evidence>();
  for (const audit of past) {
    for (const text of [...laxer(audit.settings, now), ...laxerChecks(facts, audit)]) {
      const [what] = text.split(/ (?:lost|\S+ became)/);
      if (!found.has(what))
        found.set(what, { text: `${text} after the audit of ${dayOf(audit.at)}`, seq: audit.seq });
    }
  }
  return [...found.values()];
}

export const LOOSENED: AuditItem = {
  id: ID,
  stage: 'recurrence',
  when: 'standing',
  answerable: true,
  question: 'Was nothing that an audit or a check is judged by loosened, but by a decision on record?',
  severity: 'high',
  evaluate: (facts) => {
    if (facts.audits.every(({ settings }) => settings === undefined))
      return notApplicable('no earlier audit recorded what it was judged by');
    const seen = changes(facts, pastAudits(facts));
    if (seen.length > 0)
      return failed(
        `${seen.length === 1 ? 'a setting was' : `${seen.length} settings were`} loosened, and nobody says why`,
        {
          text: 'Bring back what it was, or let whoever decided it say so:',
          command: answerCommand(ID),
          where: facts.config.places.gates,
        },
        seen,
      );
    const answer = facts.answers[ID];
    if (answer?.answer !== 'yes') return passed('nothing is laxer than in any audit before');
    const held = [{ text: answer.evidence ?? 'no evidence was given', seq: answer.seq }];
    return passed(`nothing is laxer than when ${answer.by} answered for it`, held);
  },
};
