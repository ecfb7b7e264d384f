import type { Metric, Published } from '../scenario.ts';

/** What is measured of every language model. */
export const TEXT_METRICS: readonly Metric[] = [
  {
    id: 'perplexity',
    title: 'Held-out human perplexity',
    meaning: 'Perplexity by word of human text that no model saw, over one vocabulary.',
    worse: 'higher',
    logarithmic: true,
  },
  {
    id: 'own',
    title: 'Own-output perplexity',
    meaning:
      'Perplexity by word of the model on what it wrote itself: it falls as the model grows sure of less.',
    worse: 'lower',
    logarithmic: true,
  },
  {
    id: 'tail',
    title: 'Tail coverage',
    meaning:
      'Share of the rare words of held-out human text (the last tenth of the mass) that the output still has, at equal size.',
    worse: 'lower',
  },
  {
    id: 'distinct-1',
    title: 'Distinct words',
    meaning: 'Different words by word of the output, at equal size.',
    worse: 'lower',
  },
  {
    id: 'distinct-2',
    title: 'Distinct bigrams',
    meaning: 'Different pairs of words by pair of the output, at equal size.',
    worse: 'lower',
  },
];

/** What others measured on language models. */
export const TEXT_PUBLISHED: readonly Published[] = [
  {
    finding:
      'TinyStories, GPT-2 of 9M: test cross-entropy 1.82 at round 1; at round 4 accumulate 1.74, replace 2.39, at temperature 0.3 ' +
      'accumulate 1.75, replace 5.82; replace with as many rows as accumulation has 2.18.',
    source: 'Gerstgrasser et al., arXiv 2404.01413 (third-party account)',
  },
  {
    finding: 'Gemma-2-2B after 20 rounds, test loss from 1.07: replace 2.6, subsample 1.23, accumulate 1.10.',
    source: 'Kazdan et al., arXiv 2410.16713 (read off plots)',
  },
  {
    finding:
      'OPT-125m on wikitext2, perplexity 34 after one fit: without real data it loses 20 to 28 points over nine generations; with 10% real ' +
      'data only minor degradation.',
    source: 'Shumailov et al., Nature 631:755 (2024)',
  },
];
