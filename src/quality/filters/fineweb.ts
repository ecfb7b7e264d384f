import { TERMINAL } from './character-classes.ts';
import type { Family } from './rule.ts';
import { BLANK, LATER_COPY } from './text-lines.ts';
import type { TextView } from './text-view.ts';

const SOURCE = 'Penedo et al. 2024, section 3.6';
/** Lines of at most so many characters are short. */
const SHORT_LINE = 30;
const NEWLINE = 0x0a;

/** FineWeb's own rules, as datatrove 0.10 implements them. */
export const fineweb: Family = {
  name: 'fineweb',
  source: 'Penedo et al. 2024, arXiv 2406.17557',
  measures: [
    { name: 'lines', meaning: 'lines that are not blank' },
    { name: 'punctuated-lines', meaning: 'share of such lines that end with a mark that ends sentences' },
    { name: 'short-lines', meaning: `share of such lines of at most ${SHORT_LINE} characters` },
    {
      name: 'duplicate-characters',
      meaning: 'share of characters, line feeds left out, in lines that came before',
    },
    { name: 'line-feeds', meaning: 'line feeds to a word, symbols counted as words' },
  ],
  rules: [
    {
      id: 'fineweb.empty',
      measure: 'lines',
      bound: 'min',
      threshold: 1,
      source: 'datatrove 0.10',
      reference: 'empty',
    },
    {
      id: 'fineweb.punctuated-lines',
      measure: 'punctuated-lines',
      bound: 'min',
      threshold: 0.12,
      source: SOURCE,
      reference: 'line_punct_ratio',
    },
    {
      id: 'fineweb.short-lines',
      measure: 'short-lines',
      bound: 'max',
      threshold: 0.67,
      source: SOURCE,
      reference: 'short_line_ratio',
    },
    {
      id: 'fineweb.duplicate-characters',
      measure: 'duplicate-characters',
      bound: 'max',
      threshold: 0.01,
      source: 'datatrove 0.10; the paper names 0.1',
      reference: 'char_dup_ratio',
    },
    {
      id: 'fineweb.line-feeds',
      measure: 'line-feeds',
      bound: 'max',
      threshold: 0.3,
      source: 'datatrove 0.10',
      reference: 'list_ratio',
    },
  ],
  prepare: () => measure,
};

function measure(view: TextView, out: Float64Array, from: number): void {
  const { scan } = view;
  const { units, classes, breaks, breakCount } = scan;
  const { length, start, end, points, bits } = view.lines.lines;
  let lines = 0;
  let punctuated = 0;
  let short = 0;
  let copied = 0;
  for (let i = 0; i < length; i++) {
    if ((bits[i] & BLANK) !== 0) continue;
    lines++;
    if (points[i] <= SHORT_LINE) short++;
    if ((bits[i] & LATER_COPY) !== 0) copied += points[i];
    if (endsSentence(units, start[i], end[i], classes)) punctuated++;
  }
  let feeds = 0;
  for (let k = 0; k < breakCount; k++) if (units[breaks[k]] === NEWLINE) feeds++;
  out[from] = lines;
  out[from + 1] = punctuated / lines;
  out[from + 2] = short / lines;
  out[from + 3] = lines === 0 ? Number.NaN : copied / (scan.points - feeds);
  out[from + 4] = lines === 0 ? Number.NaN : feeds / scan.words.count;
}

function endsSentence(
  units: Uint16Array,
  start: number,
  end: number,
  classes: TextView['scan']['classes'],
): boolean {
  const last = units[end - 1];
  // The classes of a pair stand at its first half.
  const at = last >= 0xdc00 && last <= 0xdfff && end - 2 >= start ? end - 2 : end - 1;
  return (classes.at(units, at, end) & TERMINAL) !== 0;
}
