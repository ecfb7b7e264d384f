import type { Verdict } from '../../compare/verdict.ts';
import type { Markup } from './markup.ts';
import { markup } from './markup.ts';
import type { Role } from './palette.ts';
import { stand } from './palette.ts';

/** Strokes of a 20 by 20 drawing, so that no verdict rests on colour alone. */
export const VERDICT_STROKES: Readonly<Record<Verdict, string>> = {
  healthy: 'M5.5 10.5l3 3 6-7',
  narrow: 'M3.5 10h5m-2-2.5 2.5 2.5-2.5 2.5M16.5 10h-5m2-2.5-2.5 2.5 2.5 2.5',
  early: 'M5 6l4 4 2-2 4.5 5m0-3.5V13h-3.5',
  late: 'M10 4.5v10m-4-4 4 4 4-4M5.5 17h9',
  shifted: 'M4 10h11m-4-4 4 4-4 4',
  inconclusive: 'M7.5 8a2.5 2.5 0 1 1 3.6 2.2c-.8.5-1.1.9-1.1 1.8m0 2.6v.1',
};

/** The sign of a verdict, in the accent of the verdict. */
export function verdictMark(verdict: Verdict): Markup {
  return markup`<svg class="sign" viewBox="0 0 20 20" aria-hidden="true"><circle cx="10" cy="10" r="9.25"/><path d="${VERDICT_STROKES[verdict]}"/></svg>`;
}

/** What a verdict means, as a heading. */
export const VERDICT_PHRASE: Readonly<Record<Verdict, string>> = {
  healthy: 'like human text',
  narrow: 'narrower than human text',
  early: 'the tail is going',
  late: 'the centre is going too',
  shifted: 'different, not narrower',
  inconclusive: 'not decided',
};

/** What a verdict means, in a sentence. */
export const VERDICT_MEANING: Readonly<Record<Verdict, string>> = {
  healthy: 'All intervals lie inside the margin and nothing is getting worse.',
  narrow: 'Tail or diversity is below the margin, and it is not shown to be getting worse.',
  early: 'The tail is below the margin and falling, while spread and the head of the distribution hold.',
  late: 'Spread or diversity has fallen below the margin too.',
  shifted: 'The text differs from human text, and it is not narrower: another topic, or longer texts.',
  inconclusive: 'An interval lies on both sides of what decides; more text would tell.',
};

interface Point {
  readonly symbol: string;
  readonly symbolRotate?: number;
  readonly itemStyle: { readonly color: string; readonly borderColor: string; readonly borderWidth: number };
}

const SHAPES: Readonly<Record<Exclude<Verdict, 'inconclusive'>, string>> = {
  healthy: 'circle',
  narrow: 'diamond',
  early: 'triangle',
  late: 'rect',
  shifted: 'arrow',
};

/** A hollow dot, in the colour of `role`. */
export function hollowPoint(role: Role): Point {
  return {
    symbol: 'circle',
    itemStyle: { color: stand('card'), borderColor: stand(role), borderWidth: 1.5 },
  };
}

/** The point of a verdict in charts: its own shape, in its accent. */
export function verdictPoint(verdict: Verdict): Point {
  if (verdict === 'inconclusive') return hollowPoint(verdict);
  const turn = verdict === 'shifted' ? { symbolRotate: -90 } : {};
  const itemStyle = { color: stand(verdict), borderColor: stand(verdict), borderWidth: 0 };
  return { symbol: SHAPES[verdict], ...turn, itemStyle };
}

/** A verdict as a small label: sign and word. */
export function verdictTag(verdict: Verdict): Markup {
  return markup`<span class="tag v-${verdict}">${verdictMark(verdict)}${verdict}</span>`;
}
