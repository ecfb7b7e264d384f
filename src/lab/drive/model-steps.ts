import { OutcrossError } from '../../base/errors.ts';
import { acceptOutput } from './accept-output.ts';
import { bytesOf, makeFolder, moveInto, removeAll, syncBelow } from './disk.ts';
import { outOf, runStepCommand } from './driven-command.ts';
import { GENERATION_FILES, inGeneration, type Layout } from './layout.ts';
import type { CommandName } from './placeholders.ts';
import type { Made, Work } from './work.ts';

const { model: MODEL, sampled: SAMPLED, output: OUTPUT, half: HALF } = GENERATION_FILES;

/** Trains the model of a generation by the recipe's command. */
export async function train(work: Work, generation: number): Promise<Made> {
  const { layout } = work;
  const out = await freshHalf(work, 'train', generation);
  await runStepCommand(work, 'train', generation, out);
  await requireOutput(work, 'train', generation, out);
  await moveInto(out, layout.file(generation, MODEL));
  await removeAll(layout.file(generation, HALF));
  return { outputs: [inGeneration(generation, MODEL)], facts: {} };
}

/** Lets the model write its examples by the recipe's command, and reads them. */
export async function sample(work: Work, generation: number): Promise<Made> {
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
