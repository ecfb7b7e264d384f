import { recordFacts } from '../../ledger/recorder.ts';
import { visible } from '../../report/visible.ts';
import { answerFact } from '../../workspace/audit/answer.ts';
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

/** Records a person's answer. */
export async function answerItem(
  id: string,
  answer: string,
  options: AnswerOptions,
  context: Context,
  now: () => Date = () => new Date(),
): Promise<void> {
  const { ledger, evidence, until: day, owner: named } = options;
  const given = {
    item: id,
    answer,
    owner: named,
    ...(evidence === undefined ? {} : { evidence }),
    ...(day === undefined ? {} : { until: day }),
  };
  const { item, owner, until, fact, answer: said } = answerFact(given, now().getTime());
  const workspace = await auditWorkspace(options);
  const store = await openLedgerOf(workspace, { create: true, ...(ledger === undefined ? {} : { ledger }) });
  try {
    const actor = { kind: 'person' as const, name: personName(context.env) };
    const [event] = await recordFacts(store, [fact], { actor, now });
    context.stdout.write(
      options.json === true
        ? `${JSON.stringify(event, undefined, 2)}\n`
        : `${id}: ${said}, by ${visible(owner)}, until ${until} (ledger ${event.seq}).\n${item.question}\n`,
    );
  } finally {
    await store.close();
  }
}
