import { count, interval, ratio } from '../figures.ts';
import { signalTitle } from '../glossary.ts';
import { codeSpan, escapeMarkdown } from '../markdown/escape.ts';
import type { Change, Whole } from './change.ts';
import type { AuditDiff, CheckDiff, Diff, FindingChange, ItemChange } from './diff.ts';
import { findingPlace, findingWords, headlineWords, scoreText, tally, verdictWords } from './words.ts';

/** A mark for each change; the word always stands beside it. */
const MARK: Readonly<Record<Change | Whole, string>> = {
  worse: '\u{1f534}',
  mixed: '\u{1f7e0}',
  better: '\u{1f7e2}',
  new: '\u{1f195}',
  gone: '\u26aa',
  differs: '\u{1f535}',
  same: '\u26aa',
};

/** Rows of a table: a comment holds 65,536 characters in all. */
const MOST = 20;

/** What differs, for a comment to a pull request, in GitHub Flavored Markdown. Pure; ends in a newline. */
export function diffMarkdown(diff: Diff): string {
  const title = diff.of === 'audit' ? 'Outcross audit' : 'Outcross';
  const parts = [
    `### ${title}: ${MARK[diff.change]} ${diff.change}`,
    escapeMarkdown(`${headlineWords(diff)}.`),
    ...(diff.of === 'check' ? checkParts(diff) : auditParts(diff)),
    ...diff.notes.map((note) => `> ${escapeMarkdown(note)}`),
    `<sub>${escapeMarkdown(`${diff.tool.name} ${diff.tool.version}`)}, against the report before.</sub>`,
  ];
  return `${parts.join('\n\n')}\n`;
}

type Row = readonly string[];

function table(head: Row, rows: readonly Row[]): string {
  const rule = head.map(() => ':---');
  const lines = [head, rule, ...rows.slice(0, MOST)].map((row) => `| ${row.join(' | ')} |`);
  const rest = rows.length - MOST;
  return rest > 0 ? `${lines.join('\n')}\n\nand ${count(rest)} more` : lines.join('\n');
}

function details(title: string, body: string): string {
  return `<details>\n<summary>${title}</summary>\n\n${body}\n\n</details>`;
}

function marked(change: Change): string {
  return `${MARK[change]} ${change}`;
}

function checkParts({ generations, signals, findings }: CheckDiff): string[] {
  // The newest first: a long line is cut at its beginning.
  const verdicts = generations
    .toReversed()
    .map((each) => [
      codeSpan(each.name),
      `**${each.after ?? each.before}**`,
      `${MARK[each.change]} ${escapeMarkdown(verdictWords(each))}`,
    ]);
  const rows = signals.map(({ change, generation, before, after, ...signal }) => [
    marked(change),
    codeSpan(generation),
    escapeMarkdown(signalTitle(signal)),
    `${ratio(before.ratio)} ${interval(before.interval)}`,
    `**${ratio(after.ratio)}** ${interval(after.interval)}`,
  ]);
  const parts = [table(['Generation', 'Verdict', 'Change'], verdicts)];
  if (rows.length > 0) {
    const title = `Signals whose intervals do not overlap: ${tally(signals.map(({ change }) => change))}`;
    parts.push(details(title, table(['', 'Of', 'Signal', 'Before', 'After'], rows)));
  }
  if (findings.length > 0) parts.push(findingList(findings));
  return parts;
}

function findingList(findings: readonly FindingChange[]): string {
  const items = findings.slice(0, MOST).map((each) => {
    const { finding, generation } = each;
    const of = generation === undefined ? '' : `${codeSpan(generation)}: `;
    const place = findingPlace(each);
    const where = place === undefined ? '' : ` (${escapeMarkdown(place)})`;
    return `- **${findingWords(each)}** ${of}${escapeMarkdown(finding.message)}${where}`;
  });
  const rest = findings.length - MOST;
  return [...items, ...(rest > 0 ? [`- and ${count(rest)} more`] : [])].join('\n');
}

function auditParts({ stages, items }: AuditDiff): string[] {
  const scores = stages.map(({ stage, before, after }) => [
    stage,
    scoreText(before),
    `**${scoreText(after)}**`,
  ]);
  const parts = [table(['Stage', 'Before', 'After'], scores)];
  if (items.length > 0) parts.push(table(['', 'Item', 'Before', 'After', 'Why'], items.map(itemRow)));
  return parts;
}

function itemRow({ change, id, severity, before, after, why }: ItemChange): Row {
  return [
    marked(change),
    `${codeSpan(id)} (${severity})`,
    before ?? 'none',
    `**${after ?? 'none'}**`,
    escapeMarkdown(why),
  ];
}
