import { atomicWrite } from '../../base/atomic.ts';
import { OutcrossError } from '../../base/errors.ts';
import { Rng } from '../../base/rng.ts';
import { makeFolder } from './disk.ts';
import { GENERATION_FILES, generationFolder, inGeneration, type Layout, RESERVOIR } from './layout.ts';
import { drawMix } from './mix-draw.ts';
import { type MixPlan, type Pools, planMix } from './mix-plan.ts';
import type { Recipe } from './recipe.ts';
import type { DriveRecord, StepName } from './record.ts';
import type { Made, Work } from './work.ts';

const { mix: MIX, output: OUTPUT } = GENERATION_FILES;

/** Writes the training set of a generation. */
export async function mixTraining({ recipe, layout, record }: Work, generation: number): Promise<Made> {
  const rng = new Rng(`${recipe.seed}/mix/${generation}`);
  const pools = poolsOf(record, generation);
  const plan = located(recipe, () => planMix(recipe.config.mix, pools, rng.split('plan')));
  await makeFolder(layout.at(generationFolder(generation)));
  await atomicWrite(layout.file(generation, MIX), drawMix(drawsOf(layout, pools, plan), rng.split('draw')));
  const synthetic = plan.generations.reduce((sum, n) => sum + n, 0);
  return {
    outputs: [inGeneration(generation, MIX)],
    facts: { human: plan.human, synthetic, generations: plan.generations },
  };
}

/** Rows of the pools that generation `generation` can be trained on. */
function poolsOf(record: DriveRecord, generation: number): Pools {
  const rows = (step: StepName, g: number, fact: string) => Number(record.done(step, g)!.facts[fact]);
  const before = Array.from({ length: generation - 1 }, (_, i) => i + 1);
  return {
    human: rows('human', 0, 'reservoir'),
    generations: before.map((g) => rows('sample', g, 'examples')),
  };
}

function drawsOf(layout: Layout, pools: Pools, plan: MixPlan) {
  const human = { path: layout.at(RESERVOIR), rows: pools.human, take: plan.human };
  const outputs = plan.generations.map((take, i) => ({
    path: layout.file(i + 1, OUTPUT),
    rows: pools.generations[i],
    take,
  }));
  return [human, ...outputs];
}

/** Says where in the recipe the policy stands. */
function located<T>(recipe: Recipe, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof OutcrossError) || error.code !== 'E_POLICY') throw error;
    throw new OutcrossError(error.code, error.message, { where: recipe.placeOf(['mix']), hint: error.hint });
  }
}
