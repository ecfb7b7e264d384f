import type { Scenario } from './scenario.ts';
import { TEXT_METRICS, TEXT_PUBLISHED } from './text/text-metrics.ts';

export const TEXT: Scenario = {
  name: 'text',
  title: 'Language models that read each other',
  summary: 'n-gram models of human text trained on what the last one wrote: rare words go first',
  learners: [{ name: 'ngram', summary: 'interpolated modified Kneser-Ney' }],
  defaults: {
    loops: ['replace', 'subsample', 'accumulate', 'fixed:0.1'],
    samples: 800,
    generations: 5,
    replicates: 3,
  },
  leastSamples: 4,
  rows: 'paragraphs',
  parameters: [
    { name: 'order', meaning: 'length of the longest n-grams', default: 3, least: 1, most: 8, whole: true },
  ],
  metrics: TEXT_METRICS,
  slow: true,
  published: TEXT_PUBLISHED,
  load: async (settings) => (await import('./text/ngram-experiment.ts')).ngramExperiment(settings),
};
