import type { Scenario } from './scenario.ts';

export const IMAGES: Scenario = {
  name: 'images',
  title: 'Images that learn from themselves',
  summary: 'a variational autoencoder of ten shapes refitted on its samples: rare shapes vanish',
  learners: [{ name: 'vae', summary: 'variational autoencoder with a mixture as its prior' }],
  defaults: {
    loops: ['replace', 'subsample', 'accumulate', 'fixed:0.1'],
    samples: 150,
    generations: 12,
    replicates: 2,
  },
  leastSamples: 32,
  rows: 'images',
  parameters: [
    { name: 'hidden', meaning: 'units of a hidden layer', default: 64, least: 1, most: 4096, whole: true },
    {
      name: 'latent',
      meaning: 'dimensions of the latent space',
      default: 4,
      least: 1,
      most: 64,
      whole: true,
    },
    { name: 'components', meaning: 'components of the prior', default: 16, least: 1, most: 256, whole: true },
    { name: 'epochs', meaning: 'times that each image is seen', default: 30, least: 0.01, most: 10_000 },
  ],
  metrics: [
    {
      id: 'bound',
      title: 'Log-density of real images',
      meaning: 'Evidence lower bound of the log-density of held-out real images, in nats a pixel.',
      worse: 'lower',
      signed: true,
    },
    {
      id: 'rare',
      title: 'Rare shapes left',
      meaning: 'Of the four rarest shapes, 7% of real images together, the share that the output has at all.',
      worse: 'lower',
      truth: 1,
    },
    {
      id: 'classes',
      title: 'Shapes left',
      meaning: 'Shapes that the output has at all, of ten.',
      worse: 'lower',
      truth: 10,
    },
    {
      id: 'distance',
      title: 'Distance of the shares',
      meaning: 'Total variation between the shares of shapes in the output, and of none, and the true ones.',
      worse: 'higher',
      truth: 0,
    },
    {
      id: 'none',
      title: 'Like no shape',
      meaning: 'Share of the output whose correlation with every shape is below .7.',
      worse: 'higher',
      truth: 0,
    },
    {
      id: 'variance',
      title: 'Pixel variance',
      meaning: 'Mean variance of a pixel of the output.',
      worse: 'lower',
    },
    {
      id: 'rank',
      title: 'Effective rank',
      meaning: '(sum lambda)^2 / sum lambda^2 over the eigenvalues of the covariance of the output.',
      worse: 'lower',
    },
    {
      id: 'error',
      title: 'Reconstruction error',
      meaning: 'Mean squared error by pixel of held-out real images, coded and decoded.',
      worse: 'higher',
    },
  ],
  slow: true,
  published: [
    {
      finding:
        'Variational autoencoders of handwritten digits trained on their own samples: after some generations all images look alike, ' +
        'and classes cannot be told apart.',
      source: 'Shumailov et al., Nature 631:755 (2024)',
    },
    {
      finding:
        'Variational autoencoders of faces: test error rises by generation under replace, and rises far less or not at all under accumulate.',
      source: 'Gerstgrasser et al., arXiv 2404.01413',
    },
    {
      finding: 'Without enough fresh real data, quality or diversity of images falls with every generation.',
      source: 'Alemohammad et al., arXiv 2307.01850',
    },
  ],
  load: async (settings) => (await import('./images-experiment.ts')).imagesExperiment(settings),
};
