import { percentage } from '../base/percent.ts';

/** Characters that would not be seen, or would move what stands around them: controls, format characters, unpaired halves. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u2028\u2029]/gu;

/** Text on one line in which nothing hides: what cannot be seen stands as its code point, `\u{202e}`. */
export function oneLine(text: string): string {
  return text
    .replaceAll(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' ')
    .replaceAll(UNSEEN, (char) => `\\u{${char.codePointAt(0)!.toString(16)}}`)
    .trim();
}

/** What begins markup somewhere within a line, in CommonMark, its tables and its mathematics. */
const MARKUP = /[\\`*_{}[\]<>|~#!&$]/g;

/** Text as Markdown that shows it as it stands, within a line: no markup, no link, no HTML. */
export function markdown(text: string): string {
  return oneLine(text).replaceAll(MARKUP, (char) => `\\${char}`);
}

/** What begins a list, a rule or the underline of a heading, at the beginning of a line alone. */
const LINE_MARKUP = /^(?:[-+=]|\d{1,9}(?=[.)]))/;

/** As `markdown`, for text that begins a line. */
export function markdownLine(text: string): string {
  return markdown(text).replace(LINE_MARKUP, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`));
}

/** A row of a table. */
export function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** A table, its cells Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [tableRow(head), tableRow(head.map(() => '---')), ...rows.map(tableRow)].join('\n');
}

/** `12345` as `12,345`, in every locale. */
export function count(number: number): string {
  return String(number).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}

/** A share from 0 to 1 as per cent, with one decimal. */
export function percent(share: number): string {
  const shown = (share * 100).toFixed(1);
  const isFalse = (shown === '100.0' && share < 1) || (shown === '0.0' && share > 0);
  return isFalse ? percentage(share, 1) : `${shown}%`;
}

/** A part of an IRI that holds `text` and nothing that means something there; equal for equal text alone. */
export function iriPart(text: string): string {
  return encodeURIComponent(wellFormed(text)).replaceAll(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The address where `text` is one of the Web, as RFC 3986 writes it. */
export function webAddress(text: string | undefined): string | undefined {
  if (text === undefined || !/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  return new URL(text).href;
}

/** Text without halves of surrogate pairs, which no encoding has: U+FFFD stands for each. */
export function wellFormed(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '\uFFFD');
}
