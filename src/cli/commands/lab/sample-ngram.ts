import { type Command, InvalidArgumentError } from 'commander';
import type { Context } from '../../context.ts';
import { addExamples } from '../../examples.ts';
import { requireWritable } from '../../output-file.ts';
import { wholeNumber } from '../../reading-options.ts';

interface SampleOptions {
  readonly output: string;
  readonly examples: number;
  readonly seed: string;
  readonly temperature: number;
  readonly maxTokens: number;
}

/** `outcross lab sample-ngram`. */
export function define(command: Command, context: Context): void {
  command
    .description('Draws examples from a model that `lab train-ngram` made, as JSON lines.')
    .argument('<model>', 'a model made by `outcross lab train-ngram`')
    .requiredOption('-o, --output <file>', 'where to write the examples')
    .option('-n, --examples <n>', 'examples to draw', wholeNumber(1), 1000)
    .option('--seed <seed>', 'the same seed draws the same examples', '1')
    .option('--temperature <t>', 'below 1 the model writes what it finds likely', above0, 1)
    .option('--max-tokens <n>', 'an example is cut after so many tokens', wholeNumber(1), 400);
  addExamples(command, [
    ['outcross lab sample-ngram human.ngram -n 2000 -o g1.jsonl', 'two thousand examples'],
  ]);
  command.action(async (path: string, options: SampleOptions) => {
    const { sampleFile } = await import('../../../lab/drive/ngram/sample-file.ts');
    await requireWritable(options.output);
    await sampleFile({ ...options, model: path, signal: context.signal });
    context.stdout.write(`${options.output}: ${options.examples} examples\n`);
  });
}

function above0(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (value > 0 && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('It must be a number above 0.');
}
