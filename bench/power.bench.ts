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
const outcomes = await kept('outcomes', measureLines);
const intervals = await kept('intervals', measureIntervals);
const text = calibrationDocument(names, outcomes, intervals);
if (!quick) writeFileSync('docs/calibration.md', text);
console.log(text);

async function kept<T>(name: string, measure: () => Promise<T>): Promise<T> {
  const path = `${KEPT}/${name}${quick ? '-quick' : ''}.json`;
  if (reuse && existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as T;
  const value = await measure();
  writeFileSync(path, JSON.stringify(value));
  return value;
}

async function measureLines(): Promise<Outcome[]> {
  const jobs = plan(names.length, quick ? QUICK : FULL);
  const started = performance.now();
  return runAll(jobs, (done) => {
    if (done % 50 !== 0 && done !== jobs.length) return;
    console.error(`${done} of ${jobs.length} lines, ${Math.round((performance.now() - started) / 1000)} s`);
  });
}

async function measureIntervals(): Promise<CoverageRun[]> {
  const tokens = 20_000;
  const replicates = quick ? 5 : 300;
  return SPECTRA.map((spectrum) => {
    console.error(`intervals: ${spectrum.name}`);
    return { spectrum, tokens, replicates, coverage: coverage(spectrum, tokens, replicates) };
  });
}
