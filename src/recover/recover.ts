import { planEarly, type RecoverOptions } from './early.ts';
import { planLate } from './late.ts';
import { phaseOf } from './phase.ts';
import { RECOVERY_SCHEMA, type RecoveryPlan } from './plan.ts';
import type { Situation } from './situation.ts';

/**
 * What to do about a generation of a line: human data to bring back where the tail is being lost, the generation to go back to where
 * the centre is, and nothing where neither is so. Throws as reading the reservoir and writing to the folder do.
 */
export async function recover(situation: Situation, options: RecoverOptions): Promise<RecoveryPlan> {
  const { generations, place, line, why, advice } = situation;
  const { phase, lastHealthy } = phaseOf(generations, place);
  if (phase === 'early') return planEarly(situation, lastHealthy, options);
  if (phase === 'late') return planLate(situation, lastHealthy, options);
  const { name, verdict } = generations[place];
  return { schema: RECOVERY_SCHEMA, phase, line, generation: name, verdict, why, advice };
}
