import type { NgramClasses } from './ngram-classes.ts';
import { measureNgrams, ngramMeasures, ngramRules } from './ngram-measures.ts';
import type { Family, Rule } from './rule.ts';
import { LATER_COPY } from './text-lines.ts';
import { occurrences, type TextView } from './text-view.ts';
import { ALL_SYMBOLS, HAS_LETTER, type WordList } from './word-list.ts';
import { WordSet } from './word-set.ts';

const NAME = 'gopher-datatrove';
const TEXT = 'Rae et al. 2021, appendix A.1.1';
const TABLE = 'Rae et al. 2021, table A1';

/** Rae et al. 2021, appendix A.1.1. */
export const STOP_WORDS = ['the', 'be', 'to', 'of', 'and', 'that', 'have', 'with'] as const;
const stopWords = new WordSet(STOP_WORDS);

const BULLET = 0x2022;
const HYPHEN = 0x2d;
const ELLIPSIS = 0x2026;
const STOP = 0x2e;
const NEWLINE = 0x0a;

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

/** Gopher's rules of quality and repetition as datatrove reads them (filters of version 0.10). */
export const gopherDatatrove: Family = {
  name: NAME,
  source: 'Rae et al. 2021, arXiv 2112.11446, as datatrove 0.10 reads it',
  measures: [
    { name: 'words', meaning: 'words that are not all symbols' },
    { name: 'mean-word-length', meaning: 'mean length of such words, in characters' },
    { name: 'hashes', meaning: 'number signs to a word, symbols counted as words' },
    { name: 'ellipses', meaning: 'ellipses, ... or …, to a word' },
    { name: 'bullet-lines', meaning: 'share of lines that begin with • or -' },
    { name: 'ellipsis-lines', meaning: 'share of lines that end with an ellipsis' },
    { name: 'alphabetic-words', meaning: 'share of words, symbols among them, that hold a letter' },
    { name: 'stop-words', meaning: `different words of: ${STOP_WORDS.join(', ')}` },
    { name: 'duplicate-paragraphs', meaning: 'share of paragraphs that came before' },
    { name: 'duplicate-paragraph-characters', meaning: 'share of characters in such paragraphs' },
    { name: 'duplicate-lines', meaning: 'share of lines that came before, empty ones left out' },
    { name: 'duplicate-line-characters', meaning: 'share of characters in such lines' },
    ...ngramMeasures(
      'characters of the most frequent n-gram, blanks between its words counted, times its copies, to those of the text',
      'characters of n-grams that came before, each word counted once, to those of the text',
    ),
  ],
  rules: [
    rule('words.min', 'words', 'min', 50, TEXT, 'gopher_short_doc'),
    rule('words.max', 'words', 'max', 100_000, TEXT, 'gopher_long_doc'),
    rule('word-length.min', 'mean-word-length', 'min', 3, TEXT, 'gopher_below_avg_threshold'),
    rule('word-length.max', 'mean-word-length', 'max', 10, TEXT, 'gopher_above_avg_threshold'),
    rule('hashes', 'hashes', 'max', 0.1, TEXT, 'gopher_too_many_hashes'),
    rule('ellipses', 'ellipses', 'max', 0.1, TEXT, 'gopher_too_many_ellipsis'),
    rule('bullet-lines', 'bullet-lines', 'max', 0.9, TEXT, 'gopher_too_many_bullets'),
    rule('ellipsis-lines', 'ellipsis-lines', 'max', 0.3, TEXT, 'gopher_too_many_end_ellipsis'),
    rule('alphabetic-words', 'alphabetic-words', 'min', 0.8, TEXT, 'gopher_below_alpha_threshold'),
    rule('stop-words', 'stop-words', 'min', 2, TEXT, 'gopher_enough_stop_words'),
    rule('duplicate-paragraphs', 'duplicate-paragraphs', 'max', 0.3, TABLE, 'dup_para_frac'),
    rule(
      'duplicate-paragraph-characters',
      'duplicate-paragraph-characters',
      'max',
      0.2,
      TABLE,
      'dup_para_char_frac',
    ),
    rule('duplicate-lines', 'duplicate-lines', 'max', 0.3, TABLE, 'dup_line_frac'),
    rule('duplicate-line-characters', 'duplicate-line-characters', 'max', 0.2, TABLE, 'dup_line_char_frac'),
    ...ngramRules(NAME, [(n) => `top_${n}_gram`, (n) => `duplicated_${n}_n_grams`]),
  ],
  prepare: () => measure,
};

function measure(view: TextView, out: Float64Array, from: number): void {
  measureWords(view, out, from);
  measureLines(view, out, from + 4);
  measureCopies(view, out, from + 8);
  measureGrams(view, out, from + 12);
}

function measureWords(view: TextView, out: Float64Array, from: number): void {
  const { words } = view.scan;
  const { length, bits, points } = words;
  let real = 0;
  let characters = 0;
  let alphabetic = 0;
  for (let i = 0; i < length; i++) {
    const kind = bits[i];
    alphabetic += kind & HAS_LETTER;
    if ((kind & ALL_SYMBOLS) !== 0) continue;
    real++;
    characters += points[i];
  }
  const { text } = view;
  const ellipses = occurrences(text, '...') + occurrences(text, '…');
  // Words that were too many to be kept count too.
  out[from] = real + words.count - length;
  out[from + 1] = characters / real;
  out[from + 2] = occurrences(text, '#') / words.count;
  out[from + 3] = ellipses / words.count;
  out[from + 6] = alphabetic / length;
  out[from + 7] = stopWords.different(words);
}

/** The lines of Python's `splitlines`, without the white space around them. */
function measureLines(view: TextView, out: Float64Array, from: number): void {
  const { units } = view.scan;
  const { length, start, end } = view.lines.stripped;
  let bullets = 0;
  let ellipses = 0;
  for (let i = 0; i < length; i++) {
    if (start[i] === end[i]) continue;
    const first = units[start[i]];
    if (first === BULLET || first === HYPHEN) bullets++;
    const last = end[i] - 1;
    if (units[last] === ELLIPSIS) ellipses++;
    else if (
      units[last] === STOP &&
      last - start[i] >= 2 &&
      units[last - 1] === STOP &&
      units[last - 2] === STOP
    )
      ellipses++;
  }
  out[from] = bullets / length;
  out[from + 1] = ellipses / length;
}

function measureCopies(view: TextView, out: Float64Array, from: number): void {
  const { units, length, points } = view.scan;
  const { lines, paragraphs } = view.lines;
  const [copiedParagraphs, paragraphPoints] = laterCopies(paragraphs);
  const [copiedLines, linePoints] = laterCopies(lines);
  // Cutting at runs of line feeds leaves an empty piece at an end where the text has one.
  let pieces = length === 0 ? 1 : 0;
  for (let i = 0; i < lines.length; i++) if (lines.start[i] < lines.end[i]) pieces++;
  const leading = length > 0 && units[0] === NEWLINE;
  const trailing = length > 0 && units[length - 1] === NEWLINE;
  const empty = (leading ? 1 : 0) + (trailing ? 1 : 0);
  out[from] = copiedParagraphs / paragraphs.length;
  out[from + 1] = paragraphPoints / points;
  out[from + 2] = (copiedLines + (empty === 2 ? 1 : 0)) / (pieces + empty);
  out[from + 3] = linePoints / points;
}

/** Pieces that came before, empty ones left out, and their characters. */
function laterCopies({ length, start, end, points, bits }: WordList): readonly [number, number] {
  let pieces = 0;
  let characters = 0;
  for (let i = 0; i < length; i++) {
    if ((bits[i] & LATER_COPY) === 0 || start[i] === end[i]) continue;
    pieces++;
    characters += points[i];
  }
  return [pieces, characters];
}

function measureGrams(view: TextView, out: Float64Array, from: number): void {
  const { points, words } = view.scan;
  const { ngrams } = view;
  ngrams.start(words);
  measureNgrams(
    ngrams,
    (grams) => topShare(grams, points),
    (grams) => grams.laterCopies() / points,
    out,
    from,
  );
}

function topShare(ngrams: NgramClasses, points: number): number {
  const top = ngrams.top();
  if (top === undefined) return Number.NaN;
  return ((ngrams.pointsAt(top.at) + ngrams.order - 1) * top.count) / points;
}
