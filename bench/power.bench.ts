import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { humanCorpora } from './power/corpora.ts';
import { type CoverageRun, calibrationDocument } from './power/document.ts';
import { coverage, SPECTRA } from './power/intervals.ts';
import { FULL, plan, QUICK } from './power/jobs.ts';
import { runAll } from './power/pool.ts';
import type { Outcome } from './power/run-job.ts';

/**
 * Measures false alarms, detection and the coverage of intervals, and writes docs/calibration.md. `--quick` tries the program
 * out and writes nothing; `--reuse` takes the lines measured last from .bench/power. Under an hour on two cores.
 */
const KEPT = '.bench/power';
const quick = process.argv.includes('--quick');
const reuse = process.argv.includes('--reuse');
mkdirSync(KEPT, { recursive: true });

const names = humanCorpora().map((corpus) => corpus.name);
const outcomes = await measureLines(kept<Outcome[]>('outcomes') ?? []);
keep('outcomes', outcomes);
const intervals = kept<CoverageRun[]>('intervals') ?? measureIntervals();
keep('intervals', intervals);
const text = calibrationDocument(names, outcomes, intervals);
if (!quick) writeFileSync('docs/calibration.md', text);
console.log(text);

function pathOf(name: string): string {
  return `${KEPT}/${name}${quick ? '-quick' : ''}.json`;
}

function kept<T>(name: string): T | undefined {
  return reuse && existsSync(pathOf(name))
    ? (JSON.parse(readFileSync(pathOf(name), 'utf8')) as T)
    : undefined;
}

function keep(name: string, value: unknown): void {
  writeFileSync(pathOf(name), JSON.stringify(value));
}

/** Runs the lines that are not among the known ones. */
async function measureLines(known: readonly Outcome[]): Promise<Outcome[]> {
  const done = new Map(known.map((outcome) => [JSON.stringify(outcome.job), outcome]));
  const jobs = plan(names.length, quick ? QUICK : FULL);
  const missing = jobs.filter((job) => !done.has(JSON.stringify(job)));
  const started = performance.now();
  const found = await runAll(missing, (count) => {
    if (count % 50 !== 0 && count !== missing.length) return;
    console.error(
      `${count} of ${missing.length} lines, ${Math.round((performance.now() - started) / 1000)} s`,
    );
  });
  for (const outcome of found) done.set(JSON.stringify(outcome.job), outcome);
  return jobs.flatMap((job) => done.get(JSON.stringify(job)) ?? []);
}

function measureIntervals(): CoverageRun[] {
  const tokens = 20_000;
  const replicates = quick ? 5 : 300;
  return SPECTRA.map((spectrum) => {
    console.error(`intervals: ${spectrum.name}`);
    return { spectrum, tokens, replicates, coverage: coverage(spectrum, tokens, replicates) };
  });
}
