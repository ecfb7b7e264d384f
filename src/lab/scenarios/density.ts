import type { Scenario } from './scenario.ts';

export const DENSITY: Scenario = {
  name: 'density',
  title: 'A kernel density estimate',
  summary: 'every kernel blurs what the one before drew: the spread grows instead of shrinking',
  learners: [{ name: 'kernel', summary: 'normal kernels of a fixed bandwidth' }],
  defaults: { loops: ['replace', 'subsample', 'accumulate'], samples: 200, generations: 20, replicates: 20 },
  leastSamples: 2,
  rows: 'draws',
  parameters: [
    {
      name: 'bandwidth',
      meaning: 'standard deviation of a kernel; the truth has 1',
      default: 0.3,
      least: 1e-6,
      most: 100,
    },
  ],
  metrics: [
    {
      id: 'moment',
      title: 'Second moment',
      meaning: 'Mean of x^2 under the model, in variances of the truth.',
      worse: 'higher',
      truth: 1,
    },
    {
      id: 'likelihood',
      title: 'Held-out log-likelihood',
      meaning: 'Mean ln density of 200 new real points under the model, in nats.',
      worse: 'lower',
      truth: -0.5 * (1 + Math.log(2 * Math.PI)),
      signed: true,
    },
  ],
  slow: true,
  published: [
    {
      finding:
        'Replace: E[x^2] grows by h^2 a generation without bound; accumulate: by h^2 times the harmonic numbers, as a logarithm.',
      source: 'Kazdan et al., arXiv 2410.16713',
    },
  ],
  load: async (settings) => (await import('./density-experiment.ts')).densityExperiment(settings),
};
