import { once } from 'node:events';
import { createWriteStream, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { Rng } from '../../src/base/rng.ts';

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
