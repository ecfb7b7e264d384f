import { type AuditedItem, pressing } from '../../audit/audit.ts';
import type { Verdict } from '../../compare/verdict.ts';
import { count } from '../figures.ts';
import { codeSpan, escapeMarkdown } from '../markdown/escape.ts';
import { visible } from '../visible.ts';
import type { Results } from './results.ts';

const MARK: Readonly<Record<Verdict, string>> = {
  healthy: '\u{1f7e2}',
  narrow: '\u{1f7e1}',
  early: '\u{1f7e0}',
  late: '\u{1f534}',
  shifted: '\u{1f535}',
  inconclusive: '\u26aa',
};

/** Items that are listed before the rest is counted. */
const MOST = 15;

/** One page of what a run of CI found, in GitHub Flavored Markdown: the table, what to do, what fails. Pure; ends in a newline. */
export function summaryMarkdown(results: Results): string {
  const { newest, audit, status } = results;
  const parts = [`### Outcross: ${gate(status)}`, table(results)];
  if (newest !== undefined && newest.verdict !== 'healthy')
    parts.push(`**What to do.** ${escapeMarkdown(newest.remedy)}`);
  if (audit !== undefined) {
    const failed = pressing(audit.items, 'failed');
    if (failed.length > 0) parts.push(`**What fails**\n\n${items(failed)}`);
    const open = pressing(audit.items, 'not-answered');
    if (open.length > 0)
      parts.push(
        `<details>\n<summary>${count(open.length)} not answered</summary>\n\n${items(open)}\n\n</details>`,
      );
  }
  return `${parts.join('\n\n')}\n`;
}

function gate(status: 'passed' | 'failed'): string {
  return status === 'failed' ? '\u274c failed' : '\u2705 passed';
}

function table({ check, audit, newest }: Results): string {
  const rows: string[][] = [];
  if (check !== undefined) {
    const said =
      newest === undefined
        ? 'no generation was checked'
        : `${MARK[newest.verdict]} ${codeSpan(newest.name)} is **${newest.verdict}**. ${escapeMarkdown(newest.why)}`;
    rows.push(['check', said, gate(check.status)]);
  }
  if (audit !== undefined) {
    const { counts, score, reasons } = audit;
    const said = [
      score === undefined ? 'nothing applies' : `**${score}** of 100`,
      `${count(counts.passed)} passed`,
      `${count(counts.failed)} failed`,
      `${count(counts['not-answered'])} not answered`,
      ...(counts.waived > 0 ? [`${count(counts.waived)} waived`] : []),
    ].join(', ');
    const why = reasons.map(({ text }) => escapeMarkdown(text)).join('; ');
    rows.push(['audit', said, `${gate(audit.status)}${why === '' ? '' : `: ${why}`}`]);
  }
  return [['', 'Result', 'Gate'], [':---', ':---', ':---'], ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');
}

function items(list: readonly AuditedItem[]): string {
  const lines = list.slice(0, MOST).map(({ id, severity, why, remedy }) => {
    const head = `- **${severity}** ${codeSpan(id)}: ${escapeMarkdown(why)}`;
    const text = remedy?.text === undefined ? '' : ` ${escapeMarkdown(remedy.text)}`;
    const command = remedy?.command === undefined ? '' : `\n${block(remedy.command)}`;
    return `${head}.${text}${command}`;
  });
  const rest = list.length - MOST;
  return [...lines, ...(rest > 0 ? [`- and ${count(rest)} more`] : [])].join('\n');
}

/** A command in full, to be copied: a fence in the list item that no line of it can close. */
function block(command: string): string {
  const longest = Math.max(2, ...[...command.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const lines = command.split(/\r\n|[\n\r\u2028\u2029]/).map((line) => `  ${visible(line)}`);
  return [`  ${fence}sh`, ...lines, `  ${fence}`].join('\n');
}
