import { type Audit, type AuditedItem, pressing } from '../../audit/audit.ts';
import type { ItemSeverity } from '../../audit/item.ts';
import { cellWidth, clip, wrap } from '../terminal/cells.ts';
import { type Line, paint, type Style, span } from '../terminal/paint.ts';
import { tableLines } from '../terminal/table.ts';
import { visible, visibleProse } from '../visible.ts';
import { commandLines } from './command-lines.ts';
import { countWords, evidenceWords, remedyWords, STAGE_TITLES, scoreWords, weightWords } from './words.ts';

export interface AuditLook {
  readonly columns: number;
  readonly colour: boolean;
  /** Also what passed, is waived, or does not apply. */
  readonly all?: boolean;
}

const SEVERITY_STYLE: Readonly<Record<ItemSeverity, Style>> = {
  critical: 'red',
  high: 'orange',
  medium: 'yellow',
  low: 'dim',
};

/** Evidence shown of an item. */
const MOST_EVIDENCE = 3;

/** `audit` for a terminal: what failed comes first, each item with the command that mends it. Commands are never cut. */
export function auditTerminal(audit: Audit, { columns, colour, all = false }: AuditLook): string {
  const write = (lines: readonly Line[]) => paint(lines, columns, colour);
  const failing = pressing(audit.items, 'failed');
  const out = [
    write(headLines(audit, columns)),
    write(stageLines(audit, columns)),
    ...section('Failed', failing, (item) => itemText(item, sharedWith(item, failing), { columns, colour })),
    ...openSection(audit, { columns, colour }),
    ...(all ? restSections(audit, { columns, colour }) : []),
    write(closing(audit, columns, all)),
  ];
  return out.join('');
}

function section(
  title: string,
  items: readonly AuditedItem[],
  text: (item: AuditedItem) => string,
): string[] {
  return items.length === 0 ? [] : [`\n${title}\n`, ...items.map(text)];
}

/** Cells of the first line beside the name of the line of models. */
const HEAD = 44;

function headLines(audit: Audit, columns: number): Line[] {
  const style = audit.status === 'passed' ? 'green' : 'red';
  const head: Line = [
    span(`Audit of ${clip(visible(audit.line), Math.max(8, columns - HEAD))}: `, 'bold'),
    span(audit.status, 'bold', style),
  ];
  const score = `score ${scoreWords(audit.score)}`;
  const width = head.reduce((sum, { text }) => sum + cellWidth(text), 0);
  return [
    // A part of a score would be worse than none.
    ...(width + 3 + score.length <= columns ? [[...head, span(`   ${score}`)]] : [head, [span(score)]]),
    ...wrap(countWords(audit), columns).map((line): Line => [span(line)]),
    ...audit.reasons.flatMap(({ text }) =>
      wrap(text, columns - 2).map((line): Line => [span(`  ${line}`, 'red')]),
    ),
  ];
}

function stageLines({ scores }: Audit, columns: number): Line[] {
  const figure = (value: number) => ({ text: value === 0 ? '' : String(value) });
  const rows = scores.map(({ stage, score, counts }) => [
    { text: STAGE_TITLES[stage] },
    { text: score === undefined ? '' : String(Math.round(score)) },
    figure(counts.passed),
    { ...figure(counts.failed), styles: ['red'] as const },
    figure(counts['not-answered']),
    figure(counts.waived),
  ]);
  const heads = ['stage', 'score', 'passed', 'failed', 'not answered', 'waived'];
  const table = tableLines(
    heads.map((title, i) => ({ title, side: i === 0 ? 'left' : 'right', sacrifice: i < 4 ? 0 : i })),
    rows,
    columns,
  );
  return [[], ...table];
}

type Look = Pick<AuditLook, 'columns' | 'colour'>;

/** The item above that the same command mends: nobody should run it twice. */
function sharedWith(item: AuditedItem, failing: readonly AuditedItem[]): string | undefined {
  const command = item.remedy?.command;
  const first = failing.find((each) => each.remedy?.command === command);
  return command === undefined || first === item ? undefined : first?.id;
}

function itemText(item: AuditedItem, shared: string | undefined, { columns, colour }: Look): string {
  const prose = (text: string, ...styles: Style[]) =>
    wrap(visibleProse(text), columns - 4).map((line): Line => [span(`    ${line}`, ...styles)]);
  const lines: Line[] = [
    [
      span('  '),
      span(item.severity.padEnd(10), 'bold', SEVERITY_STYLE[item.severity]),
      span(item.id, 'bold'),
    ],
    ...prose(item.question),
    ...prose(`No: ${item.why}.`, 'bold'),
    ...evidenceLines(item).flatMap((text) => prose(text, 'dim')),
  ];
  const words = remedyWords(item);
  if (words !== undefined) lines.push(...prose(words));
  if (shared !== undefined) lines.push([span(`    Mended with ${shared}, above.`, 'green')]);
  const command = shared === undefined ? item.remedy?.command : undefined;
  return paint(lines, columns, colour) + commandText(command, 4, { columns, colour });
}

function evidenceLines({ evidence, why }: AuditedItem): string[] {
  const shown = evidence
    .slice(0, MOST_EVIDENCE)
    .map(evidenceWords)
    .filter((text) => text !== why);
  const more = evidence.length - MOST_EVIDENCE;
  return more > 0 ? [...shown, `and ${more} more`] : shown;
}

/** Lines of a command are never cut: whoever copies one must have it whole. */
function commandText(command: string | undefined, indent: number, { columns, colour }: Look): string {
  if (command === undefined) return '';
  const lines = commandLines(visible(command), columns - indent).map(
    (line): Line => [span(' '.repeat(indent) + line, 'green')],
  );
  return paint(lines, Number.POSITIVE_INFINITY, colour);
}

/** Items that wait for a person: a line each, and how they are answered. */
function openSection(audit: Audit, look: Look): string[] {
  const open = pressing(audit.items, 'not-answered');
  if (open.length === 0) return [];
  const how = 'outcross audit answer ITEM yes|no|not-applicable --owner NAME --evidence TEXT';
  return [
    `\n${wrap('Not answered: a person knows, and says so with', look.columns).join('\n')}\n`,
    commandText(how, 4, look),
    ...open.map((item) => lineText(item, item.severity, SEVERITY_STYLE[item.severity], look)),
  ];
}

function restSections({ items }: Audit, look: Look): string[] {
  const rest = (
    title: string,
    result: AuditedItem['result'],
    style: Style,
    note: (item: AuditedItem) => string,
  ) =>
    section(
      title,
      items.filter((item) => item.result === result),
      (item) => lineText(item, note(item), style, look),
    );
  return [
    ...rest('Waived', 'waived', 'yellow', ({ waiver }) =>
      waiver === undefined ? '' : `to ${waiver.expires}`,
    ),
    ...rest('Passed', 'passed', 'green', () => 'passed'),
    ...rest('Does not apply', 'not-applicable', 'dim', () => 'n/a'),
  ];
}

/** An item on one line where it fits, its question below where it does not. */
function lineText(item: AuditedItem, mark: string, style: Style, { columns, colour }: Look): string {
  const head = [span('  '), span(mark.padEnd(10), style), span(item.id, 'bold')];
  const said = item.result === 'not-answered' ? item.question : item.why;
  const text = visibleProse(said);
  const room = columns - 12 - item.id.length - 2;
  if (cellWidth(text) <= room) return paint([[...head, span(`  ${text}`)]], columns, colour);
  const below = wrap(text, columns - 12).map((line): Line => [span(`            ${line}`, 'dim')]);
  return paint([head, ...below], columns, colour);
}

function closing(audit: Audit, columns: number, all: boolean): Line[] {
  const rest = audit.counts.passed + audit.counts.waived + audit.counts['not-applicable'];
  const hint = all || rest === 0 ? '' : ` The ${rest} others: --all.`;
  return [[], ...wrap(`${weightWords(audit)}${hint}`, columns).map((line): Line => [span(line, 'dim')])];
}
