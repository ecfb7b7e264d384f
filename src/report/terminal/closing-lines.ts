import type { Finding, Severity } from '../../base/finding.ts';
import { count } from '../figures.ts';
import { failing, gateWords } from '../gate.ts';
import type { GenerationReport, Report } from '../report.ts';
import { visible, visibleProse } from '../visible.ts';
import { wrap } from './cells.ts';
import type { Line, Style } from './paint.ts';
import { span } from './paint.ts';

const MARK: Readonly<Record<Severity, readonly [string, readonly Style[]]>> = {
  critical: ['critical', ['bold', 'red']],
  warning: ['warning', ['orange']],
  notice: ['notice', ['yellow']],
  info: ['info', ['dim']],
};

/** More input findings than this are counted rather than listed. */
const MOST_FINDINGS = 6;

function paragraph(text: string, columns: number, indent: number, ...styles: Style[]): Line[] {
  return wrap(visibleProse(text), columns - indent).map((part) => [
    span(' '.repeat(indent)),
    span(part, ...styles),
  ]);
}

/** What to do about the last generation, which definition its verdict speaks of, and which sample would decide. */
export function remedyLines(generation: GenerationReport, columns: number): Line[] {
  const lines: Line[] = [[span('What to do', 'bold')], ...paragraph(generation.remedy, columns, 2)];
  if (generation.sampleThatWouldDecide !== undefined) {
    const sample = `A sample of ${count(generation.sampleThatWouldDecide)} tokens a side would decide.`;
    lines.push(...paragraph(sample, columns, 2));
  }
  lines.push(...paragraph(`Definition: ${generation.definition}`, columns, 2, 'dim'));
  return lines;
}

function findingLines(finding: Finding, columns: number): Line[] {
  const [word, styles] = MARK[finding.severity];
  const where = finding.where === undefined ? '' : ` (${finding.where})`;
  const remedy = finding.remedy === undefined ? '' : ` ${finding.remedy}`;
  const indent = word.length + 4;
  const text = wrap(visibleProse(`${finding.message}${where}${remedy}`), columns - indent);
  return text.map((part, index) =>
    index === 0
      ? [span('  '), span(word, ...styles), span(`  ${part}`)]
      : [span(' '.repeat(indent)), span(part)],
  );
}

/** Findings on what a verdict could not look at, so that it does not tell of them. */
const NOT_MEASURED: ReadonlySet<string> = new Set(['column.absent', 'column.other-kind']);

/** What of a generation could not be measured. */
export function unmeasuredLines({ findings }: GenerationReport, columns: number): Line[] {
  const found = findings.filter(({ id }) => NOT_MEASURED.has(id));
  if (found.length === 0) return [];
  return [[span('Not measured', 'bold')], ...found.flatMap((finding) => findingLines(finding, columns))];
}

/** What was found of the inputs. */
export function inputLines(findings: readonly Finding[], columns: number): Line[] {
  if (findings.length === 0) return [];
  const shown = findings.slice(0, MOST_FINDINGS);
  const rest = findings.length - shown.length;
  const more: Line[] = rest > 0 ? [[span(`  and ${count(rest)} more`, 'dim')]] : [];
  return [[span('Inputs', 'bold')], ...shown.flatMap((finding) => findingLines(finding, columns)), ...more];
}

/** The gate, in one sentence: it stands last, nearest to the prompt. */
export function statusLines(report: Report, columns: number): Line[] {
  const failed = report.status === 'failed';
  const gate = `this check ${gateWords(report.settings)}`;
  const caught = failing(report.generations, report.settings);
  const names = caught.slice(0, 8).map((generation) => visible(generation.name));
  if (caught.length > 8) names.push(`${caught.length - 8} more`);
  const who = failed && names.length > 0 ? `${names.join(', ')}; ` : '';
  const [first = '', ...rest] = wrap(who + gate, columns - 8);
  const mark = failed ? span('FAILED', 'bold', 'red') : span('PASSED', 'bold', 'green');
  return [[mark, span(`  ${first}`)], ...rest.map((text): Line => [span(`        ${text}`)])];
}
