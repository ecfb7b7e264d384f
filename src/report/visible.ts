/** Inclusive ranges of code points that a reader cannot see or that reorder what is read (Unicode 15, categories Cc, Cf and fillers). */
const HIDDEN: readonly (readonly [number, number])[] = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x180e, 0x180e],
  [0x200b, 0x200b],
  [0x200e, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xd800, 0xdfff],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfffb],
  [0x1d173, 0x1d17a],
  [0xe0000, 0xe0fff],
];

/** Combining marks that one letter may carry before the rest are only counted. */
const MARKS_KEPT = 4;

const MARK = /[\p{Mn}\p{Me}]/u;
const PLAIN = /^[\x20-\x7e]*$/;

function isHidden(point: number): boolean {
  for (const [first, last] of HIDDEN) if (point >= first && point <= last) return true;
  return false;
}

function named(point: number): string {
  return `[U+${point.toString(16).toUpperCase().padStart(4, '0')}]`;
}

/**
 * `text` with everything that could hide, reorder or drive a terminal made visible: controls, bidirectional marks,
 * zero-width characters, tags and lone surrogates become `[U+202E]` and the like, in ASCII, since few fonts have pictures
 * for them. Joiners that scripts and emoji need (U+200C, U+200D) stay. A letter keeps four combining marks; further ones
 * are counted.
 */
export function visible(text: string): string {
  if (PLAIN.test(text)) return text;
  let out = '';
  let marks = 0;
  for (const character of text) {
    const isMark = MARK.test(character);
    if (!isMark && marks > MARKS_KEPT) out += `[+${marks - MARKS_KEPT} marks]`;
    marks = isMark ? marks + 1 : 0;
    if (marks > MARKS_KEPT) continue;
    const point = character.codePointAt(0)!;
    out += isHidden(point) ? named(point) : character;
  }
  return marks > MARKS_KEPT ? `${out}[+${marks - MARKS_KEPT} marks]` : out;
}

/** As `visible`, for running text: line ends and tabs become one space. */
export function visibleProse(text: string): string {
  return visible(text.replace(/[\t\n\r\u2028\u2029]+/g, ' '));
}

/** `visible(text)` cut to at most `length` characters, with an ellipsis where something was cut. */
export function clipped(text: string, length: number): string {
  const characters = [...visible(text)];
  return characters.length <= length
    ? characters.join('')
    : `${characters.slice(0, length - 1).join('')}\u2026`;
}
