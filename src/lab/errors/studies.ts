import { OutcrossError } from '../../base/errors.ts';
import { suggestion } from '../../base/spelling.ts';
import type { StudyEntry } from './study.ts';

const DIVERGENCE = {
  title: 'Jensen-Shannon divergence',
  meaning:
    'Jensen-Shannon divergence between model and truth in nats: 0 where they are equal, at most 0.693.',
};

/** All studies of the three errors. */
export const STUDIES: readonly StudyEntry[] = [
  {
    name: 'mixture',
    title: 'A Gaussian mixture of three modes',
    levels: {
      statistical: { off: 'the limit of infinite samples, by quadrature', on: 'a finite sample' },
      expressivity: { off: 'three components, as the truth', on: 'two components' },
      approximation: { off: 'EM to its end, the best of three starts', on: 'a limited solver' },
    },
    limits: {
      'early-stopped': 'EM stopped after three iterations',
      regularised: 'three hundredths of the variance added to every component',
    },
    loss: DIVERGENCE,
    defaults: { samples: 300, generations: 10, replicates: 20 },
    leastSamples: 3,
    rows: 'draws',
    slow: true,
    load: async (settings) => (await import('./mixture-study.ts')).mixtureStudy(settings),
  },
  {
    name: 'categorical',
    title: 'Categories under Zipf\u2019s law',
    levels: {
      statistical: { off: 'the limit of infinite samples, exact', on: 'a finite sample' },
      expressivity: {
        off: 'a probability for each of 200 categories',
        on: 'one for every eight neighbours in rank',
      },
      approximation: { off: 'relative frequencies, the exact maximum', on: 'a limited solver' },
    },
    limits: {
      'early-stopped': '200 steps of gradient ascent on softmax parameters, from the uniform distribution',
      regularised: 'a thousandth added to every frequency',
      'high-step': 'gradient ascent at ten times that step, which does not settle',
    },
    loss: DIVERGENCE,
    defaults: { samples: 1000, generations: 10, replicates: 100 },
    leastSamples: 1,
    rows: 'draws',
    load: async (settings) => (await import('./categorical-study.ts')).categoricalStudy(settings),
  },
  {
    name: 'transformer',
    title: 'Small transformers of human text',
    levels: {
      statistical: { off: 'eight times as many passages, which stand for the limit', on: 'a finite sample' },
      expressivity: { off: 'two layers of width 32', on: 'one layer of width 16' },
      approximation: { off: '600 steps of AdamW', on: 'a limited solver' },
    },
    limits: {
      'early-stopped': 'training stopped after a fifth of the steps',
      'high-step': 'ten times the step size',
    },
    loss: {
      title: 'Held-out cross-entropy',
      meaning: 'Cross-entropy of held-out human text under the model, in nats a word.',
    },
    defaults: { samples: 200, generations: 2, replicates: 2 },
    leastSamples: 8,
    rows: 'passages',
    slow: true,
    load: async (settings) => (await import('./transformer-study.ts')).transformerStudy(settings),
  },
];

/** Throws `E_PARAMETER` for an unknown name, with the nearest. */
export function studyOf(name: string): StudyEntry {
  const found = STUDIES.find((study) => study.name === name);
  if (found !== undefined) return found;
  const known = STUDIES.map((study) => study.name);
  const meant = suggestion(name, known);
  throw new OutcrossError('E_PARAMETER', `the errors cannot be told apart for a learner "${name}"`, {
    where: '--learner',
    hint: `${meant === '' ? '' : `${meant} `}Known: ${known.join(', ')}.`,
  });
}
