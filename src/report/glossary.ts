import { CODE_TERMS } from './glossary-code.ts';
import { columnTerm } from './glossary-columns.ts';
import { SPACE_TERMS, spaceTerm } from './glossary-space.ts';
import type { Term } from './term.ts';
import { clipped } from './visible.ts';

export type { Term } from './term.ts';

const TERMS: Readonly<Record<string, Term>> = {
  ...CODE_TERMS,
  ...SPACE_TERMS,
  'tail.coverage': {
    title: 'Tail coverage',
    meaning:
      'The share of rare human word sequences (the rarest that together hold 10%, 5% or 1% of human tokens) that the generation still produces.',
    reading:
      'At 1.00 the generation keeps as many rare sequences as a second human sample does; this is the first thing that collapse takes.',
    worse: 'lower',
  },
  'missing-mass': {
    title: 'Missing mass',
    meaning:
      'The Good-Turing estimate of the probability that the next token is a type not yet seen in the sample.',
    reading: 'A low value means that the corpus has little left to show: its vocabulary is nearly used up.',
    worse: 'lower',
  },
  types: {
    title: 'Vocabulary',
    meaning: 'The number of different types expected in a sample of equal size (rarefaction).',
    reading: 'Below 1.00 the generation uses fewer different types in the same number of tokens.',
    worse: 'lower',
  },
  'richness.chao1': {
    title: 'Richness (Chao1)',
    meaning: 'A lower bound for the number of types in the source, those never sampled included.',
    reading: 'Below 1.00 the generation draws on a smaller vocabulary than human text of the same size.',
    worse: 'lower',
  },
  'hill.q0': {
    title: 'Hill number, q = 0',
    meaning: 'The number of different types in a sample of equal size; every type counts alike.',
    reading: 'It feels the loss of rare types soonest among the Hill numbers.',
    worse: 'lower',
  },
  'hill.q1': {
    title: 'Hill number, q = 1',
    meaning:
      'The exponential of Shannon entropy: how many equally common types would give the same uncertainty.',
    reading: 'It weighs types by their frequency; a fall means that the body of the vocabulary is narrowing.',
    worse: 'lower',
  },
  'hill.q2': {
    title: 'Hill number, q = 2',
    meaning: 'The inverse Simpson index: the effective number of common types.',
    reading: 'It sees the head only; when it falls, collapse has reached the centre of the distribution.',
    worse: 'lower',
  },
  distinct: {
    title: 'Distinct-n',
    meaning: 'The share of n-grams in a sample of equal size that are different from one another.',
    reading: 'Below 1.00 the generation says fewer different things in the same number of tokens.',
    worse: 'lower',
  },
  'self-bleu': {
    title: 'Self-BLEU',
    meaning: 'How well each example is predicted by the n-grams of all the others, over the whole corpus.',
    reading: 'Above 1.00 examples resemble one another more than human examples do.',
    worse: 'higher',
  },
  'spread.volume': {
    title: 'Spread, volume',
    meaning:
      'The volume of the cloud that examples form in the space of their features (the determinant of its covariance).',
    reading: 'Below 1.00 examples vary less, all features taken together; this falls late.',
    worse: 'lower',
  },
  'spread.effective-rank': {
    title: 'Spread, effective rank',
    meaning: 'How many independent directions the examples vary in (the exponential entropy of eigenvalues).',
    reading: 'Below 1.00 variation has been squeezed into fewer directions.',
    worse: 'lower',
  },
  'repetition.within': {
    title: 'Repetition within',
    meaning: 'The share of n-grams in an example that already occurred in that same example.',
    reading: 'Above 1.00 single examples loop or repeat themselves more than human ones.',
    worse: 'higher',
  },
  'repetition.self': {
    title: 'Self-repetition',
    meaning: 'How often the n-grams of one example occur again in others (Salkar et al. 2022).',
    reading: 'Above 1.00 the corpus leans on stock phrases.',
    worse: 'higher',
  },
  compression: {
    title: 'Compression',
    meaning: 'How many times smaller the text becomes when it is compressed.',
    reading: 'Above 1.00 the text is more predictable than human text of the same size.',
    worse: 'higher',
  },
  'duplicates.exact': {
    title: 'Exact duplicates',
    meaning: 'The share of examples whose text occurs more than once.',
    reading: 'Above 1.00 the generator returns the same answer more often than people do.',
    worse: 'higher',
  },
  'duplicates.near': {
    title: 'Near duplicates',
    meaning: 'The share of examples that are almost the same as another one (by MinHash).',
    reading: 'Above 1.00 the generator returns variants of the same answer.',
    worse: 'higher',
  },
  'unique.exact': {
    title: 'Unique examples',
    meaning: 'The share of examples that are left when exact copies are removed.',
    reading: 'Below 1.00 the generator returns the same answer more often than people do.',
    worse: 'lower',
  },
  'unique.near': {
    title: 'Unique, near copies',
    meaning: 'The share of examples that are left when near copies are removed too.',
    reading: 'Below 1.00 the generator returns variants of the same answer.',
    worse: 'lower',
  },
  'perplexity.holdout': {
    title: 'Perplexity (human)',
    meaning: 'How surprised a language model of the generation is by the human holdout.',
    reading: 'Above 1.00 human text has become stranger to what was learnt from this generation.',
    worse: 'higher',
  },
  'perplexity.own': {
    title: 'Perplexity (own)',
    meaning: 'How surprised a language model of the generation is by that generation itself.',
    reading:
      'Below 1.00 the generation is easier to predict than human text: the other blade of the scissors.',
    worse: 'lower',
  },
  'model.perplexity.holdout': {
    title: 'Own model, human text',
    meaning:
      'How surprised the generation’s own model is by the human holdout, by the scores that were given.',
    reading:
      'The ratio is to the reference model of the line; above 1.00 the model has moved away from human text.',
    worse: 'higher',
  },
  'model.perplexity.own': {
    title: 'Own model, own output',
    meaning: 'How surprised the generation’s own model is by its own output, by the scores that were given.',
    reading:
      'The ratio is to the reference model of the line; below 1.00 the model has become surer of itself: the other blade of the scissors.',
    worse: 'lower',
  },
  'divergence.js': {
    title: 'Divergence (JS)',
    meaning: 'The Jensen-Shannon divergence between the n-grams of the generation and of human text.',
    reading:
      'Above 1.00 the generation differs from human text more than human text differs from itself; alone, it does not say narrower.',
    worse: 'higher',
  },
  novelty: {
    title: 'Novelty',
    meaning: 'The share of tokens whose type the human holdout does not have.',
    reading: 'Context: far above 1.00 the text is other text (a new topic or language), not narrower text.',
    worse: 'neither',
  },
  'category.coverage': {
    title: 'Category coverage',
    meaning: 'The share of human categories that the generation still has.',
    reading: 'Below 1.00 whole classes, dialects or topics have vanished.',
    worse: 'lower',
  },
  'category.divergence': {
    title: 'Category divergence',
    meaning: 'The Jensen-Shannon divergence between the shares of categories.',
    reading: 'Above 1.00 the balance of categories has moved further than between two human samples.',
    worse: 'higher',
  },
  copying: {
    title: 'Copying',
    meaning: 'The share of the generation that repeats long runs of its training set word for word.',
    reading: 'Context only: memorising is a fault of another kind and no sign of collapse.',
    worse: 'neither',
  },
};

const NGRAM_NOTE: Readonly<Record<number, string>> = {
  1: 'words',
  2: 'pairs of words',
  3: 'triples of words',
};

/** `order` in words: 1 is `words`, 4 is `runs of 4 words`. */
export function orderInWords(order: number): string {
  return NGRAM_NOTE[order] ?? `runs of ${order} words`;
}

/** True where the glossary or its rule for `spread.<feature>` knows the signal. */
export function isKnownSignal(id: string): boolean {
  return Object.hasOwn(TERMS, id) || id.startsWith('spread.') || columnTerm(id) !== undefined;
}

/** What the ratio of a signal is to. */
export function rulerOf(id: string): string {
  return id.startsWith('model.') ? 'the reference model' : 'human';
}

/** The term of a signal id. An unknown id becomes its own title. */
export function termOf(id: string): Term {
  if (Object.hasOwn(TERMS, id)) return TERMS[id];
  const column = columnTerm(id);
  if (column !== undefined) return column;
  if (id.startsWith('spread.')) return spreadTerm(id.slice('spread.'.length));
  const space = spaceTerm(id);
  if (space !== undefined) return space;
  return {
    title: clipped(id, 40),
    meaning: 'This version of the report has no description of this signal.',
    reading: 'Read the ratio: 1.00 is like human text.',
    worse: 'neither',
  };
}

function spreadTerm(feature: string): Term {
  const name = feature.replaceAll('-', ' ');
  return {
    title: `Spread, ${name}`,
    meaning: `How widely examples differ from one another in ${name} (a robust scale).`,
    reading: 'Below 1.00 examples are more alike in this respect than human ones; this falls late.',
    worse: 'lower',
  };
}

interface Keyed {
  readonly id: string;
  readonly order?: number;
  readonly band?: number;
}

/** `Tail coverage, 1-gram, 10%`: the name of one signal in tables. */
export function signalTitle(signal: Keyed): string {
  const { title } = termOf(signal.id);
  const parts = [signal.id === 'distinct' && signal.order !== undefined ? `Distinct-${signal.order}` : title];
  if (signal.order !== undefined && signal.id !== 'distinct') parts.push(`${signal.order}-gram`);
  if (signal.band !== undefined) parts.push(`${Math.round(signal.band * 100)}%`);
  return parts.join(', ');
}

/** As `signalTitle` where room is short: the order is left out where it is 1 or does not name what is counted. */
export function signalBrief(signal: Keyed): string {
  const counted = signal.id === 'tail.coverage' || signal.id === 'distinct' || signal.id === 'divergence.js';
  const { order, ...rest } = signal;
  if (order === undefined || (counted && (order > 1 || signal.id === 'distinct'))) return signalTitle(signal);
  return signalTitle(rest);
}
