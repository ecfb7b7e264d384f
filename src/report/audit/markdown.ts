import { type Audit, type AuditedItem, pressing } from '../../audit/audit.ts';
import { codeSpan, escapeMarkdown } from '../markdown/escape.ts';
import { visible } from '../visible.ts';
import { countWords, evidenceWords, remedyWords, STAGE_TITLES, scoreWords, weightWords } from './words.ts';

/** Failing items that are shown whole. */
const MOST_ITEMS = 20;
const MOST_EVIDENCE = 5;

/** `audit` for a pull request or a job page, in GitHub Flavored Markdown. Pure; ends in a newline. */
export function auditMarkdown(audit: Audit): string {
  const gate = audit.status === 'failed' ? '\u274c failed' : '\u2705 passed';
  const failing = pressing(audit.items, 'failed');
  const open = pressing(audit.items, 'not-answered');
  const parts = [
    `### Outcross audit of ${escapeMarkdown(audit.line)}: ${scoreWords(audit.score)} (${gate})`,
    `${countWords(audit)}.`,
    ...(audit.reasons.length === 0
      ? []
      : [audit.reasons.map(({ text }) => `- ${escapeMarkdown(text)}`).join('\n')]),
    stageTable(audit),
    ...failing.slice(0, MOST_ITEMS).map(itemPart),
    ...(failing.length > MOST_ITEMS ? [`and ${failing.length - MOST_ITEMS} more in the JSON report.`] : []),
    ...(open.length === 0 ? [] : [details(`${open.length} not answered`, open.map(openRow).join('\n'))]),
    ...waivedPart(audit),
    `<sub>${escapeMarkdown(`${audit.tool.name} ${audit.tool.version}, ${audit.at}. ${weightWords(audit)}`)}</sub>`,
  ];
  return `${parts.join('\n\n')}\n`;
}

function stageTable({ scores }: Audit): string {
  const rows = scores.map(({ stage, score, counts }) => [
    STAGE_TITLES[stage],
    score === undefined ? '\u2013' : String(score),
    String(counts.passed),
    String(counts.failed),
    String(counts['not-answered']),
    String(counts.waived),
  ]);
  const head = ['Stage', 'Score', 'Passed', 'Failed', 'Not answered', 'Waived'];
  const rule = head.map((_, i) => (i === 0 ? ':---' : '---:'));
  return [head, rule, ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function itemPart(item: AuditedItem): string {
  const words = remedyWords(item);
  const command = item.remedy?.command;
  return [
    `**${item.severity}** ${codeSpan(item.id)}: ${escapeMarkdown(item.question)} **${escapeMarkdown(item.why)}.**`,
    ...(item.evidence.length === 0
      ? []
      : [
          item.evidence
            .slice(0, MOST_EVIDENCE)
            .map((each) => `- ${escapeMarkdown(evidenceWords(each))}`)
            .join('\n'),
        ]),
    ...(words === undefined ? [] : [escapeMarkdown(words)]),
    ...(command === undefined ? [] : [fenced(command)]),
  ].join('\n\n');
}

/** A code block, its fence longer than any run of backticks in it (CommonMark 0.31, 4.5). */
function fenced(command: string): string {
  const shown = visible(command);
  const longest = Math.max(2, ...[...shown.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}sh\n${shown}\n${fence}`;
}

function openRow({ severity, id, question }: AuditedItem): string {
  return `- **${severity}** ${codeSpan(id)}: ${escapeMarkdown(question)}`;
}

function waivedPart({ items }: Audit): string[] {
  const waived = items.filter(({ result }) => result === 'waived');
  if (waived.length === 0) return [];
  const rows = waived.map(
    ({ id, waiver }) =>
      `- ${codeSpan(id)}: ${escapeMarkdown(`${waiver?.owner ?? ''}, until ${waiver?.expires ?? ''}: ${waiver?.reason ?? ''}`)}`,
  );
  return [details(`${waived.length} waived`, rows.join('\n'))];
}

function details(title: string, body: string): string {
  return `<details>\n<summary>${title}</summary>\n\n${body}\n\n</details>`;
}
