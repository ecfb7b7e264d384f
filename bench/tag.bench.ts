import { mkdirSync, rmSync, statSync } from 'node:fs';
import { median, runNode } from './measure/process.ts';
import { englishJsonl } from './measure/text.ts';

/** Speed and memory of tagging, inventory and the anchor. `--quick` leaves the gigabyte out. */
const quick = process.argv.includes('--quick');
const sizes = quick ? [100] : [100, 1000];
const runs = quick ? 1 : 3;

mkdirSync('.bench/out', { recursive: true });

const TAG = ['--origin', 'human', '--source', 'brown', '--force'];
const JOBS: readonly (readonly [name: string, args: readonly string[], output: string | undefined])[] = [
  ['tag to .jsonl', ['tag', ...TAG], 'tagged.jsonl'],
  ['tag to .jsonl.gz', ['tag', ...TAG], 'tagged.jsonl.gz'],
  ['tag to .parquet', ['tag', ...TAG], 'tagged.parquet'],
  ['inventory', ['inventory', '--by', 'source', '--top', '1'], undefined],
  ['anchor', ['anchor', '--group-field', 'source', '--assume-human', '--force'], 'anchor'],
];

console.log(`whole process, median of ${runs}\n`);
console.log(
  '| job | JSONL | workers | seconds | MB/s | peak memory, MB |\n| --- | --- | --- | --- | --- | --- |',
);
for (const megabytes of sizes) {
  const path = await englishJsonl(megabytes);
  const size = statSync(path).size / 1e6;
  for (const [name, args, output] of JOBS) {
    for (const workers of [1, 2]) {
      const out = output === undefined ? [] : ['-o', `.bench/out/${output}`];
      const done = [];
      for (let i = 0; i < runs; i++) {
        done.push(await runNode(['bin/outcross.js', ...args, path, '--workers', String(workers), ...out]));
        if (output !== undefined) rmSync(`.bench/out/${output}`, { recursive: true, force: true });
      }
      const failed = done.find(({ status }) => status !== 0);
      if (failed !== undefined) throw new Error(`${name} ended with status ${failed.status}`);
      const seconds = median(done.map((run) => run.seconds));
      const memory = median(done.map((run) => run.megabytes ?? Number.NaN));
      const cells = [
        name,
        `${size.toFixed(0)} MB`,
        workers,
        seconds.toFixed(2),
        (size / seconds).toFixed(1),
        memory.toFixed(0),
      ];
      console.log(`| ${cells.join(' | ')} |`);
    }
  }
}
