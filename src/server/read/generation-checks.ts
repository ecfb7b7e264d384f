import type { LedgerEvent } from '../../ledger/event.ts';
import type { BodyOf } from '../../ledger/kinds.ts';
import type { LedgerStore } from '../../ledger/store.ts';
import type { GenerationView } from '../wire.ts';
import type { LineModel } from './line-model.ts';

type Check = GenerationView['checks'][number];

/** Checks that are listed, the newest. */
const MOST_CHECKS = 200;

/** The checks of a generation, newest first, each with the verdict that was given with it. Throws as the store does. */
export async function generationChecks(store: LedgerStore, model: LineModel, id: string): Promise<Check[]> {
  const query = {
    subject: { type: 'generation', id },
    kinds: ['generation.checked', 'verdict.given'],
    reverse: true,
    limit: 2 * MOST_CHECKS,
  } as const;
  const events: LedgerEvent[] = [];
  for await (const event of store.events(query)) if (model.isOurs(event)) events.push(event);
  return paired(events.reverse()).reverse().slice(0, MOST_CHECKS);
}

/** A check and its verdict are two facts of one moment, the verdict after. A verdict alone was given again. */
function paired(events: readonly LedgerEvent[]): Check[] {
  const checks: Check[] = [];
  let open = false;
  for (const { seq, kind, at, actor, body } of events) {
    const last = checks.at(-1);
    if (kind === 'generation.checked') {
      checks.push({ seq, at, by: actor.name });
      open = true;
      continue;
    }
    const { verdict } = body as BodyOf<'verdict.given'>;
    if (open && last?.at === at) checks[checks.length - 1] = { ...last, verdict };
    else checks.push({ seq, at, verdict, by: actor.name });
    open = false;
  }
  return checks;
}
