import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Row } from '../src/corpus/fields.ts';
import { proveExample } from '../src/mix/proof/prove-example.ts';
import { RowEncoder } from '../src/proof/leaf/row-encoder.ts';
import { leafDigest } from '../src/proof/merkle/hash.ts';
import { TreeBuilder } from '../src/proof/merkle/tree-builder.ts';
import { median, type Run, runNode } from './measure/process.ts';
import { brownWords, shortJsonl, shortRow } from './measure/short-rows.ts';

/** Speed and memory of `prove` and `verify`, of hashing alone, and of a proof that one example stands in a set. `--quick` leaves the million out. */
const quick = process.argv.includes('--quick');
const sizes = quick ? [100_000] : [100_000, 1_000_000];
const runs = quick ? 1 : 3;
const OUT = join('.bench', 'out', 'proof');
const KEYS = ['--no-config', '--keys-folder', join(OUT, 'keys')];

mkdirSync(OUT, { recursive: true });
rmSync(join(OUT, 'keys'), { recursive: true, force: true });
await outcross('keys', 'new', ...KEYS);
hashing();
console.log(`\nwhole process, median of ${runs}; two workers\n`);
console.log(
  '| rows | MB | prove, s | of CPU | memory, MB | verify, s | of CPU | memory, MB | tree, MB |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
);
for (const size of sizes) await endToEnd(size);
await inclusion(sizes.at(-1)!);

async function outcross(...args: string[]) {
  const run = await runNode(['bin/outcross.js', ...args]);
  if (run.status !== 0) throw new Error(`outcross ${args[0]} ended with status ${run.status}`);
  return run;
}

/** Rows that are parsed already: canonical JSON, hash of the leaf, hashes of the tree. In the time of the processor. */
function hashing(): void {
  const words = brownWords();
  const rows = Array.from({ length: 200_000 }, (_, i) => shortRow(i, words) as Row);
  const encoder = new RowEncoder();
  const rates = Array.from({ length: 3 }, () => {
    const builder = new TreeBuilder();
    const before = process.cpuUsage();
    for (const row of rows) builder.add(leafDigest(encoder.encode(row)));
    builder.root();
    const { user, system } = process.cpuUsage(before);
    return rows.length / ((user + system) / 1e6);
  });
  console.log(`hashing: ${Math.round(median(rates)).toLocaleString('en-US')} short examples a second a core`);
}

async function mixed(size: number): Promise<string> {
  const path = join(OUT, `set-${size}.jsonl`);
  const policy = join(OUT, 'policy.yaml');
  writeFileSync(policy, 'policy: { order: input, human: { minimum: 0.3 }, weights: none }\n');
  if (!existsSync(`${path}.manifest.json`)) {
    await outcross('mix', await shortJsonl(size), '--policy', policy, '--no-config', '-o', path, '-f');
  }
  return path;
}

async function endToEnd(size: number): Promise<void> {
  const path = await mixed(size);
  const done: { proved: Run; verified: Run }[] = [];
  for (let i = 0; i < runs; i++) {
    const proved = await outcross('prove', path, ...KEYS, '--workers', '2');
    const verified = await outcross(
      'verify',
      `${path}.proof.json`,
      '--data',
      path,
      ...KEYS,
      '--workers',
      '2',
    );
    done.push({ proved, verified });
  }
  const of = (pick: (run: { proved: Run; verified: Run }) => number | undefined) =>
    median(done.map((run) => pick(run) ?? Number.NaN));
  const cells = [
    size.toLocaleString('en-US'),
    (statSync(path).size / 1e6).toFixed(0),
    of(({ proved }) => proved.seconds).toFixed(1),
    of(({ proved }) => proved.cpuSeconds).toFixed(1),
    of(({ proved }) => proved.megabytes).toFixed(0),
    of(({ verified }) => verified.seconds).toFixed(1),
    of(({ verified }) => verified.cpuSeconds).toFixed(1),
    of(({ verified }) => verified.megabytes).toFixed(0),
    (statSync(`${path}.tree`).size / 1e6).toFixed(0),
  ];
  console.log(`| ${cells.join(' | ')} |`);
}

async function inclusion(size: number): Promise<void> {
  const bundle = `${await mixed(size)}.proof.json`;
  const times: number[] = [];
  for (let i = 0; i < 51; i++) {
    const id = `example-${(i * 104_729) % size}`;
    const started = performance.now();
    await proveExample(bundle, id, { workers: 0 });
    times.push(performance.now() - started);
  }
  const worst = Math.max(...times.slice(1));
  console.log(
    `\ninclusion proof of one of ${size.toLocaleString('en-US')} from the stored tree: ${median(times).toFixed(1)} ms, first ${times[0].toFixed(1)}, slowest after it ${worst.toFixed(1)}`,
  );
}
