import type { Audit, AuditedItem, AuditResult } from '../../audit/audit.ts';
import type { Evidence, Stage } from '../../audit/item.ts';

export const STAGE_TITLES: Readonly<Record<Stage, string>> = {
  sources: 'Sources',
  accumulation: 'Accumulation',
  reservoir: 'Reservoir',
  health: 'Health',
  'synthetic-quality': 'Synthetic quality',
  recurrence: 'Recurrence',
};

/** `3 failed, 2 not answered, 40 passed`: what is none is left out. */
export function countWords({ counts }: Pick<Audit, 'counts'>): string {
  const words: readonly (readonly [AuditResult, string])[] = [
    ['failed', 'failed'],
    ['not-answered', 'not answered'],
    ['waived', 'waived'],
    ['passed', 'passed'],
    ['not-applicable', 'do not apply'],
  ];
  const said = words
    .filter(([result]) => counts[result] > 0)
    .map(([result, word]) => `${counts[result]} ${word}`);
  return said.length === 0 ? 'nothing was asked' : said.join(', ');
}

export function scoreWords(score: number | undefined): string {
  return score === undefined ? 'no score' : `${score} of 100`;
}

/** An evidence with its place: `g1: healthy (ledger 4)`. */
export function evidenceWords({ text, file, seq }: Evidence): string {
  const places = [...(file === undefined ? [] : [file]), ...(seq === undefined ? [] : [`ledger ${seq}`])];
  return places.length === 0 ? text : `${text} (${places.join(', ')})`;
}

/** What weighs how much in a score. */
export function weightWords({ weights }: Pick<Audit, 'weights'>): string {
  const all = Object.entries(weights).map(([severity, weight]) => `${severity} ${weight}`);
  return `Score: weight of what passed, of all that applies (${all.join(', ')}).`;
}

/** The words and the place of a remedy, without its command. */
export function remedyWords({ remedy }: AuditedItem): string | undefined {
  if (remedy === undefined) return undefined;
  const { text, where } = remedy;
  if (text === undefined) return where === undefined ? undefined : `See ${where}.`;
  return where === undefined || text.includes(where) ? text : `${text} (${where})`;
}
