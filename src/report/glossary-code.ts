import type { Term } from './term.ts';

/** Terms of the signals that only source code has. */
export const CODE_TERMS: Readonly<Record<string, Term>> = {
  'code.names.coverage': {
    title: 'Rare names',
    meaning: 'The share of rare human names (of variables, fields, types) that the generation still uses.',
    reading: 'Below 1.00 the generation keeps to the names that everybody uses.',
    worse: 'lower',
  },
  'code.names.types': {
    title: 'Names',
    meaning: 'The number of different names expected in a sample of as many names.',
    reading: 'Below 1.00 the generation uses fewer different names than people do.',
    worse: 'lower',
  },
  'code.calls.coverage': {
    title: 'Rare calls',
    meaning: 'The share of rare human calls (such as os.path.join) that the generation still makes.',
    reading: 'Below 1.00 whole parts of libraries are no longer used.',
    worse: 'lower',
  },
  'code.calls.types': {
    title: 'Calls',
    meaning: 'The number of different functions called that are expected in a sample of as many calls.',
    reading: 'Below 1.00 the generation calls fewer different functions than people do.',
    worse: 'lower',
  },
  'code.spread.depth': {
    title: 'Spread, nesting',
    meaning:
      'How widely sources differ from one another in the depth of their syntax trees (a robust scale).',
    reading: 'Below 1.00 sources are more alike in how deeply they nest than human ones.',
    worse: 'lower',
  },
  'code.spread.comments': {
    title: 'Spread, comments',
    meaning: 'How widely sources differ from one another in their share of comments (a robust scale).',
    reading: 'Below 1.00 sources are commented more uniformly than human ones.',
    worse: 'lower',
  },
  'code.spread.parsed': {
    title: 'Spread, parsed',
    meaning: 'How widely sources differ from one another in the share of them that parses (a robust scale).',
    reading: 'Context for the parse rate: near 0 where nearly all sources parse.',
    worse: 'neither',
  },
  'code.parse-rate': {
    title: 'Parse rate',
    meaning: 'The share of all code that fits the rules of its language.',
    reading: 'Below 1.00 the generation writes more that is no code, or breaks off in the middle.',
    worse: 'lower',
  },
  'code.clean': {
    title: 'Clean sources',
    meaning: 'The share of sources that parse without a single error.',
    reading: 'Below 1.00 more sources are broken somewhere than of people.',
    worse: 'lower',
  },
  'code.comment-share': {
    title: 'Comments',
    meaning: 'The share of all code that stands in comments.',
    reading: 'Context: models often comment more than people do, which is neither narrower nor wider.',
    worse: 'neither',
  },
};
