import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import { addExamples } from '../../examples.ts';
import { addTokenOptions, type CalibrateOptions } from './detect-options.ts';

/** `outcross watermark calibrate`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Holds human text against the keys: the realised rate of false positives, and thresholds, by key and length. A fixed key makes ' +
        'that rate its own, so that it is measured and not only derived. Text that is marked after all spoils the thresholds.',
    )
    .argument(
      '<human...>',
      'human text of the kind that is to be judged: files, folders, patterns, - for standard input',
    )
    .option('-o, --output <file>', 'where to write the calibration, as JSON (required)');
  addTokenOptions(command);
  addExamples(command, [
    ['outcross watermark calibrate human/ --tokens-field token_ids -o calibration.json', 'all keys'],
    [
      'outcross watermark detect crawl/ --tokens-field token_ids --calibration calibration.json',
      'and what it is for',
    ],
  ]);
  command.action(async (inputs: string[], options: CalibrateOptions) => {
    const { calibrateKeys } = await import('./calibrate-keys.ts');
    await calibrateKeys(inputs, options, context);
  });
}
