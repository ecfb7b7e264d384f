import { createHash } from 'node:crypto';
import type { AuditedItem } from '../../audit/audit.ts';
import type { ItemSeverity } from '../../audit/item.ts';
import { failing } from '../gate.ts';
import { visibleProse } from '../visible.ts';
import type { Results } from './results.ts';

/** One degradation of a code quality report, as GitLab reads it. */
export interface Degradation {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: 'info' | 'minor' | 'major' | 'critical' | 'blocker';
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

const SEVERITY: Readonly<Record<ItemSeverity, Degradation['severity']>> = {
  critical: 'blocker',
  high: 'critical',
  medium: 'major',
  low: 'minor',
};

/** Where things are shown that have no file of their own: GitLab drops what has no place. */
const CONFIGURATION = 'outcross.yaml';

/** Failing verdicts and failing items, each once; the same trouble has the same fingerprint in every run. */
export function codeQuality({ check, audit }: Results): Degradation[] {
  const verdicts = check === undefined ? [] : failing(check.generations, check.settings);
  const failed = (audit?.items ?? []).filter(({ result }) => result === 'failed');
  return [
    ...verdicts.map(({ name, verdict, why, remedy }) =>
      degradation(
        `check.${verdict}`,
        `${name} is ${verdict}. ${why} ${remedy}`,
        'blocker',
        CONFIGURATION,
        name,
      ),
    ),
    ...failed.map((item) => {
      const { id, question, why, severity, remedy } = item;
      const mend = [remedy?.text, remedy?.command].filter((part) => part !== undefined).join(' ');
      return degradation(id, `${question} ${why}. ${mend}`.trim(), SEVERITY[severity], placeOf(item), '');
    }),
  ];
}

/** `outcross.yaml:12` is a place; an absolute path, or one above the repository, is none that GitLab could show. */
function placeOf({ remedy, evidence }: AuditedItem): string {
  const named = [remedy?.where, ...evidence.map(({ file }) => file)];
  return named.find((place) => place !== undefined && isInside(place)) ?? CONFIGURATION;
}

function isInside(place: string): boolean {
  return !/^([a-z]:|[/\\])/i.test(place) && !place.split(/[/\\]/).includes('..') && !/[\s*?]/.test(place);
}

function degradation(
  name: string,
  description: string,
  severity: Degradation['severity'],
  place: string,
  subject: string,
): Degradation {
  const [, path, line] = /^(.+?)(?::(\d+))?$/.exec(place)!;
  return {
    description: visibleProse(description),
    check_name: `outcross.${name}`,
    fingerprint: createHash('sha256')
      .update(JSON.stringify([name, subject]))
      .digest('hex'),
    severity,
    location: { path: path.replace(/^\.\//, ''), lines: { begin: line === undefined ? 1 : Number(line) } },
  };
}
