import type { Scenario } from './scenario.ts';

export const GAUSSIAN: Scenario = {
  name: 'gaussian',
  title: 'A Gaussian that learns from itself',
  summary: 'mean and variance refitted on samples of the last fit: the variance drifts to nothing',
  learners: [
    { name: 'likelihood', summary: 'maximum likelihood: the variance divides by M' },
    { name: 'unbiased', summary: 'the variance divides by M - 1' },
  ],
  defaults: { loops: ['replace', 'subsample', 'accumulate'], samples: 100, generations: 50, replicates: 200 },
  leastSamples: 2,
  rows: 'draws',
  parameters: [{ name: 'dimensions', meaning: 'dimensions', default: 1, least: 1, most: 64, whole: true }],
  metrics: [
    {
      id: 'wasserstein',
      title: 'W2 squared',
      meaning: 'Squared Wasserstein distance of order 2 between model and truth, in variances of the truth.',
      worse: 'higher',
      truth: 0,
    },
    {
      id: 'variance',
      title: 'Variance',
      meaning: 'Mean variance of the dimensions of the model, in variances of the truth.',
      worse: 'lower',
      truth: 1,
      logarithmic: true,
    },
    {
      id: 'log-variance',
      title: 'Log volume',
      meaning: 'ln det of the covariance by dimension: falls by the same step each generation under replace.',
      worse: 'lower',
      truth: 0,
      signed: true,
    },
    {
      id: 'mean-error',
      title: 'Error of the mean',
      meaning: 'Squared distance of the means of model and truth, in variances of the truth.',
      worse: 'higher',
      truth: 0,
    },
  ],
  published: [
    {
      finding:
        'Replace: the variance goes to 0 almost surely; its mean falls as (1 - 1/M)^k under maximum likelihood, and the ' +
        'error of the mean rises to as much as the truth varies.',
      source: 'Shumailov et al., Nature 631:755 (2024); Alemohammad et al., arXiv 2307.01850',
    },
    {
      finding:
        'Accumulate: the variance stops at sin(pi/sqrt M)/(pi/sqrt M), 0.9836 at M = 100, 0.8434 at M = 10; ' +
        'subsample: at 0.912 for M = 32, 0.739 for M = 10.',
      source: 'Kazdan et al., arXiv 2410.16713',
    },
  ],
  load: async (settings) => (await import('./gaussian-experiment.ts')).gaussianExperiment(settings),
};
