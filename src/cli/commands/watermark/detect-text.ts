import type { MarkedTexts, WatermarkResult } from '../../../engine/rows/watermark-corpus.ts';
import type { KeyVerdict } from '../../../engine/watermark/examiner.ts';
import { count, NONE, percent, quantity } from '../../../report/figures.ts';
import { type Line, paint } from '../../../report/terminal/paint.ts';
import { type Cell, type Column, tableLines } from '../../../report/terminal/table.ts';
import { visible } from '../../../report/visible.ts';
import { DEFAULT_LEVEL, STATES } from '../../../watermark/verdict.ts';
import { proseLines } from '../../prose-lines.ts';

export const DETECT_SCHEMA = 'outcross.watermark-detection/1';

/** Sources that are listed, unless more are asked for. */
const LISTED = 12;

export interface DetectView {
  readonly columns: number;
  readonly colour: boolean;
  readonly level?: number;
  readonly top?: number;
  /** Where the tagged corpus went. */
  readonly write?: string;
}

/** What was found, for another program. */
export function detectDocument({ outputs, ...found }: WatermarkResult, level = DEFAULT_LEVEL): string {
  const files = outputs.flatMap((output) => output.files);
  return `${JSON.stringify({ schema: DETECT_SCHEMA, level, ...found, files }, undefined, 2)}\n`;
}

/** What was found, as a person reads it. */
export function detectText(found: WatermarkResult, view: DetectView): string {
  const room = Math.max(40, view.columns);
  const blocks: Line[][] = [
    summary(found, view).flatMap((text) => proseLines(text, room)),
    pooledLines(found.pooled, room),
  ];
  if (found.sources.length > 0) blocks.push(sourceLines(found, view.top ?? LISTED, room));
  const lines = blocks
    .filter((block) => block.length > 0)
    .flatMap((block, i): Line[] => (i === 0 ? block : [[], ...block]));
  return paint(lines, room, view.colour);
}

/** Half of all unmarked texts have p-values above one half where theory holds. Where clearly more have, a few marked texts would not show. */
const NOT_TO_BE_TOLD =
  'More texts than chance allows score below what is expected without a mark: under one key the frequent words of a language ' +
  'fall as they fall. A small marked share would not show in this estimate: look at the marked examples.';

/** What the estimate takes human text for. */
function basis({ calibration, takenForUniform, estimatedFrom }: WatermarkResult): string {
  if (takenForUniform === 0) return 'It rests on the p-values of human text under the same keys.';
  if (calibration === 'p-values') {
    return (
      `Of ${examples(takenForUniform)} the p-values were taken for uniform without a mark: the calibration has no human text of ` +
      `${takenForUniform === estimatedFrom ? 'such lengths or keys' : 'their length or key'}.`
    );
  }
  const remedy =
    calibration === 'none'
      ? 'Measure human text with outcross watermark calibrate, and give it as --calibration.'
      : 'The calibration has thresholds alone: an older version wrote it, it is of other keys, or of fewer than 20 texts of a length. Make it anew.';
  return `It takes the p-values of human text for uniform, which under one key they are not. ${remedy}`;
}

function summary(found: WatermarkResult, { level = DEFAULT_LEVEL, write }: DetectView): string[] {
  const { states, share, estimatedFrom, records, expectedByChance, retokenized, tagged, conflicts } = found;
  const parts = STATES.map((state) => `${count(states[state])} ${state}`);
  const texts = [`${examples(records)}: ${parts.join(', ')}.`];
  if (share !== undefined) {
    texts.push(
      `Estimated marked share: ${percent(share.share)} (${percent(share.low)} to ${percent(share.high)}), from ` +
        `${examples(estimatedFrom)}.`,
    );
    texts.push(basis(found));
    if (share.high === 0) texts.push(NOT_TO_BE_TOLD);
  }
  texts.push(
    `At level ${quantity(level)} chance alone would call about ${quantity(expectedByChance)} of them marked.`,
  );
  if (retokenized) {
    texts.push(
      'The texts were cut into tokens anew: these need not be the tokens that a model wrote, so marks may be missed.',
    );
  }
  if (write === undefined) return texts;
  texts.push(`${visible(write)}: ${count(tagged)} tagged synthetic by evidence of a watermark.`);
  if (conflicts > 0) {
    const rows = conflicts === 1 ? '1 marked row states' : `${count(conflicts)} marked rows state`;
    texts.push(`${rows} another origin, written as they stand; --overwrite replaces it.`);
  }
  return texts;
}

const RIGHT = { side: 'right', sacrifice: 0 } as const;

function pooledLines(pooled: readonly KeyVerdict[], room: number): Line[] {
  if (pooled.length === 0) return [];
  const columns: Column[] = [
    { title: 'all texts together', side: 'left', sacrifice: 0, least: 8 },
    { title: 'scheme', side: 'left', sacrifice: 1 },
    { title: 'state', side: 'left', sacrifice: 0 },
    { title: 'p', ...RIGHT },
    { title: 'positions', side: 'right', sacrifice: 1 },
  ];
  const cells = pooled.map(({ key, scheme, state, corrected, scored }): Cell[] =>
    [visible(key), scheme, state, corrected === undefined ? NONE : pText(corrected), count(scored)].map(
      (text) => ({ text }),
    ),
  );
  return tableLines(columns, cells, room);
}

function sourceLines({ sources }: WatermarkResult, top: number, room: number): Line[] {
  const columns: Column[] = [
    { title: 'source', side: 'left', sacrifice: 0, least: 8 },
    { title: 'examples', ...RIGHT },
    { title: 'marked', ...RIGHT },
    { title: 'share', ...RIGHT },
    { title: 'together', side: 'left', sacrifice: 0 },
    { title: 'p', side: 'right', sacrifice: 1 },
  ];
  const ranked = [...sources].sort((a, b) => bestP(a) - bestP(b) || b.states.marked - a.states.marked);
  const cells = ranked.slice(0, top).map(({ source, ...found }): Cell[] => {
    const total = STATES.reduce((sum, state) => sum + found.states[state], 0);
    const best = strongest(found);
    return [
      visible(source),
      count(total),
      count(found.states.marked),
      found.share === undefined ? NONE : percent(found.share.share),
      best?.state ?? NONE,
      best?.corrected === undefined ? NONE : pText(best.corrected),
    ].map((text) => ({ text }));
  });
  const more = sources.length - cells.length;
  return [
    ...tableLines(columns, cells, room),
    ...(more > 0 ? proseLines(`and ${count(more)} more: see them with --top`, room, { indent: 2 }) : []),
  ];
}

function strongest({ pooled }: MarkedTexts): KeyVerdict | undefined {
  return pooled.toSorted((a, b) => (a.corrected ?? 2) - (b.corrected ?? 2))[0];
}

function bestP(found: MarkedTexts): number {
  return strongest(found)?.corrected ?? 2;
}

function pText(p: number): string {
  // What is smaller than a number can hold is no certainty.
  if (p === 0) return '<1e-300';
  return p < 1e-4 ? p.toExponential(0) : quantity(p);
}

function examples(number: number): string {
  return number === 1 ? '1 example' : `${count(number)} examples`;
}
