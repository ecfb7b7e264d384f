import type { Parameter, ScenarioDefinition } from './scenario.ts';
import { TEXT_METRICS, TEXT_PUBLISHED } from './text/text-metrics.ts';

/** Size and training of the models, as `transformerExperiment` reads them. */
interface Sizes {
  readonly vocabulary: number;
  readonly width: number;
  readonly layers: number;
  readonly epochs: number;
  readonly rate: number;
}

function parametersOf(sizes: Sizes): Parameter[] {
  return [
    {
      name: 'vocabulary',
      meaning: 'different words',
      default: sizes.vocabulary,
      least: 16,
      most: 65_536,
      whole: true,
    },
    {
      name: 'width',
      meaning: 'units of the residual stream, 16 a head',
      default: sizes.width,
      least: 16,
      most: 1024,
      whole: true,
    },
    { name: 'layers', meaning: 'layers', default: sizes.layers, least: 1, most: 24, whole: true },
    {
      name: 'epochs',
      meaning: 'times that each passage is seen',
      default: sizes.epochs,
      least: 0.01,
      most: 1000,
    },
    { name: 'rate', meaning: 'highest step size', default: sizes.rate, least: 1e-6, most: 1 },
  ];
}

const SHARED = {
  learners: [{ name: 'transformer', summary: 'causal, trained from scratch at every generation' }],
  leastSamples: 8,
  rows: 'passages',
  metrics: TEXT_METRICS,
  slow: true,
  published: TEXT_PUBLISHED,
} satisfies Partial<ScenarioDefinition>;

/** The one that learns from most comes early, so that it does not stand alone at the end. */
const LOOPS = ['replace', 'accumulate', 'subsample', 'fixed:0.1', 'replace@0.3'];

export const TRANSFORMER_SHORT: ScenarioDefinition = {
  ...SHARED,
  name: 'transformer',
  title: 'Transformers that read each other',
  summary: 'small transformers of human text trained on what the last one wrote (minutes)',
  defaults: { loops: LOOPS, samples: 640, generations: 4, replicates: 1 },
  parameters: parametersOf({ vocabulary: 2048, width: 32, layers: 2, epochs: 3, rate: 0.012 }),
};

export const TRANSFORMER_AT_LENGTH: ScenarioDefinition = {
  ...SHARED,
  name: 'transformer-long',
  title: 'Transformers that read each other, at length',
  summary: 'as transformer, with more text, wider models and more generations (tens of minutes)',
  defaults: { loops: LOOPS, samples: 1280, generations: 5, replicates: 1 },
  parameters: parametersOf({ vocabulary: 2048, width: 48, layers: 2, epochs: 3, rate: 0.01 }),
};
