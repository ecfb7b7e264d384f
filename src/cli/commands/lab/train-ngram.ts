import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import { addExamples } from '../../examples.ts';
import { requireWritable } from '../../output-file.ts';
import { addReadingOptions, type ReadingOptions, readingSpec, wholeNumber } from '../../reading-options.ts';

interface TrainOptions extends ReadingOptions {
  readonly output: string;
  readonly order: number;
}

/** `outcross lab train-ngram`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Trains an n-gram language model on a corpus: a trainer for `lab drive` that needs nothing else.',
    )
    .argument('<corpus...>', 'files, folders, patterns, - for standard input')
    .requiredOption('-o, --output <file>', 'where to write the model')
    .option('--order <n>', 'length of the longest n-grams, up to 16', wholeNumber(1), 3);
  addReadingOptions(command);
  addExamples(command, [['outcross lab train-ngram human.jsonl -o human.ngram', 'a trigram model']]);
  command.action(async (inputs: string[], options: TrainOptions) => {
    const { trainTextModel, writeTextModel } = await import('../../../lab/drive/ngram/model-file.ts');
    await requireWritable(options.output);
    const spec = readingSpec(inputs, options);
    const { model, tally } = await trainTextModel(spec, options.order, context.signal);
    await writeTextModel(options.output, model);
    const { tokens, order } = model.model;
    context.stdout.write(
      `${options.output}: order ${order}, ${tally.examples} examples, ${tokens} tokens, ${model.pieces.length} types\n`,
    );
  });
}
