import type { Family } from './rule.ts';

const SOURCE = 'chosen here: only what is too short to be judged, or too long to be one text';

/** Bounds of length alone. */
export const length: Family = {
  name: 'length',
  source: SOURCE,
  measures: [
    { name: 'characters', meaning: 'code points' },
    { name: 'words', meaning: 'strings between white space' },
    { name: 'longest-word', meaning: 'characters of the longest such string' },
  ],
  rules: [
    { id: 'length.characters.min', measure: 'characters', bound: 'min', threshold: 20, source: SOURCE },
    {
      id: 'length.characters.max',
      measure: 'characters',
      bound: 'max',
      threshold: 1_000_000,
      source: SOURCE,
    },
    { id: 'length.words.min', measure: 'words', bound: 'min', threshold: 5, source: SOURCE },
    { id: 'length.words.max', measure: 'words', bound: 'max', threshold: 200_000, source: SOURCE },
    {
      id: 'length.longest-word',
      measure: 'longest-word',
      bound: 'max',
      threshold: 1000,
      source: 'the bound that C4 sets to a word, Raffel et al. 2020',
    },
  ],
  prepare: () => (view, out, from) => {
    const { chunks, points } = view.scan;
    let longest = 0;
    for (let i = 0; i < chunks.length; i++) longest = Math.max(longest, chunks.points[i]);
    out[from] = points;
    out[from + 1] = chunks.count;
    out[from + 2] = longest;
  },
};
