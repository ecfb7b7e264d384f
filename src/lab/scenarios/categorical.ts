import type { Scenario } from './scenario.ts';

export const CATEGORICAL: Scenario = {
  name: 'categorical',
  title: 'Categories that drift',
  summary: 'frequencies of a Zipf vocabulary refitted on samples of the last fit: rare categories die out',
  learners: [
    { name: 'likelihood', summary: 'relative frequencies' },
    { name: 'laplace', summary: 'one added to every count: no category is ever lost' },
  ],
  defaults: { loops: ['replace', 'subsample', 'accumulate'], samples: 1000, generations: 20, replicates: 50 },
  leastSamples: 2,
  rows: 'draws',
  parameters: [
    {
      name: 'categories',
      meaning: 'categories of the truth',
      default: 1000,
      least: 2,
      most: 10_000_000,
      whole: true,
    },
    {
      name: 'exponent',
      meaning: 'probabilities fall as rank to minus this; 0 is uniform',
      default: 1,
      least: 0,
      most: 10,
    },
  ],
  metrics: [
    {
      id: 'survivors',
      title: 'Survivors',
      meaning: 'Categories that the model still gives a probability above 0.',
      worse: 'lower',
    },
    {
      id: 'heterozygosity',
      title: 'Heterozygosity',
      meaning:
        'Probability that two draws differ, 1 - sum p^2. High where the tail is gone: read it beside the survivors.',
      worse: 'lower',
    },
    {
      id: 'tail',
      title: 'Tail survival',
      meaning: 'Share of the rarest categories, those of the last 10% of the mass, that are left.',
      worse: 'lower',
      truth: 1,
    },
    {
      id: 'middle',
      title: 'Middle survival',
      meaning: 'Share of the categories between the first half and the last tenth of the mass that are left.',
      worse: 'lower',
      truth: 1,
    },
    {
      id: 'head',
      title: 'Head survival',
      meaning: 'Share of the commonest categories, those of the first half of the mass, that are left.',
      worse: 'lower',
      truth: 1,
    },
    {
      id: 'divergence',
      title: 'KL from the truth',
      meaning:
        'sum q ln(q / p) in nats, q the model and p the truth; the other way round it is infinite once a category is lost.',
      worse: 'higher',
      truth: 0,
    },
  ],
  published: [
    {
      finding:
        'Replace: heterozygosity falls by the factor 1 - 1/M a generation, and in the end one category is left; category i ' +
        'with probability p_i.',
      source: 'Wright-Fisher drift (Ewens 2004); Shumailov et al., Nature 631:755 (2024)',
    },
    {
      finding:
        'With R of M rows fresh, heterozygosity stops at a plateau: 0.9497 of its start at 10% and M = 100, 0.664 at 1%.',
      source: 'Drift with immigration; checked by `outcross lab verify`',
    },
  ],
  load: async (settings) => (await import('./categorical-experiment.ts')).categoricalExperiment(settings),
};
