import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { DiskStore } from './disk-store.ts';
import { temporary } from './fixtures.test.support.ts';
import { MemoryStore } from './memory-store.ts';
import { orderTexts } from './text-order.ts';
import type { TextStore } from './text-store.ts';

const BANDS = 3;
const SIZE = 12;
const TEXTS = 5000;

/** Texts of which many share the hash of a band; every tenth has none. */
const rng = new Rng('stores');
const texts = Array.from({ length: TEXTS }, (_, text) => ({
  keys: text % 10 === 0 ? undefined : Uint32Array.from({ length: 2 * BANDS }, () => rng.int(60)),
  lanes: Uint8Array.from({ length: SIZE }, () => rng.int(3)),
}));
const order = orderTexts(Uint32Array.from({ length: 2 * TEXTS }, () => rng.uint32()));
const alive = Uint8Array.from({ length: TEXTS }, () => (rng.int(4) === 0 ? 0 : 1));

/** What a band's sets are, by comparing keys as text. */
function expectedSets(band: number): string[] {
  const sets = new Map<string, number[]>();
  for (const text of order.texts) {
    const { keys } = texts[text];
    if (keys === undefined || alive[text] === 0) continue;
    const name = `${keys[2 * band]} ${keys[2 * band + 1]}`;
    sets.set(name, [...(sets.get(name) ?? []), text]);
  }
  return [...sets.values()]
    .filter((members) => members.length > 1)
    .map(String)
    .sort();
}

async function setsOf(store: TextStore, band: number): Promise<string[]> {
  const found: string[] = [];
  await store.buckets(band, order, alive, (members, length) => {
    found.push(String([...members.subarray(0, length)]));
  });
  return found.sort();
}

function filled(): MemoryStore {
  const store = new MemoryStore(BANDS, SIZE);
  for (const { keys, lanes } of texts) store.add(keys, 0, lanes, 0);
  return store;
}

let folder = '';

beforeEach(() => {
  folder = temporary();
});

describe.each([
  ['MemoryStore', async () => filled()],
  ['DiskStore, of texts taken over', async () => DiskStore.takeOver(filled(), folder, 0)],
  [
    'DiskStore, of texts added to it',
    async () => {
      const store = await DiskStore.takeOver(new MemoryStore(BANDS, SIZE), folder, 0);
      for (const { keys, lanes } of texts) store.add(keys, 0, lanes, 0);
      return store;
    },
  ],
])('%s', (_, open) => {
  let store: TextStore;

  beforeEach(async () => {
    store = await open();
  });

  afterEach(async () => {
    await store.close();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('hands over all sets of living texts that share a hash, each in the order of texts, as often as asked', async () => {
    for (const band of [0, 1, 2, 1]) {
      const expected = expectedSets(band);
      expect(expected.length).toBeGreaterThan(100);
      expect(await setsOf(store, band)).toEqual(expected);
    }
  });

  it('counts the equal bytes of two signatures', async () => {
    await setsOf(store, 0);
    for (const [a, b] of [
      [0, 1],
      [17, 4999],
      [4096, 4095],
      [8, 8],
    ]) {
      const equal = texts[a].lanes.filter((lane, i) => lane === texts[b].lanes[i]).length;
      expect(store.equal(a, b)).toBe(equal);
    }
  });
});

describe('MemoryStore', () => {
  it('says how much memory it takes, so that it can be left in time', () => {
    expect(new MemoryStore(14, 112).bytes).toBe(0);
    expect(filled().bytes).toBeGreaterThan(TEXTS * (8 * BANDS + SIZE));
  });
});

describe('DiskStore', () => {
  it('refuses a folder that it cannot write to', async () => {
    const attempt = DiskStore.takeOver(filled(), '/none/such', 0);
    await expect(attempt).rejects.toMatchObject({ code: 'E_WRITE', where: '/none/such' });
  });
});
