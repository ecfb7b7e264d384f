import type { LostType } from './report.ts';
import { visibleProse } from './visible.ts';

/** A passage in three parts, the middle one the type that was lost; all made visible. */
export interface CutPassage {
  readonly before: string;
  readonly type: string;
  readonly after: string;
}

function clamped(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, Number.isFinite(value) ? Math.trunc(value) : least));
}

/** Where a passage was cut out of its text within a word, as an ellipsis at its end says, the rest of that word. */
const PIECE_BEFORE = /^\u2026[\p{L}\p{M}\p{N}'\u2019]{1,23}(?=[^\p{L}\p{M}\p{N}])/u;
const PIECE_AFTER = /(?<=[^\p{L}\p{M}\p{N}])[\p{L}\p{M}\p{N}'\u2019]{1,23}\u2026$/u;

/** The last `reach` characters of `text`, from a word's start where there is one near. */
function tailOf(text: string, reach: number): string {
  if (text.length <= reach) return text;
  const cut = text.slice(-reach);
  const space = cut.indexOf(' ');
  return `\u2026${space >= 0 && space < 24 ? cut.slice(space) : cut}`;
}

/** The first `reach` characters of `text`, up to a word's end where there is one near. */
function headOf(text: string, reach: number): string {
  if (text.length <= reach) return text;
  const cut = text.slice(0, reach);
  const space = cut.lastIndexOf(' ');
  return `${space > reach - 24 ? cut.slice(0, space) : cut}\u2026`;
}

/**
 * The passage of a lost type, cut to at most `reach` UTF-16 units either side of it. Offsets outside the text are
 * brought inside. `undefined` where there is no passage.
 */
export function cutPassage(lost: LostType, reach = 140): CutPassage | undefined {
  const { passage } = lost;
  if (passage === undefined) return undefined;
  const start = clamped(passage.start, 0, passage.text.length);
  const end = clamped(passage.end, start, passage.text.length);
  return {
    before: visibleProse(tailOf(passage.text.slice(0, start).replace(PIECE_BEFORE, '\u2026'), reach)),
    type: visibleProse(headOf(passage.text.slice(start, end), 200)),
    after: visibleProse(headOf(passage.text.slice(end).replace(PIECE_AFTER, '\u2026'), reach)),
  };
}
