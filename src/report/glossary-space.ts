import type { Term } from './term.ts';

const context = 'neither' as const;
const lower = 'lower' as const;
const higher = 'higher' as const;

/** Vendi score of order `q`, as users write it. */
function vendi(q: string, weighs: string): Term {
  return {
    title: `Vendi score, q = ${q}`,
    meaning:
      'The effective number of different examples, by the eigenvalues of the cosines of their vectors.',
    reading: `${weighs} A fall means that examples have grown alike.`,
    worse: lower,
  };
}

/** Terms of the signals on feature vectors. */
export const SPACE_TERMS: Readonly<Record<string, Term>> = {
  'space.coverage': {
    title: 'Coverage',
    meaning: 'The share of human examples that have a generated one nearer than their k-th human neighbour.',
    reading: 'Below 1.00 regions of human data are no longer produced; with recall the first to fall.',
    worse: lower,
  },
  'space.recall': {
    title: 'Recall',
    meaning: 'The share of human examples that lie within reach of k generated neighbours.',
    reading: 'Below 1.00 human examples lie outside of what is generated; a few wild outputs can hide that.',
    worse: lower,
  },
  'space.precision': {
    title: 'Precision',
    meaning: 'The share of generated examples that lie within reach of k human neighbours.',
    reading: 'Below 1.00 output lies where no human data is: other data, or noise, rather than less of it.',
    worse: context,
  },
  'space.density': {
    title: 'Density',
    meaning: 'How many human neighbourhoods a generated example lies in, over k.',
    reading: 'Above 1.00 output crowds where human data is densest.',
    worse: context,
  },
  'space.vendi.q0.5': vendi('0.5', 'It gives weight to what is rare.'),
  'space.vendi.q1': vendi('1', 'It weighs by share.'),
  'space.vendi.q2': vendi('2', 'It sees what is common.'),
  'space.vendi.qinf': vendi('inf', 'It sees the commonest direction only.'),
  'space.deviation': {
    title: 'Spread of the vectors',
    meaning: 'The standard deviation of the vectors about their mean, over the whole corpus.',
    reading: 'Below 1.00 variance is lost: late collapse.',
    worse: lower,
  },
  'space.volume': {
    title: 'Volume of the cloud',
    meaning: 'The geometric mean of the spreads along the principal directions of human data.',
    reading: 'A fall to 0 means that some human direction of variation is gone.',
    worse: lower,
  },
  'space.effective-rank': {
    title: 'Effective rank',
    meaning: 'In how many directions the vectors vary: the entropy of the eigenvalues of their covariance.',
    reading: 'Below 1.00 variation is left in fewer directions.',
    worse: lower,
  },
  'space.first-component': {
    title: 'First component',
    meaning: 'The share of the variance that lies along a single direction.',
    reading: 'Above 1.00 one direction takes over.',
    worse: higher,
  },
  'space.distance': {
    title: 'Mean distance of pairs',
    meaning: 'One less the mean cosine of pairs of vectors.',
    reading: 'Below 1.00 pairs of examples are more alike than pairs of human ones.',
    worse: lower,
  },
  'space.frontier': {
    title: 'Frontier integral',
    meaning: 'The divergence of the shares of both in clusters of their vectors, over all mixtures.',
    reading: 'Two human samples have more than 0, so only the ratio tells: above 1.00 it is other data.',
    worse: higher,
  },
  'space.mauve': {
    title: 'MAUVE',
    meaning: 'The area under the divergence curve of the shares of both in clusters of their vectors.',
    reading: '1 for equal shares, near 0 for data that have nothing in common.',
    worse: lower,
  },
  'space.frechet': {
    title: 'Frechet distance',
    meaning: 'The squared distance of the normal distributions that fit the vectors (FID on image features).',
    reading: 'It falls with the size of samples: compare at equal size only.',
    worse: higher,
  },
  'space.kernel': {
    title: 'Kernel distance',
    meaning: 'The squared maximum mean discrepancy under a cubic kernel, unbiased (KID).',
    reading: 'About 0 for two human samples; the ratio is to its own standard error there.',
    worse: context,
  },
  'space.copying': {
    title: 'Near copies',
    meaning: 'The share of examples nearer to a training example than all but 1% of human ones.',
    reading: 'Context only: memorising hides a collapse, and is none.',
    worse: context,
  },
};

/** The term of a Vendi score of an order that a user chose. */
export function spaceTerm(id: string): Term | undefined {
  const order = /^space\.vendi\.q(.+)$/.exec(id)?.[1];
  if (Object.hasOwn(SPACE_TERMS, id)) return SPACE_TERMS[id];
  return order === undefined ? undefined : vendi(order, 'The higher q, the less the rare counts.');
}
