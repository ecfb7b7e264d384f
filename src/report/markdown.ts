import type { Finding } from '../base/finding.ts';
import type { Verdict } from '../compare/verdict.ts';
import { aligned, thinned } from './aligned.ts';
import { deciding } from './deciding.ts';
import { count, inGenerations, interval, level, logChange, percent, quantity, ratio } from './figures.ts';
import { gateWords } from './gate.ts';
import { signalTitle } from './glossary.ts';
import { judge, judgementGlyph, judgementWord, marginsOf } from './judgement.ts';
import { codeSpan, escapeMarkdown } from './markdown/escape.ts';
import { diagnosisWords, scissorsRows } from './markdown/scissors.ts';
import { cutPassage } from './passage.ts';
import type { GenerationReport, LostType, Report, Trajectory } from './report.ts';

/** A mark for each verdict; the word always stands beside it. */
const MARK: Readonly<Record<Verdict, string>> = {
  healthy: '\u{1f7e2}',
  narrow: '\u{1f7e1}',
  early: '\u{1f7e0}',
  late: '\u{1f534}',
  shifted: '\u{1f535}',
  inconclusive: '\u26aa',
};

/** Lost types shown with their passages. */
const MOST_LOST = 8;

/** Generations shown: the last ones in the table of verdicts, evenly spread ones in that of trends. */
const MOST_ROWS = 40;
const MOST_COLUMNS = 8;

const MOST_FINDINGS = 20;

type Row = readonly string[];

function table(head: Row, rows: readonly Row[], numbers: ReadonlySet<number> = new Set()): string {
  const rule = head.map((_, index) => (numbers.has(index) ? '---:' : ':---'));
  return [head, rule, ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function verdictTable(report: Report): string {
  const rows = report.generations
    .slice(-MOST_ROWS)
    .map(({ name, verdict, why }) => [
      codeSpan(name),
      `${MARK[verdict]} **${verdict}**`,
      escapeMarkdown(why),
    ]);
  const earlier = report.generations.length - rows.length;
  const note = earlier > 0 ? `\n\n${count(earlier)} earlier generations stand in the JSON report.` : '';
  return table(['Generation', 'Verdict', 'Why'], rows) + note;
}

function signalTable(report: Report, generation: GenerationReport): string {
  const margin = marginsOf(report);
  const rows = deciding(generation.signals).map((signal) => {
    const judgement = judge(signal, margin(signal));
    return [
      escapeMarkdown(signalTitle(signal)),
      quantity(signal.value),
      quantity(signal.baseline),
      `**${ratio(signal.ratio)}** ${interval(signal.interval)}`,
      `${judgementGlyph(judgement, signal.direction)} ${judgementWord(judgement, signal.direction)}`,
    ];
  });
  if (rows.length === 0) return 'No signal could be measured.';
  return table(['Signal', 'Generation', 'Human', 'Ratio', 'Reading'], rows, new Set([1, 2, 3]));
}

function trendTable({ generations, trends }: Trajectory): string {
  const shown = thinned(generations.length, MOST_COLUMNS);
  const rows = deciding(trends).map((trend) => {
    const points = aligned(trend, generations);
    return [
      escapeMarkdown(signalTitle(trend)),
      ...shown.map((index) => ratio(points[index]?.ratio ?? Number.NaN)),
      `${logChange(trend.slope)}${trend.worsening ? ' **worse**' : ''}`,
      trend.halfLife === undefined ? '' : inGenerations(trend.halfLife.generations),
      trend.crossedAt === undefined ? '' : codeSpan(trend.crossedAt),
    ];
  });
  const names = shown.map((index) => codeSpan(generations[index]));
  const figures = new Set(Array.from({ length: names.length + 2 }, (_, index) => index + 1));
  return table(['Ratio to human', ...names, 'A generation', 'Half-life', 'Beyond margin at'], rows, figures);
}

function lostRow(lost: LostType): Row {
  const cut = cutPassage(lost, 80);
  const passage =
    cut === undefined
      ? ''
      : `${escapeMarkdown(cut.before)}<b>${escapeMarkdown(cut.type)}</b>${escapeMarkdown(cut.after)}`;
  return [codeSpan(lost.type), count(lost.holdoutCount), passage];
}

function details(title: string, body: string): string {
  return `<details>\n<summary>${title}</summary>\n\n${body}\n\n</details>`;
}

function findingItem(finding: Finding): string {
  const where = finding.where === undefined ? '' : ` (${escapeMarkdown(finding.where)})`;
  const remedy = finding.remedy === undefined ? '' : ` ${escapeMarkdown(finding.remedy)}`;
  return `- **${finding.severity}** ${escapeMarkdown(finding.message)}${where}${remedy}`;
}

function findingList(findings: readonly Finding[]): string {
  const items = findings.slice(0, MOST_FINDINGS).map(findingItem);
  const rest = findings.length - items.length;
  return [...items, ...(rest > 0 ? [`- and ${count(rest)} more`] : [])].join('\n');
}

function headline(report: Report, last: GenerationReport | undefined): string {
  const gate = report.status === 'failed' ? '\u274c failed' : '\u2705 passed';
  if (last === undefined) return `### Outcross: no generation was checked (${gate})`;
  return `### Outcross: ${MARK[last.verdict]} ${last.verdict} (${gate})`;
}

function lastParts(report: Report, last: GenerationReport): string[] {
  const sample =
    last.sampleThatWouldDecide === undefined
      ? ''
      : ` A sample of ${count(last.sampleThatWouldDecide)} tokens a side would decide.`;
  const parts = [
    `**What to do.** ${escapeMarkdown(last.remedy)}${sample}`,
    details('Signals of the last generation', signalTable(report, last)),
  ];
  const diagnosis = diagnosisWords(last);
  if (diagnosis !== undefined) parts.splice(1, 0, diagnosis);
  if (report.scissors !== undefined) {
    const [head, ...rows] = scissorsRows(report.scissors);
    parts.push(details('Under their own models', table(head, rows, new Set([1, 2, 3]))));
  }
  if (report.trajectory !== undefined) parts.push(details('Trend', trendTable(report.trajectory)));
  if (last.lost.length > 0) {
    const rows = last.lost.slice(0, MOST_LOST).map(lostRow);
    parts.push(details('Where the tail went', table(['Lost', 'Uses', 'Human passage'], rows, new Set([1]))));
  }
  return parts;
}

function settingsLine(report: Report): string {
  const { alpha, margin } = report.settings;
  const made = escapeMarkdown(`${report.tool.name} ${report.tool.version}`);
  return `<sub>${made}; ${level(alpha)} intervals; margin ${percent(margin)}; ${gateWords(report.settings)}.</sub>`;
}

/** `report` for a pull request or a job page, in GitHub Flavored Markdown. Pure; ends in a newline. */
export function markdown(report: Report): string {
  const last = report.generations.at(-1);
  const parts = [headline(report, last)];
  if (last !== undefined) parts.push(verdictTable(report), ...lastParts(report, last));
  if (report.findings.length > 0) parts.push(findingList(report.findings));
  parts.push(settingsLine(report));
  return `${parts.join('\n\n')}\n`;
}
