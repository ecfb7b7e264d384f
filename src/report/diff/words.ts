import { count } from '../figures.ts';
import type { Change } from './change.ts';
import type { AuditDiff, CheckDiff, Diff, FindingChange, ScoreChange, VerdictChange } from './diff.ts';

/** A score of 100, or that there is none. */
export function scoreText(score: number | undefined): string {
  return score === undefined ? 'none' : String(score);
}

function scoreWords({ before, after }: ScoreChange): string {
  return before === after ? `${scoreText(after)} as before` : `${scoreText(before)} to ${scoreText(after)}`;
}

/** One line: what the comparison comes to. */
export function headlineWords(diff: Diff): string {
  return diff.of === 'check' ? checkWords(diff) : auditWords(diff);
}

function checkWords({ generations, status }: CheckDiff): string {
  const last = generations.filter(({ change }) => change !== 'gone').at(-1);
  const gate = gateWords(status);
  if (last === undefined) return `no generation is left; ${gate}`;
  const { name, before, after, against } = last;
  if (before === undefined || after === undefined) return `${name} is ${after}; ${gate}`;
  if (against !== undefined) return `${name} is ${after}, ${against} was ${before}; ${gate}`;
  return `${name} ${before === after ? `is ${after} as before` : `was ${before}, is ${after}`}; ${gate}`;
}

function auditWords({ score, status }: AuditDiff): string {
  return `score ${scoreWords(score)}; ${gateWords(status)}`;
}

function gateWords({ before, after }: Diff['status']): string {
  return before === after ? `${after} as before` : `${before} before, ${after} now`;
}

/** `3 worse, 1 better`: how many of each there are; nothing of those that there are none of. */
export function tally(changes: readonly Change[], kinds: readonly Change[] = KINDS): string {
  const parts = kinds.flatMap((kind) => {
    const many = changes.filter((change) => change === kind).length;
    return many === 0 ? [] : [`${count(many)} ${kind}`];
  });
  return parts.length === 0 ? 'none' : parts.join(', ');
}

const KINDS: readonly Change[] = ['worse', 'better', 'new', 'gone', 'differs', 'same'];

/** What became of a generation, in words that follow its verdict. */
export function verdictWords({ before, against, change }: VerdictChange): string {
  if (against !== undefined) return `new; ${against} was ${before}`;
  if (change === 'new' || change === 'gone' || change === 'same') return change;
  return `${change === 'differs' ? 'other' : change} than before: ${before}`;
}

/** What became of a finding and how much it matters: `new warning`, `raised from notice to warning`. */
export function findingWords({ change, was, finding }: FindingChange): string {
  return was === undefined ? `${change} ${finding.severity}` : `${change} from ${was} to ${finding.severity}`;
}

/** Where a finding was seen, where that says more than its generation. */
export function findingPlace({ finding: { where }, generation }: FindingChange): string | undefined {
  return where === generation ? undefined : where;
}
