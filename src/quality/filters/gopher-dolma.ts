import { ALPHA } from './character-classes.ts';
import { STOP_WORDS } from './gopher-datatrove.ts';
import type { NgramClasses } from './ngram-classes.ts';
import { measureNgrams, ngramMeasures, ngramRules } from './ngram-measures.ts';
import type { Family, Rule } from './rule.ts';
import { COPY } from './text-lines.ts';
import type { TextView } from './text-view.ts';
import type { WordList } from './word-list.ts';
import { WordSet } from './word-set.ts';

const NAME = 'gopher-dolma';
const TEXT = 'Rae et al. 2021, appendix A.1.1';
const TABLE = 'Rae et al. 2021, table A1';
/** The paper's table has 0.2. */
const TAGGER = "Dolma's filter for gopher_v1";
const stopWords = new WordSet(STOP_WORDS);

const STAR = 0x2a;
const HYPHEN = 0x2d;
const HASH = 0x23;
const ELLIPSIS = 0x2026;

function rule(
  name: string,
  measure: string,
  bound: Rule['bound'],
  threshold: number,
  source: string,
  reference: string,
): Rule {
  return { id: `${NAME}.${name}`, measure, bound, threshold, source, reference };
}

/** Gopher's rules of quality and repetition as Dolma's tagger `gopher_v1` reads them. */
export const gopherDolma: Family = {
  name: NAME,
  source: 'Rae et al. 2021, arXiv 2112.11446, as Dolma (Soldaini et al. 2024, tagger gopher_v1) reads it',
  measures: [
    { name: 'words', meaning: 'strings between white space' },
    { name: 'median-word-length', meaning: 'median length of such a string, in characters' },
    { name: 'symbol-words', meaning: 'share of words that hold # or …' },
    { name: 'alphabetic-words', meaning: 'share of words that hold a letter' },
    { name: 'required-words', meaning: `words, copies counted, of: ${STOP_WORDS.join(', ')}` },
    {
      name: 'bullet-lines',
      meaning: 'share of lines that begin with * or -, blanks before it not passed over',
    },
    { name: 'ellipsis-lines', meaning: 'share of lines that end with …' },
    {
      name: 'duplicate-lines',
      meaning: 'share of lines that come more than once, empty ones and first copies counted',
    },
    {
      name: 'duplicate-line-characters',
      meaning:
        'characters of such lines, blanks counted, to the characters of all words, blanks not: above 1 is possible',
    },
    ...ngramMeasures(
      'characters of the most frequent n-gram times its copies, to those of all words, overlaps counted again',
      'characters of n-grams that come more than once, first copies counted, to those of all n-grams',
    ),
  ],
  rules: [
    rule('words.min', 'words', 'min', 50, TEXT, 'word_count'),
    rule('words.max', 'words', 'max', 100_000, TEXT, 'word_count'),
    rule('word-length.min', 'median-word-length', 'min', 3, TEXT, 'median_word_length'),
    rule('word-length.max', 'median-word-length', 'max', 10, TEXT, 'median_word_length'),
    rule('symbol-words', 'symbol-words', 'max', 0.1, TEXT, 'symbol_to_word_ratio'),
    rule('alphabetic-words', 'alphabetic-words', 'min', 0.8, TEXT, 'fraction_of_words_with_alpha_character'),
    rule('required-words', 'required-words', 'min', 2, TEXT, 'required_word_count'),
    rule('bullet-lines', 'bullet-lines', 'max', 0.9, TEXT, 'fraction_of_lines_starting_with_bullet_point'),
    rule('ellipsis-lines', 'ellipsis-lines', 'max', 0.3, TEXT, 'fraction_of_lines_ending_with_ellipsis'),
    rule('duplicate-lines', 'duplicate-lines', 'max', 0.3, TABLE, 'fraction_of_duplicate_lines'),
    rule(
      'duplicate-line-characters',
      'duplicate-line-characters',
      'max',
      0.3,
      TAGGER,
      'fraction_of_characters_in_duplicate_lines',
    ),
    ...ngramRules(NAME, [
      (n) => `fraction_of_characters_in_most_common_${n}grams`,
      (n) => `fraction_of_characters_in_duplicate_${n}grams`,
    ]),
  ],
  prepare: () => measure,
};

function measure(view: TextView, out: Float64Array, from: number): void {
  const characters = measureWords(view, out, from);
  measureLines(view, characters, out, from + 5);
  const { ngrams } = view;
  ngrams.start(view.scan.chunks);
  const repeated = (grams: NgramClasses) => {
    const copies = grams.allCopies();
    return copies.repeated / copies.total;
  };
  measureNgrams(ngrams, (grams) => topShare(grams, characters), repeated, out, from + 9);
}

/** Returns the characters of all words. */
function measureWords(view: TextView, out: Float64Array, from: number): number {
  const { chunks, units } = view.scan;
  const { length, bits, points, start, end } = chunks;
  let characters = 0;
  let alphabetic = 0;
  let symbols = 0;
  for (let i = 0; i < length; i++) {
    characters += points[i];
    if ((bits[i] & ALPHA) !== 0) alphabetic++;
    for (let k = start[i]; k < end[i]; k++) {
      if (units[k] !== HASH && units[k] !== ELLIPSIS) continue;
      symbols++;
      break;
    }
  }
  out[from] = chunks.count;
  out[from + 1] = medianLength(chunks);
  out[from + 2] = symbols / length;
  out[from + 3] = alphabetic / length;
  out[from + 4] = stopWords.tokens(chunks);
  return characters;
}

/** Longer words count as this long: the median of any text that could pass lies far below. */
const LONGEST = 1023;
const lengths = LONGEST + 1;

function medianLength({ length, points }: WordList): number {
  if (length === 0) return Number.NaN;
  const counts = new Int32Array(lengths);
  for (let i = 0; i < length; i++) counts[Math.min(points[i], LONGEST)]++;
  const low = rank(counts, (length - 1) >> 1);
  return length % 2 === 1 ? low : (low + rank(counts, length >> 1)) / 2;
}

/** The value at place `k` of what was counted, from 0. */
function rank(counts: Int32Array, k: number): number {
  let value = 0;
  for (let seen = counts[0]; seen <= k; seen += counts[++value]);
  return value;
}

function measureLines(view: TextView, characters: number, out: Float64Array, from: number): void {
  const { units } = view.scan;
  const { length, start, end, bits, points } = view.lines.lines;
  let bullets = 0;
  let ellipses = 0;
  let copies = 0;
  let copied = 0;
  for (let i = 0; i < length; i++) {
    if ((bits[i] & COPY) !== 0) {
      copies++;
      copied += points[i];
    }
    if (start[i] === end[i]) continue;
    if (units[start[i]] === STAR || units[start[i]] === HYPHEN) bullets++;
    if (units[end[i] - 1] === ELLIPSIS) ellipses++;
  }
  out[from] = bullets / length;
  out[from + 1] = ellipses / length;
  out[from + 2] = copies / length;
  out[from + 3] = characters === 0 ? Number.NaN : copied / characters;
}

function topShare(ngrams: NgramClasses, characters: number): number {
  const top = ngrams.top();
  return top === undefined ? Number.NaN : (ngrams.pointsAt(top.at) * top.count) / characters;
}
