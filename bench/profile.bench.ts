import { mkdirSync, statSync } from 'node:fs';
import { TOKENIZER_ID } from '../src/text/tokenizer.ts';
import { median, runNode } from './measure/process.ts';
import { englishJsonl } from './measure/text.ts';

/** Speed, memory and size of profiles. `--quick` leaves the gigabyte out. */
const quick = process.argv.includes('--quick');
const sizes = quick ? [100] : [100, 300, 1000];
const runs = quick ? 1 : 3;

mkdirSync('.bench/out', { recursive: true });
console.log(
  `tokeniser ${TOKENIZER_ID}, orders 1-4 and 8, all lexical signals; whole process, median of ${runs}\n`,
);
console.log(
  '| JSONL | workers | seconds | MB/s | peak memory, MB | profile, MB |\n| --- | --- | --- | --- | --- | --- |',
);
for (const megabytes of sizes) {
  const path = await englishJsonl(megabytes);
  for (const workers of [1, 2]) {
    const out = `.bench/out/english-${megabytes}-${workers}.profile`;
    const args = [
      'bin/outcross.js',
      'profile',
      path,
      '-o',
      out,
      '--group-field',
      'source',
      '--workers',
      String(workers),
    ];
    const done = [];
    for (let i = 0; i < runs; i++) done.push(await runNode(args));
    const seconds = median(done.map((run) => run.seconds));
    const size = statSync(path).size / 1e6;
    const memory = median(done.map((run) => run.megabytes ?? Number.NaN));
    const cells = [
      `${size.toFixed(0)} MB`,
      workers,
      seconds.toFixed(2),
      (size / seconds).toFixed(1),
      memory.toFixed(0),
      (statSync(out).size / 1e6).toFixed(1),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
}
