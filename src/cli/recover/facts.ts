import { filesFact } from '../../ledger/files-fact.ts';
import { type Fact, fact } from '../../ledger/recorder.ts';
import type { RecoveryPlan } from '../../recover/plan.ts';
import { paint } from '../../report/terminal/paint.ts';
import { lineName } from '../../workspace/ledger.ts';
import type { Workspace } from '../../workspace.ts';
import { version } from '../version.ts';
import { planLines } from './text.ts';

/** Characters of a plan in words, and of a line of it. */
const LONGEST_PLAN = 8_000;
const COLUMNS = 110;

/** A plan as the ledger remembers it; nothing where there was nothing to plan. */
export async function planFacts(plan: RecoveryPlan, workspace: Workspace): Promise<Fact[]> {
  if (plan.phase === 'none') return [];
  const selection = plan.phase === 'early' ? plan.selection : undefined;
  const file = selection?.written === true ? selection.file : undefined;
  const subjects = [
    { type: 'generation', id: plan.generation },
    { type: 'line', id: lineName(workspace) },
  ] as const;
  return [
    fact('recovery.planned', subjects, {
      verdict: plan.phase,
      generation: plan.generation,
      ...(plan.lastHealthy === undefined ? {} : { lastHealthy: plan.lastHealthy.name }),
      plan: paint(planLines(plan, COLUMNS), COLUMNS, false).slice(0, LONGEST_PLAN),
      ...(plan.phase === 'early' ? { humanShare: plan.needed.humanShare } : {}),
      ...(selection === undefined ? {} : { examples: selection.examples }),
      ...(file === undefined ? {} : { output: await filesFact('recovery', [file], workspace.folder) }),
      version: version(),
    }),
  ];
}
