import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { planShards } from '../../corpus/plan.ts';
import { NO_REVIEWS } from '../../engine/rows/reviewer.ts';
import { candidatesOf, many } from '../candidates.test.support.ts';
import { plan } from '../plan.ts';
import { DEFAULT_POLICY, type Policy } from '../policy.ts';
import { type Deal, dealPieces } from './deal.ts';
import { dealOf } from './deal-of.ts';
import type { BuildOptions } from './options.ts';
import { gatherAll, refuseExisting } from './outputs.ts';
import { piecesOf } from './pieces.ts';

const disk = scratch();
let runs = 0;

async function dealtRun(
  policy: Partial<Policy>,
  options: Omit<BuildOptions, 'output'> & { rejects?: string } = {},
) {
  const root = `run-${runs++}`;
  const rows = Array.from({ length: 30 }, (_, i) => ({
    id: `e${i}`,
    text: `t ${i}`,
    provenance: { origin: 'human' },
  }));
  const spec = { inputs: [disk.write(`${root}/in.jsonl`, jsonl(rows))] };
  const shards = await planShards(spec);
  const candidates = candidatesOf(many(30, { origin: 'human' }));
  const made = plan(candidates, { ...DEFAULT_POLICY, size: { examples: 20 }, ...policy });
  const all: BuildOptions = {
    output: join(disk.folder, root, 'mix.jsonl'),
    bucketBytes: 100,
    workers: 0,
    ...options,
  };
  if (options.rejects !== undefined)
    Object.assign(all, { rejects: join(disk.folder, root, options.rejects) });
  const deal: Deal = dealOf(
    spec,
    { candidates, shards, firsts: [0], malformed: 0, reviews: NO_REVIEWS },
    made,
    all,
  );
  const folder = join(disk.folder, root, 'build');
  mkdirSync(folder);
  const pieces = piecesOf(shards);
  for (const piece of pieces) await dealPieces(folder, [piece], deal, { workers: 0 });
  const files = () =>
    readdirSync(join(disk.folder, root))
      .filter((name) => !['in.jsonl', 'build'].includes(name))
      .sort();
  return { dealt: { folder, pieces: pieces.length, plan: made, deal }, options: all, files };
}

const idsOf = (path: string) =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { id: string }).id);

describe('gatherAll', () => {
  it('writes the set and the rejects: together they are the input', async () => {
    const { dealt, options, files } = await dealtRun({}, { rejects: 'out.jsonl' });
    const [data, rejects] = await gatherAll(dealt, options, async () => {});
    expect([data.records, rejects.records]).toEqual([20, 10]);
    expect(files()).toEqual(['mix.jsonl', 'out.jsonl']);
    const ids = [...idsOf(options.output), ...idsOf(options.rejects!)];
    expect(ids.sort()).toEqual(Array.from({ length: 30 }, (_, i) => `e${i}`).sort());
  });

  it('keeps the order of the input where it is told to', async () => {
    const { dealt, options } = await dealtRun({ order: 'input' });
    await gatherAll(dealt, options, async () => {});
    expect(idsOf(options.output)).toEqual(Array.from({ length: 20 }, (_, i) => `e${i}`));
  });

  it('asks before anything appears, and leaves nothing where the answer is an error', async () => {
    const { dealt, options, files } = await dealtRun({}, { rejects: 'out.jsonl' });
    const attempt = gatherAll(dealt, options, async () => {
      expect(files().filter((name) => name === 'mix.jsonl' || name === 'out.jsonl')).toEqual([]);
      throw new Error('stopped');
    });
    await expect(attempt).rejects.toThrow('stopped');
    expect(files()).toEqual([]);
  });

  it('leaves what stood there where a piece cannot be read', async () => {
    const { dealt, options } = await dealtRun({});
    writeFileSync(options.output, 'old\n');
    await expect(gatherAll({ ...dealt, pieces: 2 }, options, async () => {})).rejects.toThrow();
    expect(readFileSync(options.output, 'utf8')).toBe('old\n');
  });
});

describe('refuseExisting', () => {
  it('passes where nothing stands, and leaves nothing behind', async () => {
    const { options, files } = await dealtRun({}, { rejects: 'out.jsonl' });
    await refuseExisting(options);
    expect(files()).toEqual([]);
  });

  it.each(['output', 'rejects'] as const)('refuses where something stands at the %s', async (which) => {
    const { options } = await dealtRun({}, { rejects: 'out.jsonl' });
    writeFileSync(options[which]!, 'mine\n');
    await expect(refuseExisting(options)).rejects.toMatchObject({ code: 'E_WRITE' });
    await refuseExisting({ ...options, sink: { replace: true } });
    expect(readFileSync(options[which]!, 'utf8')).toBe('mine\n');
  });
});
