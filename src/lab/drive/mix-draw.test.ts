import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { drawMix } from './mix-draw.ts';

const disk = scratch();

function file(name: string, rows: number) {
  const path = disk.write(
    `${name}.jsonl`,
    jsonl(Array.from({ length: rows }, (_, i) => ({ id: `${name}${i}` }))),
  );
  return { path, rows };
}

async function drawn(draws: Parameters<typeof drawMix>[0], seed = 'a'): Promise<string[]> {
  const ids: string[] = [];
  for await (const line of drawMix(draws, new Rng(seed))) ids.push((JSON.parse(line) as { id: string }).id);
  return ids;
}

const human = file('h', 200);
const synthetic = file('s', 100);

describe('drawMix', () => {
  it('takes exactly so many rows of each file, none twice', async () => {
    const ids = await drawn([
      { ...human, take: 30 },
      { ...synthetic, take: 50 },
    ]);
    expect(ids.filter((id) => id.startsWith('h'))).toHaveLength(30);
    expect(ids.filter((id) => id.startsWith('s'))).toHaveLength(50);
    expect(new Set(ids).size).toBe(80);
  });

  it('takes all where all are asked for, and opens no file that nothing is taken of', async () => {
    const all = await drawn([
      { ...synthetic, take: 100 },
      { path: join(disk.folder, 'absent.jsonl'), rows: 5, take: 0 },
    ]);
    expect(all).toEqual(Array.from({ length: 100 }, (_, i) => `s${i}`));
  });

  it('mingles the files', async () => {
    const ids = await drawn([
      { ...human, take: 100 },
      { ...synthetic, take: 100 },
    ]);
    const early = ids.slice(0, 100).filter((id) => id.startsWith('h')).length;
    // Hypergeometric: mean 50, standard deviation 3.5.
    expect(Math.abs(early - 50)).toBeLessThan(15);
  });

  it('draws the same rows from the same seed, others from another', async () => {
    const draws = [{ ...human, take: 40 }];
    expect(await drawn(draws, 'x')).toEqual(await drawn(draws, 'x'));
    expect(await drawn(draws, 'x')).not.toEqual(await drawn(draws, 'y'));
  });

  it('draws every row equally often', async () => {
    const ten = file('t', 10);
    const counts = new Map<string, number>();
    const runs = 600;
    for (let i = 0; i < runs; i++) {
      for (const id of await drawn([{ ...ten, take: 3 }], `run ${i}`))
        counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    // Binomial(600, .3): mean 180, standard deviation 11.2; ten rows.
    for (const count of counts.values()) expect(Math.abs(count - 180)).toBeLessThan(50);
    expect(counts.size).toBe(10);
  });

  it('refuses a file that became shorter', async () => {
    await expect(drawn([{ ...synthetic, rows: 300, take: 300 }])).rejects.toMatchObject({
      code: 'E_TRUNCATED',
    });
  });
});
