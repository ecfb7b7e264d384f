/**
 * What the dashboard says as the report says it: figures, words, colours, drawings. Its only way into this room; nothing
 * behind it opens files or knows Node.
 */

export { marginRatio } from '../compare/margin-ratio.ts';
export { VERDICTS, type Verdict } from '../compare/verdict.ts';
export { deciding } from './deciding.ts';
export * from './figures.ts';
export { orderInWords, signalTitle, termOf } from './glossary.ts';
export { forestPlace, reachFor } from './html/forest.ts';
export { PALETTE, type Role as ColourRole, stand, standing } from './html/palette.ts';
export { type Curve as RankCurve, curveDrawing, DASHES } from './html/rank-frequency.ts';
export { scissorsDrawing } from './html/scissors.ts';
export { bandLabel, survivalDrawing } from './html/survival-drawing.ts';
export { VERDICT_MEANING, VERDICT_PHRASE, VERDICT_STROKES } from './html/verdict-mark.ts';
export { type Judgement, judge, judgementGlyph, judgementWord } from './judgement.ts';
export { type CutPassage, cutPassage } from './passage.ts';
export { shortNames } from './short-names.ts';
export { clipped, visible, visibleProse } from './visible.ts';
