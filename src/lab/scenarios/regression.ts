import type { Scenario } from './scenario.ts';

export const REGRESSION: Scenario = {
  name: 'regression',
  title: 'Linear regression on its own labels',
  summary: 'least squares on labels of the last fit: the error grows by the same step each generation',
  learners: [{ name: 'least-squares', summary: 'ordinary least squares on a fixed design' }],
  defaults: { loops: ['replace', 'accumulate'], samples: 111, generations: 19, replicates: 200 },
  leastSamples: 12,
  rows: 'rows',
  parameters: [
    {
      name: 'features',
      meaning: 'features d; a fit needs d + 2 rows',
      default: 10,
      least: 1,
      most: 200,
      whole: true,
    },
    { name: 'noise', meaning: 'standard deviation of the noise in labels', default: 1, least: 0, most: 1e6 },
  ],
  metrics: [
    {
      id: 'error',
      title: 'Excess test error',
      meaning:
        'Squared distance of the coefficients from the truth: what is lost on new rows beyond the noise.',
      worse: 'higher',
      truth: 0,
    },
  ],
  judges: true,
  published: [
    {
      finding:
        'Replace: the error is s^2 d / (T - d - 1) times the number of fits; accumulate: times sum 1/i^2, at most pi^2/6. With d = 10, ' +
        'T = 111, s = 1 after 20 fits: 2.000 against 0.1596.',
      source: 'Gerstgrasser et al., arXiv 2404.01413',
    },
  ],
  load: async (settings) => (await import('./regression-experiment.ts')).regressionExperiment(settings),
};
