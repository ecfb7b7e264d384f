import type { Experiment } from '../scenario.ts';
import type { HumanText } from './human-parts.ts';
import { type TextModels, type TextRows, textLines } from './text-lines.ts';
import { humanSides, verdictsOf } from './text-verdicts.ts';

export type { TextModels, TextRows } from './text-lines.ts';

/** Lines of language models on human text (see `textLines`), with what `check` says of each generation. */
export function textExperiment<M>(
  human: HumanText,
  models: TextModels<M>,
  samples: number,
): Experiment<TextRows, M> {
  let sides: ReturnType<typeof humanSides> | undefined;
  return {
    ...textLines(models, samples),
    verdicts: (outputs) => {
      sides ??= humanSides(human.holdout, human.reservoir);
      return verdictsOf(
        sides,
        outputs.map((rows) => rows.slice(0, samples).map(models.decode)),
      );
    },
  };
}
