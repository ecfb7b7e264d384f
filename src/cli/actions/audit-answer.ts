import { dayOf } from '../../audit/answered.ts';
import type { AuditItem } from '../../audit/item.ts';
import { itemOf, nearestItem } from '../../audit/items.ts';
import { OutcrossError } from '../../base/errors.ts';
import type { BodyOf } from '../../ledger/kinds.ts';
import { fact, recordFacts } from '../../ledger/recorder.ts';
import { visible } from '../../report/visible.ts';
import { isDay } from '../../workspace/audit/waivers.ts';
import { openLedgerOf } from '../../workspace/ledger.ts';
import type { Context } from '../context.ts';
import { personName } from '../record.ts';
import type { WorkspaceOptions } from '../workspace-options.ts';
import { auditWorkspace } from './audit.ts';

/** Options of `outcross audit answer`. */
export interface AnswerOptions extends WorkspaceOptions {
  readonly owner: string;
  readonly evidence?: string;
  readonly until?: string;
  readonly ledger?: string;
  readonly json?: boolean;
}

type Answer = BodyOf<'audit.answered'>['answer'];

const ANSWERS: readonly Answer[] = ['yes', 'no', 'not-applicable'];

/** Days that an answer holds where nobody says otherwise. */
const HOLDS = 365;
const DAY = 24 * 60 * 60 * 1000;

/** Records a person's answer. */
export async function answerItem(
  id: string,
  answer: string,
  options: AnswerOptions,
  context: Context,
  now: () => Date = () => new Date(),
): Promise<void> {
  const item = answerable(id);
  const given = ANSWERS.find((each) => each === answer);
  if (given === undefined)
    throw usage(`the answer is "${answer}"`, 'answer', `One of ${ANSWERS.join(', ')}.`);
  const owner = options.owner.trim();
  if (owner === '')
    throw usage('--owner names nobody', '--owner', 'An answer without a name is worth nothing.');
  const until = options.until ?? dayOf(now().getTime() + HOLDS * DAY);
  if (!isDay(until)) throw usage(`--until is ${until}, which is no day`, '--until', 'Such as 2027-03-31.');
  if (until < dayOf(now().getTime()))
    throw usage(`--until is ${until}, which is past`, '--until', 'Give the last day that the answer holds.');
  const workspace = await auditWorkspace(options);
  const { ledger, evidence } = options;
  const store = await openLedgerOf(workspace, { create: true, ...(ledger === undefined ? {} : { ledger }) });
  try {
    const body = { item: id, answer: given, owner, until, ...(evidence === undefined ? {} : { evidence }) };
    const answered = fact('audit.answered', [{ type: 'item', id }], body);
    const actor = { kind: 'person' as const, name: personName(context.env) };
    const [event] = await recordFacts(store, [answered], { actor, now });
    context.stdout.write(
      options.json === true
        ? `${JSON.stringify(event, undefined, 2)}\n`
        : `${id}: ${given}, by ${visible(owner)}, until ${until} (ledger ${event.seq}).\n${item.question}\n`,
    );
  } finally {
    await store.close();
  }
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
