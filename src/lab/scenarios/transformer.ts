import type { Scenario } from './scenario.ts';
import { TRANSFORMER_AT_LENGTH, TRANSFORMER_SHORT } from './transformer-definition.ts';

const load: Scenario['load'] = async (settings) =>
  (await import('./text/transformer-experiment.ts')).transformerExperiment(settings);

export const TRANSFORMER: Scenario = { ...TRANSFORMER_SHORT, load };

export const TRANSFORMER_LONG: Scenario = { ...TRANSFORMER_AT_LENGTH, load };
