import type { Scenario } from './scenario.ts';

export const MIXTURE: Scenario = {
  name: 'mixture',
  title: 'A Gaussian mixture on a ring',
  summary: 'modes of a mixture fitted by EM to its own samples: they merge and die out',
  learners: [
    { name: 'em', summary: 'as many components as the truth has' },
    { name: 'em-narrow', summary: 'half as many components: a class that cannot hold the truth' },
  ],
  defaults: { loops: ['replace', 'subsample', 'accumulate'], samples: 300, generations: 15, replicates: 8 },
  leastSamples: 16,
  rows: 'points',
  parameters: [
    { name: 'components', meaning: 'modes, evenly on a circle', default: 8, least: 1, most: 64, whole: true },
    {
      name: 'spread',
      meaning: 'standard deviation of a mode; the radius is 1',
      default: 0.12,
      least: 0.001,
      most: 10,
    },
  ],
  metrics: [
    {
      id: 'likelihood',
      title: 'Held-out log-likelihood',
      meaning: 'Mean ln density of 500 new real points under the model, in nats.',
      worse: 'lower',
      signed: true,
    },
    {
      id: 'modes',
      title: 'Modes covered',
      meaning: 'Modes of the truth that get at least a fifth of their share of the samples.',
      worse: 'lower',
    },
    {
      id: 'precision',
      title: 'Precision',
      meaning: 'Share of the samples that lie where the truth has 99% of its mass.',
      worse: 'lower',
      truth: 0.99,
    },
  ],
  judges: true,
  slow: true,
  published: [
    {
      finding:
        'Mixtures refitted to their own samples lose variance and modes; the components move together until one is left.',
      source: 'Shumailov et al., Nature 631:755 (2024), figures of Gaussian mixtures',
    },
    {
      finding:
        'Without enough fresh real data precision or recall falls; sampling bias keeps precision and speeds the loss of recall.',
      source: 'Alemohammad et al., arXiv 2307.01850 (third-party account)',
    },
  ],
  load: async (settings) => (await import('./mixture-experiment.ts')).mixtureExperiment(settings),
};
