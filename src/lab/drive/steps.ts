import { atomicWrite } from '../../base/atomic.ts';
import { OutcrossError } from '../../base/errors.ts';
import { Rng } from '../../base/rng.ts';
import type { CorpusSpec } from '../../corpus/source.ts';
import { profileCorpus } from '../../engine/profile-corpus.ts';
import { readProfileFile } from '../../engine/profile-file.ts';
import { encodeProfile } from '../../profile/codec.ts';
import type { Profile } from '../../profile/profile.ts';
import { acceptOutput } from './accept-output.ts';
import { bytesOf, makeFolder, moveInto, removeAll, syncBelow } from './disk.ts';
import { outOf, runStepCommand } from './driven-command.ts';
import { writeSide } from './human-split.ts';
import {
  GENERATION_FILES,
  generationFolder,
  HOLDOUT,
  HOLDOUT_PROFILE,
  inGeneration,
  type Layout,
  RESERVOIR,
  RESERVOIR_PROFILE,
} from './layout.ts';
import { drawMix } from './mix-draw.ts';
import { type MixPlan, type Pools, planMix } from './mix-plan.ts';
import type { CommandName } from './placeholders.ts';
import type { Reading, Recipe } from './recipe.ts';
import type { DriveRecord, StepName } from './record.ts';
import type { Work } from './work.ts';

/** What a step made: paths from the drive's folder, and what to remember. */
export interface Made {
  readonly outputs: readonly string[];
  readonly facts: Readonly<Record<string, unknown>>;
}

const {
  mix: MIX,
  model: MODEL,
  sampled: SAMPLED,
  output: OUTPUT,
  profile: PROFILE,
  half: HALF,
} = GENERATION_FILES;

/** Does one step from its beginning, whatever an attempt before left of it. */
export const PERFORM: Readonly<Record<StepName, (work: Work, generation: number) => Promise<Made>>> = {
  human: splitHuman,
  mix: mixTraining,
  train,
  sample,
  check,
};

async function splitHuman(work: Work): Promise<Made> {
  const { recipe, options, layout } = work;
  const { human: spec, holdout, seed } = recipe;
  const { source } = recipe.config.human;
  const split = { spec, holdout, seed, source, signal: options.signal };
  await makeFolder(layout.at('human'));
  const reservoir = await writeSide(split, 'reservoir', layout.at(RESERVOIR));
  const held = await writeSide(split, 'holdout', layout.at(HOLDOUT));
  requireFeasible(recipe, reservoir.rows);
  await profileInto(work, layout.at(RESERVOIR), readingOf(spec), layout.at(RESERVOIR_PROFILE));
  await profileInto(work, layout.at(HOLDOUT), readingOf(spec), layout.at(HOLDOUT_PROFILE));
  return {
    outputs: [RESERVOIR, HOLDOUT, RESERVOIR_PROFILE, HOLDOUT_PROFILE],
    facts: { reservoir: reservoir.rows, holdout: held.rows, malformed: held.tally.malformed },
  };
}

/** What no training set could be made of shows before a model is trained, where the recipe says how much there will be. */
function requireFeasible({ config: { mix, examples, generations } }: Recipe, human: number): void {
  planMix(mix, { human, generations: [] }, new Rng('feasible'));
  if (generations === 1 || examples === undefined) return;
  planMix(mix, { human, generations: [examples] }, new Rng('feasible'));
}

/** Rows are written as JSON lines with their fields as they were; those of other formats may have been lines without fields. */
function readingOf({ format, reader, textField, groupField, categoryField }: Reading): Reading {
  const lines = format === 'text' || format === 'document';
  const fields = lines ? {} : { reader, textField, groupField, categoryField };
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return { format: 'jsonl', ...Object.fromEntries(given) };
}

async function profileInto(work: Work, path: string, reading: Reading, target: string): Promise<Profile> {
  const { signal, workers } = work.options;
  const spec: CorpusSpec = { ...reading, inputs: [path] };
  const profile = await profileCorpus(spec, { signal, ...(workers === undefined ? {} : { workers }) });
  await atomicWrite(target, encodeProfile(profile));
  return profile;
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

async function mixTraining({ recipe, layout, record }: Work, generation: number): Promise<Made> {
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

async function train(work: Work, generation: number): Promise<Made> {
  const { layout } = work;
  const out = await freshHalf(work, 'train', generation);
  await runStepCommand(work, 'train', generation, out);
  await requireOutput(work, 'train', generation, out);
  await moveInto(out, layout.file(generation, MODEL));
  await removeAll(layout.file(generation, HALF));
  return { outputs: [inGeneration(generation, MODEL)], facts: {} };
}

async function sample(work: Work, generation: number): Promise<Made> {
  const { layout, recipe, options } = work;
  const name = `${SAMPLED}.${recipe.output.format}`;
  const out = await freshHalf(work, 'sample', generation);
  await runStepCommand(work, 'sample', generation, out);
  await requireOutput(work, 'sample', generation, out);
  const accepted = acceptOutput(
    {
      sampled: out,
      reading: recipe.output,
      generation,
      source: recipe.name,
      asked: recipe.config.examples,
      signal: options.signal,
    },
    layout.file(generation, OUTPUT),
  );
  const { examples, malformed } = await accepted.catch((error) => {
    throw ofGeneration(error, layout, generation);
  });
  await moveInto(out, layout.file(generation, name));
  await removeAll(layout.file(generation, HALF));
  return {
    outputs: [inGeneration(generation, name), inGeneration(generation, OUTPUT)],
    facts: { examples, malformed },
  };
}

/** Where a command is to write: nothing stands there, in a folder that does. */
async function freshHalf(work: Work, step: CommandName, generation: number): Promise<string> {
  const half = work.layout.file(generation, HALF);
  await removeAll(half);
  await makeFolder(half);
  return outOf(work, step, generation);
}

async function requireOutput(
  { layout }: Work,
  step: CommandName,
  generation: number,
  out: string,
): Promise<void> {
  const bytes = await bytesOf(out);
  if (bytes !== undefined && bytes > 0) return syncBelow(out);
  const log = layout.file(generation, `${step}.log`);
  const what = bytes === undefined ? 'wrote nothing to {out}' : 'wrote an empty {out}';
  throw new OutcrossError('E_COMMAND', `${step} of generation ${generation} succeeded and ${what}`, {
    where: log,
    hint: `It was to write ${out}. All that it said is in ${log}. Mend the command, and run the same again to go on here.`,
  });
}

/** What is wrong with the examples of a generation, with where to look and how to go on. */
function ofGeneration(error: unknown, layout: Layout, generation: number): unknown {
  if (!(error instanceof OutcrossError) || error.code === 'E_INTERRUPTED' || error.code === 'E_WRITE')
    return error;
  const hint = [
    error.hint ?? '',
    `What it wrote is in ${layout.file(generation, HALF)}, what it said in ${layout.file(generation, 'sample.log')}.`,
    'Mend the command, and run the same again to go on here.',
  ];
  return new OutcrossError(error.code, `sample of generation ${generation}: ${error.message}`, {
    where: error.where ?? layout.file(generation, HALF),
    hint: hint.filter((part) => part !== '').join(' '),
    cause: error,
  });
}

async function check(work: Work, generation: number): Promise<Made> {
  const { layout, recipe, options } = work;
  await profileInto(
    work,
    layout.file(generation, OUTPUT),
    readingOf(recipe.output),
    layout.file(generation, PROFILE),
  );
  const generations: { name: string; profile: Profile }[] = [];
  for (let g = 1; g <= generation; g++) {
    generations.push({ name: `g${g}`, profile: await readProfileFile(layout.file(g, PROFILE)) });
  }
  const against = await readProfileFile(layout.at(HOLDOUT_PROFILE));
  const reservoir = await readProfileFile(layout.at(RESERVOIR_PROFILE));
  const { order, ...rest } = recipe.config.check ?? {};
  const { files, ...said } = await options.inspect(
    { against, reservoir, generations },
    { ...rest, ...(order === undefined ? {} : { lmOrder: order }) },
    options.signal,
  );
  for (const [name, text] of Object.entries(files)) await atomicWrite(layout.file(generation, name), text);
  const outputs = [PROFILE, ...Object.keys(files)].map((name) => inGeneration(generation, name));
  return { outputs, facts: { ...said, reports: Object.keys(files) } };
}
