import { dayOf } from '../../audit/answered.ts';
import type { AuditItem } from '../../audit/item.ts';
import { itemOf, nearestItem } from '../../audit/items.ts';
import { OutcrossError } from '../../base/errors.ts';
import type { BodyOf } from '../../ledger/kinds.ts';
import { type Fact, fact } from '../../ledger/recorder.ts';
import { isDay } from './waivers.ts';

export type Answer = BodyOf<'audit.answered'>['answer'];

export const ANSWERS: readonly Answer[] = ['yes', 'no', 'not-applicable'];

/** Days that an answer holds where nobody says otherwise. */
const HOLDS = 365;
const DAY = 24 * 60 * 60 * 1000;

/** What a named person answers. */
export interface GivenAnswer {
  readonly item: string;
  readonly answer: string;
  readonly owner: string;
  readonly evidence?: string;
  /** Last day that it holds, such as `2027-03-31`. */
  readonly until?: string;
}

export interface AnswerFact {
  readonly item: AuditItem;
  readonly answer: Answer;
  readonly owner: string;
  readonly until: string;
  readonly fact: Fact;
}

/** The fact that an answer is. `now` in milliseconds since 1970. Throws `E_USAGE` with what is wrong with it. */
export function answerFact(given: GivenAnswer, now: number): AnswerFact {
  const item = answerable(given.item);
  const answer = ANSWERS.find((each) => each === given.answer);
  if (answer === undefined)
    throw usage(`the answer is "${given.answer}"`, 'answer', `One of ${ANSWERS.join(', ')}.`);
  const owner = given.owner.trim();
  if (owner === '')
    throw usage('--owner names nobody', '--owner', 'An answer without a name is worth nothing.');
  const until = given.until ?? dayOf(now + HOLDS * DAY);
  if (!isDay(until)) throw usage(`--until is ${until}, which is no day`, '--until', 'Such as 2027-03-31.');
  if (until < dayOf(now))
    throw usage(`--until is ${until}, which is past`, '--until', 'Give the last day that the answer holds.');
  const { evidence } = given;
  const body = { item: item.id, answer, owner, until, ...(evidence === undefined ? {} : { evidence }) };
  return {
    item,
    answer,
    owner,
    until,
    fact: fact('audit.answered', [{ type: 'item', id: item.id }], body),
  };
}

/** Throws `E_USAGE` for an item that there is not, and for one that the computer answers. */
function answerable(id: string): AuditItem {
  const item = itemOf(id);
  if (item === undefined) {
    const meant = nearestItem(id);
    const hint = meant === undefined ? 'See them all with outcross audit --all.' : `Did you mean "${meant}"?`;
    throw usage(`the audit has no item "${id}"`, id, hint);
  }
  if (item.answerable) return item;
  throw usage(
    `${id} is computed, and no answer changes it`,
    id,
    'Run outcross audit for the command that mends it; who answers for it until then stands under waivers in outcross.yaml.',
  );
}

function usage(message: string, where: string, hint: string): OutcrossError {
  return new OutcrossError('E_USAGE', message, { where, hint });
}
