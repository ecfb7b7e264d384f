import type { FilterSettings } from './filter-settings.ts';
import { createTextFilter } from './text-filter.ts';

/** The measures of one family by name; undefined where one does not exist. */
export async function measuresOf(profile: string, text: string): Promise<Record<string, number | undefined>> {
  const filter = await createTextFilter({ profiles: [profile] });
  return Object.fromEntries(filter.explain(text).map(({ measure, value }) => [measure, value]));
}

/** Rules of one family that a text breaks, without the family's name. */
export async function brokenBy(
  profile: string,
  text: string,
  rules: FilterSettings['rules'] = {},
): Promise<string[]> {
  const filter = await createTextFilter({ profiles: [profile], rules });
  const { rejected, flagged } = filter.judge(text);
  return [...rejected, ...flagged].map(({ rule }) => rule.slice(rule.indexOf('.') + 1));
}

/** `n` different words of 4 letters and more: w and three letters. */
export function differentWords(n: number): string[] {
  return Array.from({ length: n }, (_, i) => {
    const letters = [Math.floor(i / 676), Math.floor(i / 26) % 26, i % 26];
    return `w${letters.map((k) => String.fromCharCode(97 + (k % 26))).join('')}`;
  });
}

/** Prose that no rule of any family objects to. */
export const PROSE = [
  'The harbour had been quiet for most of the week, and the men who worked there were glad of it.',
  'Nobody would have expected a ship to come in before Sunday, let alone one with passengers on board.',
  'When the lights appeared beyond the breakwater, old Martha put down her knitting and went to the window.',
  'She counted three lanterns, which meant that the pilot had already climbed aboard.',
  'Her grandson ran to the quay with a rope over his shoulder; he was to be paid a shilling for each line he caught.',
  'By midnight everybody in the village knew that the vessel carried glass, oranges and a very tired violinist.',
].join(' ');

const named = (points: readonly number[]) => new Set(points.map((point) => String.fromCodePoint(point)));

/** What `str.isspace` of Python takes for white, and where `str.splitlines` ends lines. */
export const PYTHON_WHITE = named([
  ...[0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1c, 0x1d, 0x1e, 0x1f, 0x20, 0x85, 0xa0, 0x1680, 0x2000, 0x2001, 0x2002],
  ...[0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000],
]);
const PYTHON_BREAKS = named([0x0a, 0x0b, 0x0c, 0x0d, 0x1c, 0x1d, 0x1e, 0x85, 0x2028, 0x2029]);

/** Python's `str.split()`. */
export function pythonSplit(text: string): string[] {
  const marked = [...text].map((sign) => (PYTHON_WHITE.has(sign) ? ' ' : sign)).join('');
  return marked.split(' ').filter((part) => part !== '');
}

/** Python's `str.splitlines()`. */
export function pythonLines(text: string): string[] {
  const marked = [...text.replaceAll('\r\n', '\n')].map((sign) => (PYTHON_BREAKS.has(sign) ? '\n' : sign));
  const lines = marked.join('').split('\n');
  if (lines[lines.length - 1] === '') lines.pop();
  return lines;
}

/** Python's `str.strip()`. */
export function pythonStrip(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && PYTHON_WHITE.has(text[start])) start++;
  while (end > start && PYTHON_WHITE.has(text[end - 1])) end--;
  return text.slice(start, end);
}
