import { count, interval, ratio } from '../figures.ts';
import { signalBrief } from '../glossary.ts';
import { wrap } from '../terminal/cells.ts';
import { type Line, paint, type Style, span, verdictStyle } from '../terminal/paint.ts';
import { type Cell, tableLines } from '../terminal/table.ts';
import type { TerminalOptions } from '../terminal.ts';
import { clipped, visible, visibleProse } from '../visible.ts';
import type { Change, Whole } from './change.ts';
import {
  type AuditDiff,
  type CheckDiff,
  type Diff,
  type FindingChange,
  failsOn,
  type SignalChange,
} from './diff.ts';
import { weighed } from './findings.ts';
import { findingPlace, findingWords, headlineWords, scoreText, tally, verdictWords } from './words.ts';

const STYLE: Readonly<Record<Change | Whole, readonly Style[]>> = {
  worse: ['bold', 'red'],
  mixed: ['bold', 'orange'],
  better: ['bold', 'green'],
  new: ['yellow'],
  gone: ['dim'],
  differs: ['yellow'],
  same: ['dim'],
};

/** Rows of a table, and findings, before the rest is counted. */
const MOST = 12;

/** Cells of a name in a table. */
const MOST_NAME = 24;

export interface DiffTerminalOptions extends TerminalOptions {
  readonly failOn: 'worse' | 'none';
}

/** `diff` as a person reads it at a prompt. Pure; ends in a newline; no line is wider than `columns` cells. */
export function diffTerminal(diff: Diff, options: DiffTerminalOptions): string {
  const columns = Math.min(100, Math.max(20, Math.floor(options.columns) || 80));
  const blocks = [
    headLines(diff, columns),
    ...(diff.of === 'check' ? checkBlocks(diff, columns) : auditBlocks(diff, columns)),
    diff.notes.flatMap((note) => prose(note, columns, [span('  note  ', 'yellow')])),
    gateLines(diff, options.failOn, columns),
  ];
  const lines = blocks.filter((block) => block.length > 0).flatMap((block): Line[] => [...block, []]);
  return paint(lines.slice(0, -1), columns, options.colour);
}

function headLines(diff: Diff, columns: number): Line[] {
  const mark = span(`${diff.change.toUpperCase()}  `, ...STYLE[diff.change]);
  return prose(headlineWords(diff), columns, [mark]);
}

/** Text after a head, wrapped; what follows is set below the text. */
function prose(text: string, columns: number, head: Line): Line[] {
  const indent = head.reduce((sum, part) => sum + part.text.length, 0);
  const [first = '', ...rest] = wrap(visibleProse(text), columns - indent);
  return [[...head, span(first)], ...rest.map((line): Line => [span(' '.repeat(indent)), span(line)])];
}

function titled(title: string, lines: readonly Line[]): Line[] {
  return lines.length === 0 ? [] : [[span(title, 'bold')], ...lines];
}

/** `what` in the plural. */
function more(all: number, what: string): Line[] {
  const rest = all - MOST;
  const of = rest === 1 ? what.replace(/s$/, '') : what;
  return rest <= 0 ? [] : [[span(`  and ${count(rest)} more ${of}: see --json`, 'dim')]];
}

function checkBlocks(diff: CheckDiff, columns: number): Line[][] {
  const { generations, signals, findings } = diff;
  // The newest are what the reader came for.
  const shown = generations.slice(-MOST);
  const rows = shown.map((each): Cell[] => {
    const verdict = each.after ?? each.before!;
    return [
      { text: clipped(each.name, MOST_NAME), styles: ['bold'] },
      { text: verdict.toUpperCase(), styles: [verdictStyle(verdict)] },
      { text: visible(verdictWords(each)), styles: STYLE[each.change] },
    ];
  });
  const verdicts = tableLines(
    [
      { title: 'generation', side: 'left', sacrifice: 0, least: 6 },
      { title: 'verdict', side: 'left', sacrifice: 0 },
      { title: '', side: 'left', sacrifice: 0, least: 4 },
    ],
    rows,
    columns,
  );
  return [
    titled('Verdicts', [...verdicts, ...more(generations.length, 'earlier generations')]),
    signalBlock(signals, columns),
    titled('Findings', [
      ...findings.slice(0, MOST).flatMap((each) => findingLines(each, columns)),
      ...more(findings.length, 'findings'),
    ]),
  ];
}

function signalBlock(signals: readonly SignalChange[], columns: number): Line[] {
  const rows = signals
    .slice(0, MOST)
    .map((signal): Cell[] => [
      { text: signal.change, styles: STYLE[signal.change] },
      { text: clipped(signal.generation, MOST_NAME) },
      { text: visible(signalBrief(signal)) },
      { text: `${ratio(signal.before.ratio)} ${interval(signal.before.interval)}` },
      { text: `${ratio(signal.after.ratio)} ${interval(signal.after.interval)}`, styles: ['bold'] },
    ]);
  if (rows.length === 0) return [];
  const table = tableLines(
    [
      { title: '', side: 'left', sacrifice: 0 },
      { title: 'of', side: 'left', sacrifice: 2 },
      { title: 'signal', side: 'left', sacrifice: 0, least: 8 },
      { title: 'before', side: 'left', sacrifice: 1 },
      { title: 'after', side: 'left', sacrifice: 0 },
    ],
    rows,
    columns,
  );
  const title = `Signals whose intervals do not overlap: ${tally(signals.map(({ change }) => change))}`;
  return [
    ...wrap(title, columns).map((line): Line => [span(line, 'bold')]),
    ...table,
    ...more(signals.length, 'signals'),
  ];
}

function findingLines(change: FindingChange, columns: number): Line[] {
  const { finding, generation } = change;
  const place = findingPlace(change);
  const where = place === undefined ? '' : ` (${place})`;
  const of = generation === undefined ? '' : `${generation}: `;
  const harm = weighed(change);
  return prose(`${of}${finding.message}${where}`, columns, [
    span('  '),
    span(`${findingWords(change)}  `, ...STYLE[harm]),
  ]);
}

function auditBlocks({ stages, items }: AuditDiff, columns: number): Line[][] {
  const rows = stages.map((each): Cell[] => [
    { text: each.stage },
    { text: scoreText(each.before) },
    { text: scoreText(each.after), styles: ['bold'] },
  ]);
  const scores = tableLines(
    [
      { title: 'score by stage', side: 'left', sacrifice: 0, least: 6 },
      { title: 'before', side: 'right', sacrifice: 0 },
      { title: 'after', side: 'right', sacrifice: 0 },
    ],
    rows,
    columns,
  );
  const changed = items
    .slice(0, MOST)
    .flatMap((item): Line[] => [
      ...prose(
        `${item.id} (${item.severity}): ${item.before ?? 'none'} to ${item.after ?? 'none'}`,
        columns,
        [span('  '), span(`${item.change}  `, ...STYLE[item.change])],
      ),
      ...prose(item.why, columns, [span('      ')]),
    ]);
  return [
    scores,
    titled(`Items: ${tally(items.map(({ change }) => change))}`, [
      ...changed,
      ...more(items.length, 'items'),
    ]),
  ];
}

function gateLines(diff: Diff, failOn: DiffTerminalOptions['failOn'], columns: number): Line[] {
  if (failOn === 'none') return [];
  const failed = failsOn(diff, failOn);
  const mark = failed ? span('FAILED  ', 'bold', 'red') : span('PASSED  ', 'bold', 'green');
  return prose(failed ? 'something got worse' : 'nothing got worse', columns, [mark]);
}
