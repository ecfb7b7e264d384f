import type { Finding, Severity } from '../../base/finding.ts';
import type { Change } from './change.ts';
import type { FindingChange } from './diff.ts';

const WEIGHT: Readonly<Record<Severity, number>> = { info: 0, notice: 1, warning: 2, critical: 3 };

/** From this weight on a finding is trouble. */
const TROUBLE = 2;

/**
 * Findings that are new, gone, or of another severity. The same finding has the same id and place; what is left is matched by its id
 * alone, since places hold row numbers.
 */
export function findingChanges(
  before: readonly Finding[],
  after: readonly Finding[],
  generation?: string,
): FindingChange[] {
  const own = generation === undefined ? {} : { generation };
  const old = [...before];
  const take = (fits: (finding: Finding) => boolean): Finding | undefined => {
    const at = old.findIndex(fits);
    return at < 0 ? undefined : old.splice(at, 1)[0];
  };
  const matched = after.map((finding) => ({
    finding,
    was: take(({ id, where }) => id === finding.id && where === finding.where),
  }));
  const changes: FindingChange[] = [];
  for (const { finding, was } of matched) {
    const one = was ?? take(({ id }) => id === finding.id);
    if (one === undefined) changes.push({ change: 'new', ...own, finding });
    else if (one.severity !== finding.severity) {
      const raised = WEIGHT[finding.severity] > WEIGHT[one.severity];
      changes.push({ change: raised ? 'raised' : 'lowered', ...own, finding, was: one.severity });
    }
  }
  return [...changes, ...old.map((finding): FindingChange => ({ change: 'gone', ...own, finding }))];
}

/** Whether a change of a finding is for better or worse: what does not trouble anybody is neither. */
export function weighed({ change, finding, was }: FindingChange): Change {
  const heaviest = Math.max(WEIGHT[finding.severity], was === undefined ? 0 : WEIGHT[was]);
  if (heaviest < TROUBLE) return 'differs';
  return change === 'new' || change === 'raised' ? 'worse' : 'better';
}
