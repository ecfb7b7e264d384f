import { loadMixAnchor } from '../../mix/load-anchor.ts';
import { buildPrepared, prepareMix } from '../../mix/mix.ts';
import { requirePossible } from '../../mix/plan.ts';
import { DEFAULT_POLICY, type Policy } from '../../mix/policy.ts';
import type { RecoveryPlan } from '../plan.ts';

/** Builds the set that a plan asks for, of the corpora that its own command names. Throws as `prepareMix` and `buildPrepared`. */
export async function mixDrill(
  plan: RecoveryPlan,
  anchor: string,
  output: string,
  signal: AbortSignal,
): Promise<{ examples: number; human: number }> {
  const { minimum } = DEFAULT_POLICY.human;
  const share = plan.phase === 'early' ? plan.needed.humanShare : minimum;
  const policy: Policy = { ...DEFAULT_POLICY, human: { minimum: share } };
  const reading = { signal, workers: 0 };
  const guarded = await prepareMix({ inputs: inputsOf(plan) }, policy, {
    anchor: await loadMixAnchor(anchor),
    ...reading,
  });
  requirePossible(guarded.plan, 'the policy of the drill');
  // The set is not held against the anchor: the check that follows says more.
  const { anchor: _, ...prepared } = guarded;
  const { manifest } = await buildPrepared(prepared, { output, ...reading });
  const { examples, byOrigin } = manifest.composition;
  return { examples, human: byOrigin.find(({ value }) => value === 'human')?.examples ?? 0 };
}

function inputsOf(plan: RecoveryPlan): readonly string[] {
  if (plan.phase === 'late') return plan.keep;
  return plan.phase === 'early' ? plan.inputs : [];
}
