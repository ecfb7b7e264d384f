import { mkdirSync, statSync } from 'node:fs';
import { SIGNATURE_ID } from '../src/quality/duplicates/near-index.ts';
import { PRESETS } from '../src/quality/duplicates/settings.ts';
import { candidateProbability } from '../src/sketch/minhash-bands.ts';
import { median, runNode } from './measure/process.ts';
import { englishJsonl } from './measure/text.ts';

/**
 * Speed and memory of `outcross dedup`, whole processes: reading twice, signatures, clustering and writing. `--quick` leaves the
 * gigabyte out. The corpus is hard: each passage comes back once in 6.5 MB with 2% of its words altered.
 */
const quick = process.argv.includes('--quick');
const runs = quick ? 1 : 3;
mkdirSync('.bench/out', { recursive: true });

const { datatrove } = PRESETS;
const { shingle, bands, rows, threshold } = datatrove;
console.log(
  `${SIGNATURE_ID}; ${shingle} words, ${bands * rows} permutations, ${bands} x ${rows}, ` +
    `P(candidate at .8) = ${candidateProbability(0.8, datatrove).toFixed(4)}, joined from ${threshold}; ` +
    `whole process, median of ${runs}\n`,
);
console.log(
  '| JSONL | preset | workers | signatures | seconds | MB/s | peak memory, MB |\n| --- | --- | --- | --- | --- | --- | --- |',
);

interface Case {
  readonly megabytes: number;
  readonly preset?: string;
  readonly workers: number;
  /** Megabytes of signatures in memory. */
  readonly memory?: number;
}

const small: Case[] = [
  { megabytes: 100, workers: 0 },
  { megabytes: 100, workers: 1 },
  { megabytes: 100, workers: 2 },
  { megabytes: 100, workers: 0, memory: 1 },
  { megabytes: 100, workers: 0, preset: 'nemo' },
];
const large: Case[] = [
  { megabytes: 1000, workers: 1 },
  { megabytes: 1000, workers: 2 },
  { megabytes: 1000, workers: 2, memory: 64 },
];

for (const one of quick ? small : [...small, ...large]) await measure(one);

async function measure({ megabytes, preset = 'datatrove', workers, memory }: Case): Promise<void> {
  const path = await englishJsonl(megabytes);
  const where = ['-o', '.bench/out/kept.jsonl', '--removed', '.bench/out/removed.jsonl', '--force'];
  const how = ['--preset', preset, '--workers', String(workers)];
  const limit = memory === undefined ? [] : ['--memory', String(memory)];
  const done = [];
  for (let i = 0; i < runs; i++) {
    done.push(await runNode(['bin/outcross.js', 'dedup', path, ...where, ...how, ...limit]));
  }
  const seconds = median(done.map((run) => run.seconds));
  const peak = median(done.map((run) => run.megabytes ?? Number.NaN));
  const size = statSync(path).size / 1e6;
  const kept = memory === undefined ? 'memory' : 'disk';
  const cells = [
    `${size.toFixed(0)} MB`,
    preset,
    workers,
    kept,
    seconds.toFixed(2),
    (size / seconds).toFixed(1),
    peak.toFixed(0),
  ];
  console.log(`| ${cells.join(' | ')} |`);
}
