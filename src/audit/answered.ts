import { shellWord } from '../base/shell.ts';
import type { AuditFacts } from './facts.ts';
import type { AuditItem, Evidence, Outcome } from './item.ts';
import { failed, notAnswered, notApplicable, passed } from './item.ts';

/** The command with which a named person answers an item. */
export function answerCommand(id: string): string {
  return `outcross audit answer ${shellWord(id)} yes --owner NAME --evidence TEXT`;
}

/** What a person's answer makes of an item: `no` fails, an answer that is too old counts for nothing. */
export function answered(id: string, facts: AuditFacts): Outcome {
  const answer = facts.answers[id];
  const command = answerCommand(id);
  if (answer === undefined) return notAnswered('nobody has answered it', { command });
  const { by, evidence, until, seq } = answer;
  const found: Evidence[] = [{ text: evidence ?? 'no evidence was given', seq }];
  if (until !== undefined && until <= facts.now)
    return notAnswered(`the answer of ${by} held until ${lastDay(until)}`, { command }, found);
  const held = until === undefined ? '' : `, until ${lastDay(until)}`;
  if (answer.answer === 'yes') return passed(`${by} answers for it${held}`, found);
  if (answer.answer === 'not-applicable') return notApplicable(`${by}: it does not apply${held}`);
  return failed(
    `${by} says that it is not so`,
    { text: 'Mend it, then let the person who answers for it say so.', command },
    found,
  );
}

/** An item that only a person can answer. */
export function asked(
  item: Pick<AuditItem, 'id' | 'question' | 'stage' | 'severity' | 'when'>,
  applies?: (facts: AuditFacts) => string | undefined,
): AuditItem {
  return {
    ...item,
    answerable: true,
    evaluate: (facts) => {
      const reason = applies?.(facts);
      return reason === undefined ? answered(item.id, facts) : notApplicable(reason);
    },
  };
}

/** A day in UTC, as people write it. */
export function dayOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

/** The last day on which something holds that ends at a moment. */
export function lastDay(until: number): string {
  return dayOf(until - 1);
}
