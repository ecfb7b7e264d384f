import { lostOf, type RecoverOptions } from './early.ts';
import { isText } from './how-much.ts';
import { mixesWith } from './ledger-story.ts';
import { afterMix, mixCommand } from './next-commands.ts';
import { type LatePlan, RECOVERY_SCHEMA } from './plan.ts';
import type { Situation } from './situation.ts';

/**
 * The plan of a late collapse: what was lost for good, the last generation to go back to, what stays in mixes and what leaves them.
 * Writes nothing. Throws as reading does.
 */
export async function planLate(
  situation: Situation,
  lastHealthy: number | undefined,
  options: RecoverOptions,
): Promise<LatePlan> {
  const { generations, place, line, why, reservoir, story, mixPlace } = situation;
  const { name, verdict } = generations[place];
  const kept = lastHealthy === undefined ? [] : generations.slice(0, lastHealthy + 1);
  const drop = generations.slice(kept.length);
  const keep = [...reservoir.inputs, ...kept.flatMap(({ corpus }) => corpus)];
  const { lost } = isText(situation) ? await lostOf(situation, options) : { lost: undefined };
  return {
    schema: RECOVERY_SCHEMA,
    phase: 'late',
    line,
    generation: name,
    verdict,
    why,
    ...(lastHealthy === undefined ? {} : { lastHealthy: generations[lastHealthy] }),
    ...(lost === undefined ? {} : { lost }),
    keep,
    drop,
    tainted: mixesWith(
      story,
      drop.map((generation) => generation.name),
    ),
    commands: [
      { command: mixCommand(keep, situation), why: 'build a set without what collapsed' },
      ...afterMix(situation),
    ],
    notes: [
      lastHealthy === undefined
        ? 'No generation of this line was healthy: train anew, from a model that was not trained on this line.'
        : `Train on from the model of ${generations[lastHealthy].name}, not from that of ${name}.`,
      `Later mixes take every generation unless ${mixPlace} says otherwise: mix: {inputs: [${keep.join(', ')}]}.`,
    ],
  };
}
