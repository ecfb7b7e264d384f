import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { Rng } from '../../src/base/rng.ts';
import { type DedupCorpusOptions, dedupCorpus } from '../../src/engine/dedup/dedup-corpus.ts';
import type { DedupEngine } from '../../src/engine/dedup/dedup-engine.ts';
import { ProcessTree } from './descendants.ts';

/** `star`: texts that differ from one another in their last word. `chain`: each like the one before, and the ends unlike. */
export type ClusterShape = 'star' | 'chain';

const WORDS = 60;
const STEP = 1;

/** A JSONL file of `texts` distinct texts that are one cluster, made once. */
export async function clusterJsonl(shape: ClusterShape, texts: number): Promise<string> {
  const folder = join('.bench', 'data');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${shape}-${texts}.jsonl`);
  if (existsSync(path)) return path;
  const out = createWriteStream(path);
  const rng = new Rng(`cluster ${shape}`);
  const word = () => `w${rng.int(5000).toString(36)}`;
  const window = Array.from({ length: WORDS }, word);
  for (let i = 0; i < texts; i++) {
    const text = shape === 'star' ? `${window.join(' ')} x${i}` : window.join(' ');
    if (!out.write(`${JSON.stringify({ id: `${shape}-${i}`, text })}\n`)) await once(out, 'drain');
    if (shape === 'star') continue;
    window.splice(0, STEP);
    window.push(...Array.from({ length: STEP }, word));
  }
  out.end();
  await finished(out);
  return path;
}

async function digest(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(path)) hash.update(bytes as Buffer);
  return hash.digest('hex');
}

/** De-duplicates a cluster of `texts` here and with `engine`, says what it took, and whether the bytes are the same. */
export async function dedupMillion(
  shape: ClusterShape,
  texts: number,
  engine: DedupEngine,
): Promise<boolean> {
  const path = await clusterJsonl(shape, texts);
  const digests: string[] = [];
  for (const [name, options] of [
    ['here', { workers: 2 }],
    ['spark', { engine }],
  ] as const) {
    const outputs = ['kept', 'removed'].map((what) => join('.bench', `${name}-${what}.jsonl`));
    const [kept, removed] = outputs.map((output) => ({ path: output, replace: true }));
    const started = performance.now();
    const tree = new ProcessTree();
    const result = await dedupCorpus(
      { inputs: [path] },
      { kept, removed, ...(options as DedupCorpusOptions) },
    );
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    const { megabytes, cpuSeconds } = tree.stop();
    const { removed: goes, largest } = result.counts;
    console.log(`${shape} ${texts} ${name}: ${seconds} s, ${goes} go, the largest cluster has ${largest}`);
    console.log(`  peak MB ${rounded(megabytes)}; CPU seconds ${rounded(cpuSeconds)}`);
    for (const round of result.rounds ?? []) console.log(`  round ${JSON.stringify(round)}`);
    digests.push((await Promise.all(outputs.map(digest))).join(' '));
  }
  console.log(digests[0] === digests[1] ? '  the same bytes' : '  OTHER BYTES');
  return digests[0] === digests[1];
}

function rounded(values: Readonly<Record<string, number>>): string {
  return JSON.stringify(
    Object.fromEntries(Object.entries(values).map(([key, value]) => [key, Math.round(value)])),
  );
}
