import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { planShards } from '../../corpus/plan.ts';
import { Removals } from '../../quality/duplicates/removals.ts';
import { RemovalsBuilder } from '../../quality/duplicates/removals-builder.ts';
import { requireOutputs, writeDecided } from './dedup-outputs.ts';

const disk = scratch();
let runs = 0;

async function decided(removed: readonly number[], n = 10) {
  const name = `run-${runs++}`;
  const rows = Array.from({ length: n }, (_, i) => ({ id: `e${i}`, text: `text ${i}` }));
  const spec = { inputs: [disk.write(`${name}/in.jsonl`, jsonl(rows))] };
  const shards = await planShards(spec);
  const builder = new RemovalsBuilder();
  const stays = builder.keep({ id: 'e0', hash: { hi: 0, lo: 1 } });
  for (const example of removed) builder.remove(example, 'exact', stays, 1);
  const removals = new Removals(builder.finish());
  const path = (file: string) => join(disk.folder, name, file);
  const read = { firsts: [0], examples: n, malformed: 0, invalidEncoding: 0, bytes: 0 };
  return { spec, shards, removals, read, path };
}

const idsOf = (path: string) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { id: string }).id);

describe('writeDecided', () => {
  it('writes what stays and what goes, or only what stays', async () => {
    const { spec, shards, removals, read, path } = await decided([1, 2, 9]);
    const outputs = { kept: { path: path('kept.jsonl') }, removed: { path: path('removed.jsonl') } };
    const written = await writeDecided(shards, spec, read, removals, { ...outputs, workers: 0 });
    expect(written.map(({ records }) => records)).toEqual([7, 3]);
    expect(idsOf(outputs.removed.path)).toEqual(['e1', 'e2', 'e9']);
    const alone = { kept: { path: path('alone.jsonl') } };
    expect(await writeDecided(shards, spec, read, removals, { ...alone, workers: 0 })).toHaveLength(1);
    expect(readFileSync(alone.kept.path)).toEqual(readFileSync(outputs.kept.path));
  });

  it('writes nothing where no output for what stays is named', async () => {
    const { spec, shards, removals, read, path } = await decided([1]);
    const removed = { path: path('removed.jsonl') };
    expect(await writeDecided(shards, spec, read, removals, { removed, workers: 0 })).toEqual([]);
    expect(existsSync(removed.path)).toBe(false);
  });

  it.each([9, 11])('leaves nothing where it meets 10 records and had met %d', async (examples) => {
    const { spec, shards, removals, read, path } = await decided([1]);
    const kept = { path: path('kept.jsonl') };
    const attempt = writeDecided(shards, spec, { ...read, examples }, removals, { kept, workers: 0 });
    await expect(attempt).rejects.toMatchObject({ code: 'E_UNREADABLE' });
    expect(existsSync(kept.path)).toBe(false);
  });

  it('asks before anything appears', async () => {
    const { spec, shards, removals, read, path } = await decided([1]);
    const kept = { path: path('kept.jsonl') };
    const beforeCommit = () => {
      expect(existsSync(kept.path)).toBe(false);
      throw new Error('stopped');
    };
    await expect(
      writeDecided(shards, spec, read, removals, { kept, workers: 0, beforeCommit }),
    ).rejects.toThrow('stopped');
    expect(existsSync(kept.path)).toBe(false);
  });
});

describe('requireOutputs', () => {
  it('passes what can be written, and asks nothing where nothing is', async () => {
    const { shards, path } = await decided([]);
    await requireOutputs(shards, {
      kept: { path: path('kept.jsonl') },
      removed: { path: path('removed.jsonl') },
    });
    await requireOutputs([{ ...shards[0], path: '-' }], {});
  });

  it.each(['kept', 'removed'] as const)('refuses an input, and what stands there, as %s', async (which) => {
    const { shards, path } = await decided([]);
    const other = which === 'kept' ? 'removed' : 'kept';
    const outputs = (file: string, more = {}) => ({
      [other]: { path: path('other.jsonl') },
      [which]: { path: path(file), ...more },
    });
    await expect(requireOutputs(shards, outputs('in.jsonl', { replace: true }))).rejects.toMatchObject({
      code: 'E_USAGE',
    });
    writeFileSync(path('there.jsonl'), 'mine\n');
    await expect(requireOutputs(shards, outputs('there.jsonl'))).rejects.toMatchObject({ code: 'E_WRITE' });
    await requireOutputs(shards, outputs('there.jsonl', { replace: true }));
  });

  it('refuses one file for both', async () => {
    const { shards, path } = await decided([]);
    const both = { path: path('both.jsonl') };
    await expect(requireOutputs(shards, { kept: both, removed: both })).rejects.toMatchObject({
      code: 'E_USAGE',
    });
  });

  it('refuses a stream, which could not be read again', async () => {
    const { shards, path } = await decided([]);
    const attempt = requireOutputs([{ ...shards[0], path: '-' }], { kept: { path: path('kept.jsonl') } });
    await expect(attempt).rejects.toMatchObject({ code: 'E_USAGE', where: '-' });
    const pipe = requireOutputs([{ ...shards[0], path: '/dev/null' }], {
      kept: { path: path('kept.jsonl') },
    });
    await expect(pipe).rejects.toMatchObject({ code: 'E_USAGE', where: '/dev/null' });
  });
});
