import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import { addExamples } from '../../examples.ts';
import { wholeNumber } from '../../reading-options.ts';
import { addRecordOptions } from '../../record.ts';
import { addTokenOptions, type DetectOptions } from './detect-options.ts';
import { number } from './key-options.ts';

/** `outcross watermark detect`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Holds every example against the keys, and all examples of a source together: marked, no evidence, too few tokens, or not ' +
        'verifiable. Estimates which share of the corpus is marked. No evidence never says that a text is not marked.',
    )
    .argument('<corpus...>', 'files, folders, patterns, - for standard input')
    .option(
      '--level <p>',
      'chance of calling an unmarked text marked, over all keys (default: 0.001)',
      number,
    )
    .option('--calibration <file>', 'what outcross watermark calibrate measured')
    .option('--scores <file>', 'write score, p-value and state of each example, as JSON lines')
    .option('--write <path>', 'write the corpus, marked examples tagged synthetic by evidence of a watermark')
    .option('--overwrite', 'with --write: replace another origin that a row states')
    .option('-f, --force', 'with --write: write over what is there')
    .option('--top <n>', 'sources that are listed (default: 12)', wholeNumber(1));
  addTokenOptions(command);
  addRecordOptions(command);
  addExamples(command, [
    ['outcross watermark detect crawl/ --tokens-field token_ids', 'is a synthetic subset hidden in it?'],
    [
      'outcross watermark detect logs.jsonl --keys production --tokens-field ids --write tagged.jsonl',
      'tag what the key finds, for filter and mix',
    ],
    [
      'outcross watermark detect essays.jsonl --tokenizer model/tokenizer.json --scores scores.jsonl',
      'from text',
    ],
    [
      'outcross watermark detect crawl/ --tokens-field ids --engine spark --master spark://host:7077',
      'on a cluster',
    ],
  ]);
  command.action(async (inputs: string[], options: DetectOptions) => {
    const { detectMarks } = await import('./detect-marks.ts');
    await detectMarks(inputs, options, context);
  });
}
