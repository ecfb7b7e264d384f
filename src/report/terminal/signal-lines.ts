import type { Signal } from '../../compare/signal.ts';
import { signalKey } from '../../compare/signal.ts';
import { deciding } from '../deciding.ts';
import { count, interval, level, quantity, ratio } from '../figures.ts';
import { signalBrief, signalTitle } from '../glossary.ts';
import type { Judgement } from '../judgement.ts';
import { judge, judgementGlyph, judgementWord, marginsOf } from '../judgement.ts';
import type { GenerationReport, Report } from '../report.ts';
import { visible } from '../visible.ts';
import { cellWidth, clip, wrap } from './cells.ts';
import type { Line, Style } from './paint.ts';
import { span } from './paint.ts';
import type { Cell, Column } from './table.ts';
import { tableLines } from './table.ts';

const STYLE: Readonly<Record<Judgement, readonly Style[]>> = {
  worse: ['red'],
  unclear: ['yellow'],
  holds: ['green'],
  opposite: ['blue'],
  context: ['dim'],
  missing: ['dim'],
};

export function judgementCell(judgement: Judgement, direction: Signal['direction'], bare = false): Cell {
  const glyph = judgementGlyph(judgement, direction);
  const text = bare ? glyph : `${glyph} ${judgementWord(judgement, direction)}`;
  return { text, styles: STYLE[judgement] };
}

const MOST_NAME_CELLS = 16;

function columnsFor(generation: GenerationReport): Column[] {
  return [
    { title: 'signal', side: 'left', sacrifice: 0, least: 8 },
    { title: clip(visible(generation.name), MOST_NAME_CELLS), side: 'right', sacrifice: 3 },
    { title: 'human', side: 'right', sacrifice: 3 },
    { title: 'ratio', side: 'right', sacrifice: 0 },
    { title: 'interval', side: 'left', sacrifice: 2 },
    { title: '', side: 'left', sacrifice: 0 },
  ];
}

function sampleNote(signals: readonly Signal[], alpha: number): string {
  const tokens = Math.max(...signals.map((signal) => signal.sampleSize.tokens));
  const examples = Math.max(...signals.map((signal) => signal.sampleSize.examples));
  const whole = signals.every((signal) => signal.exact);
  const sampled = whole ? '' : tokens > 0 ? ', types sampled' : ', sampled';
  const size = tokens > 0 ? `${count(tokens)} tokens` : `${count(examples)} examples`;
  return `${size} a side, ${level(alpha)} intervals${sampled}`;
}

function alsoWorse(
  generation: GenerationReport,
  shown: readonly Signal[],
  report: Report,
  columns: number,
): Line[] {
  const margin = marginsOf(report);
  const keys = new Set(shown.map(signalKey));
  const others = generation.signals.filter(
    (signal) => !keys.has(signalKey(signal)) && judge(signal, margin(signal)) === 'worse',
  );
  if (others.length === 0) return [];
  const names = others.slice(0, 4).map((signal) => `${visible(signalTitle(signal))} ${ratio(signal.ratio)}`);
  if (others.length > 4) names.push(`${others.length - 4} more`);
  const lines = wrap(`also worse: ${names.join('; ')}`, columns - 4);
  return lines.map((text, index) => [span(index === 0 ? `  ${text}` : `    ${text}`, 'dim')]);
}

/** The deciding signals of one generation against human text. */
export function signalLines(report: Report, generation: GenerationReport, columns: number): Line[] {
  const name = clip(visible(generation.name), MOST_NAME_CELLS);
  const shown = deciding(generation.signals);
  if (shown.length === 0) return [[span(`${name}: no signal could be measured`, 'bold')]];
  const margin = marginsOf(report);
  const rows = shown.map((signal): Cell[] => {
    const judgement = judge(signal, margin(signal));
    return [
      { text: visible(signalBrief(signal)) },
      { text: quantity(signal.value) },
      { text: quantity(signal.baseline), styles: ['dim'] },
      { text: ratio(signal.ratio), styles: ['bold'] },
      { text: interval(signal.interval), styles: ['dim'] },
      judgementCell(judgement, signal.direction),
    ];
  });
  const title = `${name} against human ${shown.some(({ sampleSize }) => sampleSize.tokens > 0) ? 'text' : 'data'}`;
  const note = sampleNote(shown, report.settings.alpha);
  const heading: Line[] =
    cellWidth(title) + cellWidth(note) + 2 <= columns
      ? [[span(title, 'bold'), span(`  ${note}`, 'dim')]]
      : [[span(title, 'bold')], [span(`  ${note}`, 'dim')]];
  return [
    ...heading,
    ...tableLines(columnsFor(generation), rows, columns),
    ...alsoWorse(generation, shown, report, columns),
  ];
}
