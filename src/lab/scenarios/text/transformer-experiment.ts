import type { Transformer } from '../../neural/transformer.ts';
import type { Experiment, ExperimentSettings } from '../scenario.ts';
import { humanText } from './human-text.ts';
import { type TextRows, textExperiment } from './text-experiment.ts';
import { transformerModels } from './transformer-models.ts';

/** Lines of transformers (see `transformerModels`) of the text that the settings name. Throws as `humanText` does. */
export async function transformerExperiment(
  settings: ExperimentSettings,
): Promise<Experiment<TextRows, Transformer>> {
  const { models, parts } = transformerModels(await humanText(settings.text), settings);
  return textExperiment(parts, models, settings.samples);
}
