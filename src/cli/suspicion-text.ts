import type { MeasuredScorer, SuspectText, SuspicionResult } from '../engine/suspicion/suspect-corpus.ts';
import type { DetectionRate } from '../lm/suspicion/detection-rates.ts';
import { SCORER_TEXTS, type Scorer } from '../lm/suspicion/scorers.ts';
import { count, NONE, percent, quantity } from '../report/figures.ts';
import { type Line, paint } from '../report/terminal/paint.ts';
import { type Cell, type Column, tableLines } from '../report/terminal/table.ts';
import { visible } from '../report/visible.ts';
import { proseLines } from './prose-lines.ts';

export const SUSPICION_SCHEMA = 'outcross.suspicion/1';

/** What stands under every result. */
export const LIMITS =
  'These are hints and no verdict: no text is tagged by them, and unknown stays unknown. What they are worth on other kinds of text, other ' +
  'models and edited text was not measured.';

/** Texts that are listed, unless more are asked for. */
const LISTED = 10;

export interface SuspicionView {
  readonly columns: number;
  readonly colour: boolean;
  readonly top?: number | undefined;
}

/** What was found, for another program. */
export function suspicionDocument({ texts, scorers, ...rest }: SuspicionResult): string {
  const document = {
    schema: SUSPICION_SCHEMA,
    examples: texts.length + rest.tooShort,
    scored: texts.length,
    ...rest,
    scorers: scorers.map((scorer) => ({
      what: SCORER_TEXTS[scorer.name],
      calibrated: scorer.measured !== undefined,
      ...scorer,
    })),
    limits: LIMITS,
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

/** What was found, as a person reads it. */
export function suspicionText(
  found: SuspicionResult,
  { columns, colour, top = LISTED }: SuspicionView,
): string {
  const room = Math.max(40, columns);
  const blocks: Line[][] = [
    summary(found).flatMap((text) => proseLines(text, room)),
    scorerLines(found.scorers, room),
    listed(found, top, room),
    proseLines(LIMITS, room),
  ];
  const lines = blocks
    .filter((block) => block.length > 0)
    .flatMap((block, i): Line[] => (i === 0 ? block : [[], ...block]));
  return paint(lines, room, colour);
}

function summary({ texts, tooShort, inReference, reference, leftOut, scorers }: SuspicionResult): string[] {
  const short = tooShort === 0 ? '' : `, ${count(tooShort)} too short to score`;
  const lines = [
    `${count(texts.length + tooShort)} texts${short}; ${count(reference.examples)} human texts to hold them against.`,
  ];
  if (inReference > 0) {
    lines.push(
      `${count(inReference)} of the scored texts stand in the human reference, which the model knows by heart: they look more suspicious than they ` +
        'are. Hold texts against others.',
    );
  }
  if (scorers.some(({ measured }) => measured === undefined)) {
    lines.push(
      'Not calibrated: without labelled texts of both origins nobody knows what these figures find, or how many people they accuse. ' +
        'Name some with --labelled.',
    );
  }
  for (const { name, measured } of scorers) {
    if (measured?.aurocInterval === undefined || measured.aurocInterval.high >= 0.5) continue;
    lines.push(`By ${name}, people look more suspicious here than models: do not go by it.`);
  }
  const { inReference: known, otherOrigin, tooShort: shortOnes } = leftOut;
  const reasons = [
    [known, 'stand in the human reference'],
    [otherOrigin, 'state neither human nor synthetic'],
    [shortOnes, 'are too short'],
  ] as const;
  const told = reasons.filter(([number]) => number > 0).map(([number, why]) => `${count(number)} ${why}`);
  if (told.length > 0) lines.push(`Labelled texts that were left out: ${told.join(', ')}.`);
  return lines;
}

const RIGHT = { side: 'right', sacrifice: 0 } as const;

function scorerLines(scorers: readonly MeasuredScorer[], room: number): Line[] {
  const columns: Column[] = [
    { title: 'hint', side: 'left', sacrifice: 0, least: 8 },
    { title: 'human, synthetic', side: 'right', sacrifice: 2 },
    { title: 'AUROC', ...RIGHT },
    { title: 'found at 1% false', ...RIGHT },
    { title: 'at 5% false', ...RIGHT },
  ];
  const rows = scorers.map(({ name, measured }): Cell[] => {
    const cells =
      measured === undefined
        ? [NONE, NONE, 'not calibrated', 'not calibrated']
        : [
            `${count(measured.human)}, ${count(measured.synthetic)}`,
            withInterval(measured.auroc, measured.aurocInterval, (value) => value.toFixed(2)),
            ...measured.rates.map(rateText),
          ];
    return [name, ...cells].map((text) => ({ text }));
  });
  return tableLines(columns, rows, room);
}

/** The wider of both intervals is the one that can be relied on. */
function rateText({ truePositives, exact, resampled, needs }: DetectionRate): string {
  if (truePositives === undefined || exact === undefined) return `needs ${count(needs)} human texts`;
  const low = Math.min(exact.low, resampled?.low ?? 1);
  const high = Math.max(exact.high, resampled?.high ?? 0);
  return withInterval(truePositives, { low, high }, percent);
}

function withInterval(
  value: number,
  interval: { readonly low: number; readonly high: number } | undefined,
  show: (value: number) => string,
): string {
  return interval === undefined
    ? show(value)
    : `${show(value)} (${show(interval.low)} to ${show(interval.high)})`;
}

function listed({ texts, scorers }: SuspicionResult, top: number, room: number): Line[] {
  // The hint that was measured to tell most; the first where none was measured.
  const best = scorers.reduce((a, b) => ((b.measured?.auroc ?? 0) > (a.measured?.auroc ?? 0) ? b : a));
  const rank = (text: SuspectText) => text.ranks[best.name] ?? Number.POSITIVE_INFINITY;
  const first = [...texts].sort((a, b) => rank(a) - rank(b)).slice(0, top);
  if (first.length === 0) return [];
  const names = scorers.map(({ name }) => name);
  const columns: Column[] = [
    { title: `most suspicious by ${best.name}`, side: 'left', sacrifice: 0, least: 8 },
    ...names.map((title): Column => ({ title, ...RIGHT })),
    { title: 'people who look so', ...RIGHT },
  ];
  const rows = first.map((text): Cell[] =>
    [visible(text.id), ...names.map((name) => valueText(text, name)), shareText(text, best.name)].map(
      (cell) => ({ text: cell }),
    ),
  );
  return tableLines(columns, rows, room);
}

function valueText({ values }: SuspectText, name: Scorer): string {
  const value = values[name];
  return value === undefined ? NONE : quantity(value);
}

function shareText({ humanShares }: SuspectText, name: Scorer): string {
  const share = humanShares[name];
  return share === undefined ? 'not calibrated' : percent(share);
}
