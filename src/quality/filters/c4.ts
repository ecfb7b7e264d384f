import { CleanLines } from './c4-lines.ts';
import type { Family } from './rule.ts';

const PAPER = 'Raffel et al. 2020, section 2.2';

/**
 * The rules of C4 in the reading of its reference implementation (TensorFlow Datasets, and datatrove after it). Lines that end in
 * no terminal mark, hold fewer than three words, a word of more than 1,000 characters, the word javascript or a policy notice
 * are passed over, and what is left is judged: so a text is dropped for lorem ipsum or a curly bracket only where the line
 * would have been kept until then.
 */
export const c4: Family = {
  name: 'c4',
  source: 'Raffel et al. 2020, arXiv 1910.10683, as TensorFlow Datasets and datatrove 0.10 read it',
  measures: [
    { name: 'lorem-ipsum', meaning: 'lines that hold lorem ipsum' },
    { name: 'curly-brackets', meaning: 'lines that hold {' },
    { name: 'sentences', meaning: 'sentences in the lines that stay' },
    { name: 'lines', meaning: 'lines' },
    { name: 'lines-kept', meaning: 'lines that stay' },
    { name: 'lines-long-word', meaning: 'lines passed over for a word of more than 1,000 characters' },
    {
      name: 'lines-no-terminal',
      meaning: 'lines passed over for their end: not one of . ? ! " \', or an ellipsis',
    },
    { name: 'lines-few-words', meaning: 'lines passed over for fewer than 3 words' },
    { name: 'lines-javascript', meaning: 'lines passed over for javascript' },
    { name: 'lines-policy', meaning: 'lines passed over for cookies, privacy or terms of use' },
  ],
  rules: [
    {
      id: 'c4.lorem-ipsum',
      measure: 'lorem-ipsum',
      bound: 'max',
      threshold: 0,
      source: PAPER,
      reference: 'lorem_ipsum',
    },
    {
      id: 'c4.curly-brackets',
      measure: 'curly-brackets',
      bound: 'max',
      threshold: 0,
      source: PAPER,
      reference: 'curly_bracket',
    },
    {
      id: 'c4.sentences',
      measure: 'sentences',
      bound: 'min',
      threshold: 5,
      source: PAPER,
      reference: 'too_few_sentences',
    },
  ],
  prepare: () => {
    const lines = new CleanLines();
    return (view, out, from) => {
      lines.run(view);
      out[from] = lines.loremIpsum;
      out[from + 1] = lines.curlyBrackets;
      out[from + 2] = lines.sentences;
      out[from + 3] = lines.lines;
      out[from + 4] = lines.kept;
      out[from + 5] = lines.longWord;
      out[from + 6] = lines.noTerminal;
      out[from + 7] = lines.fewWords;
      out[from + 8] = lines.javascript;
      out[from + 9] = lines.policy;
    };
  },
};
