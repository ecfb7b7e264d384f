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
