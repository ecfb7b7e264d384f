import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { BandTables } from './band-tables.ts';
import { temporary } from './fixtures.test.support.ts';

let folder = '';
let tables: BandTables | undefined;

beforeEach(() => {
  folder = temporary();
});

afterEach(() => {
  tables?.close();
  tables = undefined;
  rmSync(folder, { recursive: true, force: true });
});

async function sharedIn(band: number): Promise<number[][]> {
  const groups: number[][] = [];
  await tables!.shared(band, (text, first) => {
    if (first) groups.push([]);
    groups[groups.length - 1].push(text);
  });
  return groups.map((group) => group.sort((a, b) => a - b)).sort((a, b) => a[0] - b[0]);
}

describe('BandTables', () => {
  it('groups the texts of each band by both halves of its hash, and leaves single ones out', async () => {
    tables = await BandTables.open(folder, 2, 0);
    const keys = [
      [1, 2, 0xffffffff, 0],
      [1, 2, 0xffffffff, 1],
      [2, 1, 0xffffffff, 0],
      [2, 1, 0, 0xffffffff],
      [1, 2, 5, 5],
    ];
    keys.forEach((key, text) => void tables!.add(text, Uint32Array.from(key), 0));
    expect(await sharedIn(0)).toEqual([
      [0, 1, 4],
      [2, 3],
    ]);
    expect(await sharedIn(1)).toEqual([[0, 2]]);
  });

  it('agrees with a map over more rows than a chunk of 2,048 holds, also where a group lies across chunks', async () => {
    tables = await BandTables.open(folder, 1, 0);
    const rng = new Rng('tables');
    const groups = new Map<string, number[]>();
    for (let text = 0; text < 7000; text++) {
      // One hash in three is that of a single large group.
      const [lo, hi] = rng.int(3) === 0 ? [7, 7] : [rng.int(60), rng.int(60)];
      tables.add(text, Uint32Array.of(9, lo, hi), 1);
      groups.set(`${lo} ${hi}`, [...(groups.get(`${lo} ${hi}`) ?? []), text]);
    }
    const expected = [...groups.values()].filter((group) => group.length > 1).sort((a, b) => a[0] - b[0]);
    expect(Math.max(...expected.map((group) => group.length))).toBeGreaterThan(2048);
    expect(await sharedIn(0)).toEqual(expected);
  });

  it('can be asked again, and added to in between', async () => {
    tables = await BandTables.open(folder, 1, 0);
    tables.add(0, Uint32Array.of(4, 4), 0);
    expect(await sharedIn(0)).toEqual([]);
    tables.add(4_000_000_000, Uint32Array.of(4, 4), 0);
    expect(await sharedIn(0)).toEqual([[0, 4_000_000_000]]);
    expect(await sharedIn(0)).toEqual([[0, 4_000_000_000]]);
  });

  it('has nothing to say of bands without a text', async () => {
    tables = await BandTables.open(folder, 3, 0);
    expect([await sharedIn(0), await sharedIn(2)]).toEqual([[], []]);
  });
});
