import type { AuditView } from '../../../../src/server/wire.ts';

export type Audit = NonNullable<AuditView['audit']>;
export type Item = Audit['items'][number];
export type Result = Item['result'];
export type Stage = Item['stage'];

/** What needs somebody first. */
export const RESULTS: readonly Result[] = ['failed', 'not-answered', 'waived', 'passed', 'not-applicable'];

const SEVERITIES: readonly string[] = ['critical', 'high', 'medium', 'low'];

export const RESULT_WORDS: Readonly<Record<Result, string>> = {
  failed: 'failed',
  'not-answered': 'not answered',
  waived: 'waived',
  passed: 'passed',
  'not-applicable': 'not applicable',
};

export const STAGE_WORDS: Readonly<Record<string, string>> = {
  sources: 'Sources',
  accumulation: 'Accumulation',
  reservoir: 'Reservoir',
  health: 'Health',
  'synthetic-quality': 'Quality of synthetic data',
  recurrence: 'Recurrence',
};

export const MOMENT_WORDS: Readonly<Record<string, string>> = {
  'before-ingest': 'before ingest',
  'before-training': 'before training',
  'after-training': 'after training',
  standing: 'always',
};

/** What is shown; empty members ask for nothing. */
export interface Filter {
  readonly when: string;
  readonly result: string;
  readonly text: string;
}

export function isShown(item: Item, { when, result, text }: Filter): boolean {
  const words = text.trim().toLowerCase();
  const own = [item.id, item.question, item.why].join('\n').toLowerCase();
  return (
    (when === '' || item.when === when) && (result === '' || item.result === result) && own.includes(words)
  );
}

export interface Group {
  readonly stage: Stage;
  /** 0 to 100; absent where nothing of the stage applies. */
  readonly score?: number;
  readonly counts: Audit['counts'];
  /** Those that the filter lets through: what needs somebody first, of equals the most severe. */
  readonly items: readonly Item[];
}

/** The audit by stage, in the order of the checklist; stages of which nothing is shown are left out. */
export function groups({ scores, items }: Pick<Audit, 'scores' | 'items'>, filter: Filter): Group[] {
  return scores
    .map(({ stage, score, counts }) => ({
      stage,
      ...(score === undefined ? {} : { score }),
      counts,
      items: items.filter((item) => item.stage === stage && isShown(item, filter)).sort(pressing),
    }))
    .filter((group) => group.items.length > 0);
}

function pressing(a: Item, b: Item): number {
  return (
    RESULTS.indexOf(a.result) - RESULTS.indexOf(b.result) ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity)
  );
}

/** Whether an item stands whole: what needs somebody, and what a link or a filter asks for. */
export function isWhole({ id, result }: Item, { result: wanted, text }: Filter, chosen: string): boolean {
  const needs = result === 'failed' || result === 'not-answered' || result === 'waived';
  return needs || id === chosen || wanted !== '' || text.trim() !== '';
}

/** `9 passed, 2 do not apply`. */
export function settledText(items: readonly Item[]): string {
  const many = (result: Result) => items.filter((item) => item.result === result).length;
  const without = many('not-applicable');
  return [
    many('passed') > 0 && `${many('passed')} passed`,
    without > 0 && `${without} ${without === 1 ? 'does' : 'do'} not apply`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** A waiver's last day, or why none is known. */
export function waiverText({ waiver }: Item): string | undefined {
  if (waiver === undefined) return undefined;
  return `${waiver.owner} answers for it until ${waiver.expires}: ${waiver.reason}`;
}
