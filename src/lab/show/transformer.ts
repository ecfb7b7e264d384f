import { OutcrossError } from '../../base/errors.ts';
import type { Transformer } from '../neural/transformer.ts';
import type { ExperimentSettings } from '../scenarios/scenario.ts';
import { humanParts } from '../scenarios/text/human-parts.ts';
import { type TextRows, textLines } from '../scenarios/text/text-lines.ts';
import { transformerModels } from '../scenarios/text/transformer-models.ts';
import { rankPicture } from './pictures.ts';
import type { Shown, Supply } from './shown.ts';
import { rankedPlaces, wordShares } from './word-shares.ts';

/** Passages that are shown of a generation. */
const SHOWN_PASSAGES = 4;

/** Transformers of the human text that is supplied: the words of that text by rank, and what the models write. */
export async function shownTransformer(
  settings: ExperimentSettings,
  { text, onStep }: Supply,
): Promise<Shown<TextRows, Transformer>> {
  if (text === undefined) throw new OutcrossError('E_NO_INPUT', 'there is no human text', { where: 'text' });
  const told = onStep && ((_loss: number, step: number, steps: number) => onStep(step, steps));
  const { models, codec } = transformerModels(humanParts(await text()), settings, told);
  const human = wordShares(models.training, codec.size);
  const places = rankedPlaces(human);
  const truth = Array.from(places, (place) => human[place]);
  return {
    experiment: textLines(models, settings.samples),
    picture: ({ output }) => {
      const shares = wordShares(output, codec.size);
      const passages = output.slice(0, SHOWN_PASSAGES).map((row) => codec.decode(row));
      const ranked = Array.from(places, (place) => shares[place]);
      return { ...rankPicture(truth, ranked), passages };
    },
  };
}
