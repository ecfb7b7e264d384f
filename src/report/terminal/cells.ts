/** Inclusive ranges that a terminal draws two cells wide (Unicode East Asian Width W and F, and emoji). */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x231a, 0x231b],
  [0x2329, 0x232a],
  [0x23e9, 0x23f3],
  [0x25fd, 0x25fe],
  [0x2614, 0x2615],
  [0x2648, 0x2653],
  [0x267f, 0x267f],
  [0x2693, 0x2693],
  [0x26a1, 0x26a1],
  [0x26aa, 0x26ab],
  [0x26bd, 0x26be],
  [0x26c4, 0x26ce],
  [0x26d4, 0x26ea],
  [0x26f2, 0x26fd],
  [0x2705, 0x2705],
  [0x270a, 0x270b],
  [0x2728, 0x2728],
  [0x274c, 0x274e],
  [0x2753, 0x2757],
  [0x2795, 0x2797],
  [0x27b0, 0x27bf],
  [0x2b1b, 0x2b1c],
  [0x2b50, 0x2b55],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18cff],
  [0x1aff0, 0x1b2ff],
  [0x1f004, 0x1f004],
  [0x1f0cf, 0x1f0cf],
  [0x1f18e, 0x1f18e],
  [0x1f191, 0x1f19a],
  [0x1f1e6, 0x1f320],
  [0x1f32d, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f7e0, 0x1f7eb],
  [0x1f90c, 0x1faff],
  [0x20000, 0x3fffd],
];

const ASCII = /^[\x20-\x7e]*$/;
const NO_WIDTH = /[\p{Mn}\p{Me}\p{Cf}]/u;

function pointWidth(character: string): number {
  const point = character.codePointAt(0)!;
  if (point < 0x300) return 1;
  if (NO_WIDTH.test(character)) return 0;
  for (const [first, last] of WIDE) if (point >= first && point <= last) return 2;
  return 1;
}

/**
 * Cells that `text` takes on a terminal, counted a code point at a time. Joined emoji are overestimated, since
 * terminals differ there: a line may come out short but never long.
 */
export function cellWidth(text: string): number {
  if (ASCII.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += pointWidth(character);
  return width;
}

/** `text` cut to `width` cells, with an ellipsis where something was cut. */
export function clip(text: string, width: number): string {
  if (cellWidth(text) <= width) return text;
  if (width <= 0) return '';
  let out = '';
  let used = 0;
  for (const character of text) {
    const next = pointWidth(character);
    if (used + next > width - 1) break;
    out += character;
    used += next;
  }
  return `${out.trimEnd()}\u2026`;
}

/** `text` brought to exactly `width` cells: cut, or filled with spaces at the `side` named. */
export function pad(text: string, width: number, side: 'left' | 'right' = 'right'): string {
  const cut = clip(text, width);
  const fill = ' '.repeat(Math.max(0, width - cellWidth(cut)));
  return side === 'left' ? fill + cut : cut + fill;
}

/** Splits a word that is wider than a line. */
function slices(word: string, width: number): string[] {
  const parts: string[] = [];
  let part = '';
  let used = 0;
  for (const character of word) {
    const next = pointWidth(character);
    if (used + next > width && part !== '') {
      parts.push(part);
      part = '';
      used = 0;
    }
    part += character;
    used += next;
  }
  return [...parts, part];
}

/** `text` broken between words into lines of at most `width` cells (at least 2). Words that do not fit are split. */
export function wrap(text: string, width: number): string[] {
  const room = Math.max(2, width);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').filter((part) => part !== '')) {
    for (const part of cellWidth(word) > room ? slices(word, room) : [word]) {
      const joined = line === '' ? part : `${line} ${part}`;
      if (cellWidth(joined) <= room) {
        line = joined;
      } else {
        lines.push(line);
        line = part;
      }
    }
  }
  return line === '' ? lines : [...lines, line];
}
