import { clipped, visible } from './visible.ts';

const WORD = /[\p{L}\p{N}]/u;

/** Length of what all `names` begin with, up to the last place that is not inside a word. */
function sharedStart(names: readonly (readonly string[])[]): number {
  const [first] = names;
  const isShared = (at: number) => names.every((name) => at < name.length && name[at] === first[at]);
  let length = 0;
  while (isShared(length)) length++;
  while (length > 0 && WORD.test(first[length - 1])) length--;
  return length;
}

/** What differs between `names`: what all begin and end with is left out. At least one character of each stays. */
function middles(names: readonly (readonly string[])[]): string[] {
  const start = sharedStart(names);
  const rests = names.map((name) => name.slice(start));
  const shortest = Math.min(...rests.map((rest) => rest.length));
  const end = Math.max(0, Math.min(sharedStart(rests.map((rest) => rest.toReversed())), shortest - 1));
  const mark = start + end > 0 ? '\u2026' : '';
  return rests.map((rest) => mark + rest.slice(0, rest.length - end).join(''));
}

/**
 * Names of one line, made visible and brought to at most `length` characters. Where one is too long, what all begin and
 * end with is left out first, since what differs is what tells them apart: `checkpoint-1`, `checkpoint-2` become `…1`,
 * `…2`.
 */
export function shortNames(names: readonly string[], length: number): string[] {
  const shown = names.map((name) => [...visible(name)]);
  const fit = names.length < 2 || shown.every((name) => name.length <= length);
  const chosen = fit ? shown.map((name) => name.join('')) : middles(shown);
  return chosen.map((name) => clipped(name, length));
}
