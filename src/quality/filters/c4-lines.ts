import { TextScan } from './text-scan.ts';
import type { TextView } from './text-view.ts';
import { ALL_PUNCTUATION, SENTENCE_END, type WordList } from './word-list.ts';

/** Fewer words, or a longer one, and the line goes: Raffel et al. 2020 and its implementation. */
const LEAST_WORDS = 3;
const LONGEST_WORD = 1000;

const STOP = 0x2e;
/** . ? ! " ' */
const ENDS = new Set([STOP, 0x3f, 0x21, 0x22, 0x27]);
const CITATION = /\[\d*\]|\[edit\]|\[citation needed\]/g;
const POLICY = [
  'terms of use',
  'privacy policy',
  'cookie policy',
  'uses cookies',
  'use of cookies',
  'use cookies',
];
/** A text without any of these has no line that needs to be looked at as a string. */
const TRIGGERS = ['lorem ipsum', 'javascript', 'cookie', 'privacy policy', 'terms of use'];

/**
 * The lines that C4 keeps of a text: counts of what was passed over and why, and the text that is left. Lines are those of
 * Python's `splitlines`, trimmed; citations such as [1] and [edit] are taken out.
 */
export class CleanLines {
  loremIpsum = 0;
  curlyBrackets = 0;
  sentences = 0;
  lines = 0;
  kept = 0;
  longWord = 0;
  noTerminal = 0;
  fewWords = 0;
  javascript = 0;
  policy = 0;
  readonly #keptLines: string[] = [];
  #collects = false;
  #inner: TextScan | undefined;

  /** Judges the lines of the text in view. */
  run(view: TextView): void {
    this.#reset();
    const { stripped } = view.lines;
    const plain = !(
      view.text.includes('[') ||
      view.text.includes('{') ||
      TRIGGERS.some((part) => view.lower.includes(part))
    );
    const { chunks, words } = view.scan;
    let chunk = 0;
    let word = 0;
    this.lines = stripped.length;
    for (let i = 0; i < stripped.length; i++) {
      const end = stripped.end[i];
      const firstChunk = chunk;
      let longest = 0;
      for (; chunk < chunks.length && chunks.start[chunk] < end; chunk++) {
        longest = Math.max(longest, chunks.points[chunk]);
      }
      const firstWord = word;
      while (word < words.length && words.start[word] < end) word++;
      if (longest > LONGEST_WORD) this.longWord++;
      else if (plain) this.#plain(view, stripped.start[i], end, chunk - firstChunk, firstWord, word);
      else this.#checked(view.text.slice(stripped.start[i], end), chunk - firstChunk);
    }
  }

  /** The text that is left of the one in view, whose lines are judged anew. */
  textOf(view: TextView): string {
    this.#collects = true;
    try {
      this.run(view);
    } finally {
      this.#collects = false;
    }
    return this.#keptLines.join('\n').trim();
  }

  #reset(): void {
    this.loremIpsum = 0;
    this.curlyBrackets = 0;
    this.sentences = 0;
    this.lines = 0;
    this.kept = 0;
    this.longWord = 0;
    this.noTerminal = 0;
    this.fewWords = 0;
    this.javascript = 0;
    this.policy = 0;
    this.#keptLines.length = 0;
  }

  /** A line of a text in which nothing stands that must be searched for. */
  #plain(
    view: TextView,
    start: number,
    end: number,
    chunks: number,
    firstWord: number,
    afterWord: number,
  ): void {
    const { units, words } = view.scan;
    const last = end > start ? units[end - 1] : 0;
    const ellipsis = last === STOP && end - start > 2 && units[end - 2] === STOP && units[end - 3] === STOP;
    if (!ENDS.has(last) || ellipsis) this.noTerminal++;
    else if (chunks < LEAST_WORDS) this.fewWords++;
    else {
      this.sentences += sentencesOf(words, firstWord, afterWord);
      this.#keep(this.#collects ? view.text.slice(start, end) : '');
    }
  }

  /** `chunks`: words of the line before citations are taken out. */
  #checked(raw: string, chunks: number): void {
    const line = raw.includes('[') ? raw.replace(CITATION, '') : raw;
    if (line === '' || !ENDS.has(line.charCodeAt(line.length - 1)) || line.endsWith('...')) {
      this.noTerminal++;
      return;
    }
    if (chunks < LEAST_WORDS) {
      this.fewWords++;
      return;
    }
    const lower = line.toLowerCase();
    if (lower.includes('lorem ipsum')) this.loremIpsum++;
    else if (lower.includes('javascript')) this.javascript++;
    else if (line.includes('{')) this.curlyBrackets++;
    else if (POLICY.some((part) => lower.includes(part))) this.policy++;
    else {
      const scan = (this.#inner ??= new TextScan());
      scan.run(line);
      this.sentences += sentencesOf(scan.words, 0, scan.words.length);
      this.#keep(line);
    }
  }

  #keep(line: string): void {
    this.kept++;
    if (this.#collects) this.#keptLines.push(line);
  }
}

/**
 * Sentences in words [from, to): one ends with a mark that ends sentences and whatever punctuation follows it. A full stop
 * within an abbreviation is no such mark.
 */
export function sentencesOf({ bits }: WordList, from: number, to: number): number {
  if (from >= to) return 0;
  let count = 1;
  let over = false;
  for (let i = from; i < to; i++) {
    const kind = bits[i];
    if ((kind & SENTENCE_END) !== 0) over = true;
    else if (over && (kind & ALL_PUNCTUATION) === 0) {
      count++;
      over = false;
    }
  }
  return count;
}
