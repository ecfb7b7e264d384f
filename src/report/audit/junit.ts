import type { Audit, AuditedItem } from '../../audit/audit.ts';
import type { Stage } from '../../audit/item.ts';
import { visible } from '../visible.ts';
import { evidenceWords, remedyWords } from './words.ts';

/**
 * `audit` as JUnit XML, in the dialect that Ant writes and that Jenkins, GitLab and GitHub actions read: a suite a stage, a case an
 * item. What is waived, does not apply or waits for an answer is skipped; under a gate on answers the last fails.
 */
export function auditJunit(audit: Audit): string {
  const suites = audit.scores.map(({ stage }, id) => suiteOf(audit, stage, id));
  const { tests, failures, skipped } = sumOf(audit, audit.items);
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="outcross audit" tests="${tests}" failures="${failures}" errors="0" skipped="${skipped}" time="0">
${suites.join('')}</testsuites>
`;
}

function suiteOf(audit: Audit, stage: Stage, id: number): string {
  const items = audit.items.filter((item) => item.stage === stage);
  const { tests, failures, skipped } = sumOf(audit, items);
  // Seconds and no zone: stricter readers take nothing else.
  const at = audit.at.slice(0, 19);
  return `  <testsuite id="${id}" name="${stage}" package="outcross.audit" hostname="localhost" timestamp="${at}" tests="${tests}" failures="${failures}" errors="0" skipped="${skipped}" time="0">
    <properties>
      <property name="line" value="${escapeXml(audit.line)}"/>
    </properties>
${items.map((item) => caseOf(audit, item)).join('')}    <system-out/>
    <system-err/>
  </testsuite>
`;
}

function caseOf(audit: Audit, item: AuditedItem): string {
  const head = `    <testcase classname="outcross.audit.${item.stage}" name="${escapeXml(item.id)}" time="0"`;
  const outcome = outcomeOf(audit, item);
  if (outcome === 'passed') return `${head}/>\n`;
  if (outcome === 'skipped')
    return `${head}>\n      <skipped message="${escapeXml(skipWords(item))}"/>\n    </testcase>\n`;
  const message = `${item.question} ${item.why}`;
  return `${head}>
      <failure type="${item.severity}" message="${escapeXml(message)}">${escapeXml(bodyOf(item))}</failure>
    </testcase>
`;
}

function outcomeOf({ gate }: Audit, { result }: AuditedItem): 'passed' | 'failed' | 'skipped' {
  if (result === 'passed' || result === 'failed') return result;
  return result === 'not-answered' && gate.unanswered ? 'failed' : 'skipped';
}

function sumOf(audit: Audit, items: readonly AuditedItem[]) {
  const outcomes = items.map((item) => outcomeOf(audit, item));
  return {
    tests: items.length,
    failures: outcomes.filter((outcome) => outcome === 'failed').length,
    skipped: outcomes.filter((outcome) => outcome === 'skipped').length,
  };
}

function skipWords({ result, why, waiver }: AuditedItem): string {
  if (waiver !== undefined) return `waived by ${waiver.owner} until ${waiver.expires}: ${waiver.reason}`;
  return result === 'not-answered' ? `not answered: ${why}` : why;
}

function bodyOf(item: AuditedItem): string {
  const words = remedyWords(item);
  const parts = [
    ...item.evidence.map(evidenceWords),
    ...(words === undefined ? [] : [words]),
    ...(item.remedy?.command === undefined ? [] : [item.remedy.command]),
  ];
  return parts.join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Text as XML 1.0 may hold it: what it may not is made visible. Line feeds stay. */
export function escapeXml(text: string): string {
  const shown = text.split('\n').map(visible).join('\n');
  return shown.replace(/[&<>"']|[\ufffe\uffff]/g, (character) => ENTITIES[character] ?? '?');
}
