import { join } from 'node:path';
import type { CheckedLine } from '../../compare/check-line.ts';
import { DEFAULT_POLICY } from '../../mix/policy.ts';
import { NO_STORY } from '../ledger-story.ts';
import type { RecoveryPlan } from '../plan.ts';
import { recover } from '../recover.ts';
import { DRILL_FIELDS } from './copy-human.ts';

interface DrillGeneration {
  readonly name: string;
  readonly path: string;
}

/** Plans the response to a line in a folder of its own. Throws as `recover`. */
export async function planDrill(
  folder: string,
  anchor: string,
  generations: readonly DrillGeneration[],
  { checked, signal }: { readonly checked: CheckedLine; readonly signal: AbortSignal },
): Promise<{ plan: RecoveryPlan; words: string }> {
  const verdicts = checked.assessed.generations.map(({ judgement }) => judgement.verdict);
  const plan = await recover(
    {
      line: 'drill',
      checked,
      generations: generations.map(({ name, path }, i) => ({ name, corpus: [path], verdict: verdicts[i] })),
      place: generations.length - 1,
      why: '',
      advice: '',
      story: NO_STORY,
      reservoir: { inputs: [join(anchor, 'reservoir.jsonl')], ...DRILL_FIELDS },
      anchor,
      policy: DEFAULT_POLICY,
      policySection: {},
      next: { output: join(folder, 'mix.jsonl'), exists: false },
      mixPlace: '',
    },
    { folder: join(folder, 'recovery'), signal, workers: 0 },
  );
  return { plan, words: planWords(plan) };
}

function planWords(plan: RecoveryPlan): string {
  if (plan.phase === 'early') {
    const { needed, selection } = plan;
    return `${Math.round(needed.humanShare * 100)}% human data, ${selection?.examples ?? 0} chosen examples`;
  }
  return plan.phase === 'late' ? `back to ${plan.lastHealthy?.name ?? 'human data'}` : 'nothing to recover';
}
