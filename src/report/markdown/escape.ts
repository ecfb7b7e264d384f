import { clipped, visibleProse } from '../visible.ts';

/** Longest running text and longest name, in characters: a comment holds 65,536 in all. */
const MOST_TEXT = 1000;
const MOST_NAME = 60;

/** Characters that mean something within a line of Markdown. As entities they mean nothing (CommonMark 0.31, 2.5). */
const ACTIVE = /[&<>\\`*_[\]|~]/;

/** Sigils that make a reference of the word after them, on GitHub or GitLab. */
const SIGIL = /[@#!$%^&~]/;

/**
 * The filters that make mentions, references, formulas and links of bare addresses look at the text after entities were
 * resolved, but not across tags.
 */
const STOPPED = /[@#!$%^&~](?=\w)|:(?=\/\/)|(?<=\bwww)\.|(?<=\bGH)-(?=\d)|[&<>\\`*_[\]|~$]/gi;

function entity(character: string): string {
  return ACTIVE.test(character) ? `&#${character.charCodeAt(0)};` : character;
}

/**
 * A stranger's running text as Markdown that shows the same characters and does nothing: no markup, no table cell, no
 * formula, no mention, no reference to an issue, no link.
 */
export function escapeMarkdown(text: string): string {
  return clipped(visibleProse(text), MOST_TEXT).replace(STOPPED, (character, at: number, whole: string) => {
    const next = whole.charAt(at + 1);
    const isReference = SIGIL.test(character) && /\w/.test(next);
    const stands = isReference || character === '$' || !ACTIVE.test(character);
    return stands ? `<span>${entity(character)}</span>` : entity(character);
  });
}

/**
 * A stranger's name as a code span, which no filter looks into. The fence is longer than any run of backticks in it
 * (CommonMark 0.31, 6.1). A name with `|` or `\` becomes running text: within code, tables treat the two differently
 * from one implementation to the next.
 */
export function codeSpan(text: string): string {
  const shown = clipped(text, MOST_NAME).trim();
  if (shown === '') return '` `';
  if (/[|\\]/.test(shown)) return escapeMarkdown(shown);
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  const edge = shown.startsWith('`') || shown.endsWith('`') ? ' ' : '';
  return fence + edge + shown + edge + fence;
}
