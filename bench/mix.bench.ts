import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { median, runNode } from './measure/process.ts';
import { englishJsonl } from './measure/text.ts';

/** Speed and memory of a mix: read twice, planned, dealt, sorted, written, digests of inputs and outputs. `--quick` leaves the gigabyte out. */
const quick = process.argv.includes('--quick');
const sizes = quick ? [100] : [100, 1000];
const runs = quick ? 1 : 3;
const OUT = '.bench/out';

mkdirSync(OUT, { recursive: true });
console.log(`whole process, median of ${runs}; every example enters\n`);
console.log(
  '| order | JSONL | workers | seconds | MB/s | peak memory, MB |\n| --- | --- | --- | --- | --- | --- |',
);
for (const megabytes of sizes) {
  const tagged = await taggedJsonl(megabytes);
  const size = statSync(tagged).size / 1e6;
  for (const order of ['shuffled', 'input']) {
    for (const workers of [1, 2]) {
      const done = [];
      for (let i = 0; i < runs; i++) done.push(await mixOnce(tagged, order, workers));
      const seconds = median(done.map((run) => run.seconds));
      const memory = median(done.map((run) => run.megabytes ?? Number.NaN));
      const cells = [
        order,
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

async function mixOnce(tagged: string, order: string, workers: number) {
  const out = `${OUT}/mix.jsonl`;
  rmSync(out, { force: true });
  const policy = `bench/measure/mix-${order}.yaml`;
  const args = ['bin/outcross.js', 'mix', tagged, '--policy', policy, '--no-config', '-o', out];
  const run = await runNode([...args, '--workers', String(workers)]);
  if (run.status !== 0) throw new Error(`mix ended with status ${run.status}`);
  return run;
}

/** English text with provenance, made once. */
async function taggedJsonl(megabytes: number): Promise<string> {
  const path = await englishJsonl(megabytes);
  const tagged = path.replace('.jsonl', '-tagged.jsonl');
  if (!existsSync(tagged)) {
    const tag = ['tag', path, '--origin', 'human', '--source', 'brown', '-o', tagged];
    await runNode(['bin/outcross.js', ...tag]);
  }
  return tagged;
}
