import type { Window, WindowOptions } from '../../lm/sliding-windows.ts';

/** Share of a window, at its end, in which white space to end it at is looked for. */
const SEARCHED = 0.25;

/**
 * Windows over the characters (code points) of a text whose tokens nobody knows beforehand. A window ends before white space
 * where there is some near, since tokens begin there.
 */
export function textWindows(characters: readonly string[], { window, stride }: WindowOptions): Window[] {
  const windows: Window[] = [];
  const { length } = characters;
  let first = 0;
  while (first < length) {
    const from = windows.length === 0 ? 0 : Math.max(0, first - (window - stride));
    const end = Math.min(from + window, length);
    const to =
      end === length ? end : breakBefore(characters, Math.max(first + 1, end - window * SEARCHED), end);
    windows.push({ from, first, to });
    first = to;
  }
  return windows;
}

/** The last white space in `[low, end)`, else `end`. */
function breakBefore(characters: readonly string[], low: number, end: number): number {
  for (let at = end - 1; at >= low; at--) if (/\s/u.test(characters[at])) return at;
  return end;
}
