import type { LostCategory, LostType } from './report.ts';

/** What ends a sentence, or begins a line or a quotation: a word after it is written with a capital whatever it is. */
const BEGINS = /(?:^|[.!?:;…\n\r"'“”„«»‘’([{*—–-])\s*$/u;

const LETTER = /\p{L}/u;
const DIGIT = /\p{N}/u;

/** Words as they stand in a dictionary, also with apostrophes and hyphens. */
const WORD = /^\p{L}[\p{L}\p{M}]*(?:['’\u2010-][\p{L}\p{M}]+)*$/u;

/**
 * What kind of thing a lost type is, as far as its spelling tells:
 * - `phrase`: several words; of code a sequence of constructs;
 * - `number`: digits, with signs and no letter; `sign`: neither;
 * - `name`: people write it with a capital where no sentence begins, in the passage that is shown: in English mostly a proper name, in German
 *   any noun;
 * - `word`: letters, with apostrophes or hyphens; `mixed`: letters with digits or signs, such as `x86` or `foo_bar`.
 */
export function lostCategory({
  type,
  order,
  passage,
}: Pick<LostType, 'type' | 'order' | 'passage'>): LostCategory {
  if (order > 1) return 'phrase';
  if (!LETTER.test(type)) return DIGIT.test(type) ? 'number' : 'sign';
  if (!WORD.test(type)) return 'mixed';
  return passage !== undefined && isCapitalised(passage) ? 'name' : 'word';
}

function isCapitalised({ text, start, end }: NonNullable<LostType['passage']>): boolean {
  const [first, second] = text.slice(start, end);
  // A word that is all in capitals may be shouted; an initial of one letter is a name's.
  const isUpper = (letter: string | undefined) => letter !== undefined && letter !== letter.toLowerCase();
  if (!isUpper(first) || isUpper(second)) return false;
  const before = text.slice(0, start);
  return before.trim() !== '' && before !== '…' && !BEGINS.test(before);
}
