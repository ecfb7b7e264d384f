import type { CoverageRun } from './document.ts';
import { LOOPS } from './loops.ts';
import type { Outcome } from './run-job.ts';

const COLLAPSED: ReadonlySet<string> = new Set(['early', 'late']);

/** Upper end of the one-sided 95% interval of a rate of k in n (Clopper and Pearson 1934), by bisection. */
export function upperRate(k: number, n: number): number {
  if (n === 0 || k === n) return 1;
  let low = k / n;
  let high = 1;
  for (let i = 0; i < 60; i++) {
    const p = (low + high) / 2;
    if (binomialUpTo(k, n, p) > 0.05) low = p;
    else high = p;
  }
  return high;
}

function binomialUpTo(k: number, n: number, p: number): number {
  let term = (1 - p) ** n;
  let sum = term;
  for (let i = 0; i < k; i++) {
    term *= ((n - i) / (i + 1)) * (p / (1 - p));
    sum += term;
  }
  return sum;
}

const percent = (x: number) => `${(100 * x).toFixed(1)}%`;

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** False alarms: lines that hold no collapse, and how often one was called in any generation. */
export function falseAlarms(outcomes: readonly Outcome[], names: readonly string[]): string {
  const clean = outcomes.filter(({ job }) => job.kind === 'human' || job.kind === 'stable');
  const groups = groupBy(clean, ({ job }) =>
    [
      job.kind === 'stable'
        ? 'stable model, 4 generations'
        : job.generations === 1
          ? 'human pair'
          : 'human line, 3 samples',
      names[job.corpus],
      job.tokens.toLocaleString('en-US'),
    ].join('|'),
  );
  const rows = [...groups].map(([key, group]) => [...key.split('|'), ...alarmCells(group)]);
  const totals = groupBy(clean, ({ job }) =>
    job.kind === 'stable' ? 'stable lines' : job.generations === 1 ? 'human pairs' : 'human lines',
  );
  for (const [key, group] of totals) rows.push([`**all ${key}**`, '', '', ...alarmCells(group)]);
  return table(
    ['lines', 'corpus', 'tokens', 'n', 'early or late', 'rate (95% upper bound)', 'other verdicts'],
    rows,
  );
}

function alarmCells(group: readonly Outcome[]): string[] {
  const called = group.filter(({ verdicts }) => verdicts.some((v) => COLLAPSED.has(v))).length;
  const counts = groupBy(
    group.flatMap(({ verdicts }) => verdicts).filter((v) => !COLLAPSED.has(v)),
    (v) => v,
  );
  const rest = [...counts].map(([verdict, list]) => `${verdict} ${list.length}`).join(', ');
  return [
    String(group.length),
    String(called),
    `${percent(called / group.length)} (${percent(upperRate(called, group.length))})`,
    rest,
  ];
}

/** Detection: by when a recursive loop was called. */
export function detection(outcomes: readonly Outcome[], names: readonly string[]): string {
  const loops = outcomes.filter(({ job }) => job.kind !== 'human' && job.kind !== 'stable');
  const groups = groupBy(loops, ({ job }) =>
    [job.kind, names[job.corpus], job.tokens.toLocaleString('en-US')].join('|'),
  );
  const order = [...groups].sort(
    ([a], [b]) => LOOPS.indexOf(a.split('|')[0] as never) - LOOPS.indexOf(b.split('|')[0] as never),
  );
  const rows = order.map(([key, group]) => [
    ...key.split('|'),
    String(group.length),
    ...[1, 2, 3, 4, 6].map((g) => calledBy(group, g, COLLAPSED)),
    firstCalls(group, 'early'),
    firstCalls(group, 'late'),
  ]);
  return table(
    [
      'loop',
      'corpus',
      'tokens',
      'n',
      'by g1',
      'by g2',
      'by g3',
      'by g4',
      'by g6',
      'first early, median',
      'first late, median',
    ],
    rows,
  );
}

function calledBy(group: readonly Outcome[], g: number, verdicts: ReadonlySet<string>): string {
  const long = group.filter((o) => o.verdicts.length >= g);
  if (long.length === 0) return '';
  return percent(
    long.filter((o) => o.verdicts.slice(0, g).some((v) => verdicts.has(v))).length / long.length,
  );
}

function firstCalls(group: readonly Outcome[], verdict: string): string {
  const long = group.filter((o) => o.verdicts.length >= 6);
  const first = long
    .map((o) => o.verdicts.indexOf(verdict as never))
    .filter((i) => i >= 0)
    .sort((a, b) => a - b);
  if (first.length === 0) return `never in ${long.length}`;
  return `g${first[Math.floor((first.length - 1) / 2)] + 1} (${first.length} of ${long.length})`;
}

/** The requirements that the margins were set for, each with its figure. */
export function requirements(outcomes: readonly Outcome[], intervals: readonly CoverageRun[]): string {
  const alarms = (name: string, want: (o: Outcome) => boolean) => {
    const group = outcomes.filter(want);
    const called = group.filter(({ verdicts }) => verdicts.some((v) => COLLAPSED.has(v))).length;
    return [
      `early or late among ${name}: at most 1%`,
      `${called} of ${group.length} (${percent(called / group.length)})`,
    ];
  };
  const found = (tokens: number, least: string) => {
    const group = outcomes.filter(({ job }) => job.kind === 'replace' && job.tokens === tokens);
    const named = `replace called by generation 2 at ${tokens.toLocaleString('en-US')} tokens: at least ${least}`;
    return [named, `${calledBy(group, 2, COLLAPSED)} of ${group.length}`];
  };
  const shares = intervals.flatMap((run) => run.coverage.flatMap((c) => [c.same, c.narrower]));
  const inside = shares.filter((x) => x >= 0.93 && x <= 0.97).length;
  const low = shares.filter((x) => x < 0.93).length;
  return table(
    ['requirement', 'measured'],
    [
      alarms('human pairs', ({ job }) => job.kind === 'human' && job.generations === 1),
      alarms('human lines', ({ job }) => job.kind === 'human' && job.generations > 1),
      alarms('stable lines', ({ job }) => job.kind === 'stable'),
      found(50_000, '99%'),
      found(20_000, '95%'),
      [
        'nominal 95% intervals: within 93% and 97%',
        `${inside} of ${shares.length} within, ${low} below, the others above`,
      ],
    ],
  );
}
