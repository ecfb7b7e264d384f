import { resolve } from 'node:path';
import { type CommandWork, outOf, stepCommand } from './driven-command.ts';
import { Layout } from './layout.ts';
import type { CommandName } from './placeholders.ts';
import type { Recipe } from './recipe.ts';

export interface PlannedCommand {
  readonly generation: number;
  readonly step: CommandName;
  readonly command: string;
}

/** The commands of the first two generations (all later ones differ from the second in numbers only), as they would be run. */
export function plannedCommands(recipe: Recipe, options: CommandWork['options']): PlannedCommand[] {
  const work: CommandWork = { recipe, options, layout: new Layout(resolve(options.folder)) };
  const generations = [1, 2].filter((generation) => generation <= recipe.config.generations);
  return generations.flatMap((generation) =>
    (['train', 'sample'] as const).map((step) => ({
      generation,
      step,
      command: stepCommand(work, step, generation, outOf(work, step, generation)),
    })),
  );
}
