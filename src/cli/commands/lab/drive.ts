import type { Command } from 'commander';
import type { DriveCommandOptions } from '../../actions/drive.ts';
import type { Context } from '../../context.ts';
import { addExamples } from '../../examples.ts';
import { wholeNumber } from '../../reading-options.ts';
import { addRecordOptions } from '../../record.ts';
import { addWorkspaceOptions } from '../../workspace-options.ts';

/** `outcross lab drive`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Drives your own pipeline through generations: trains and samples by the commands of a recipe, mixes and checks ' +
        'between them, and stops at a verdict or at the last generation. Run the same command again to go on after an end of any kind.',
    )
    .argument('<recipe>', 'a YAML file: human examples, mix, train, sample, generations')
    .option('-o, --output <folder>', 'where everything is kept (default: the name of the recipe and -drive)')
    .option('--dry-run', 'read the recipe, show the commands of the first two generations, and do nothing')
    .option('--workers <n>', 'threads that read large corpora (default: one a processor)', wholeNumber(0))
    .option('--json', 'write the outcome as JSON to standard output, and nothing else');
  addWorkspaceOptions(command);
  addRecordOptions(command);
  addExamples(command, [
    ['outcross lab drive recipe.yaml', 'all generations, or what is left of them'],
    ['outcross lab drive recipe.yaml --dry-run', 'is the recipe sound, and what will it run?'],
    ['outcross lab drive recipe.yaml -o runs/ten-percent', 'into a folder of its own'],
  ]);
  command.action(async (recipe: string, options: DriveCommandOptions) => {
    const { driveRecipe } = await import('../../actions/drive.ts');
    await driveRecipe(recipe, options, context);
  });
}
