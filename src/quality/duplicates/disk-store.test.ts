import { existsSync, readdirSync, rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { DiskStore } from './disk-store.ts';
import { temporary } from './fixtures.test.support.ts';
import { MemoryStore } from './memory-store.ts';
import { orderTexts } from './text-order.ts';

const SIZE = 8;
let folder = '';
let open: DiskStore | undefined;

beforeEach(() => {
  folder = temporary();
});

afterEach(async () => {
  await open?.close();
  open = undefined;
  rmSync(folder, { recursive: true, force: true });
});

async function taken(memory = new MemoryStore(1, SIZE)): Promise<DiskStore> {
  open = await DiskStore.takeOver(memory, folder, 0);
  return open;
}

const keys = (key: number) => Uint32Array.of(key, 1);
const lanes = (text: number) => Uint8Array.from({ length: SIZE }, (_, i) => (text >> i) & 3);

async function setsOf(
  store: DiskStore,
  texts: number,
  alive = new Uint8Array(texts).fill(1),
): Promise<string[]> {
  const sets: string[] = [];
  const order = orderTexts(Uint32Array.from({ length: 2 * texts }, (_, i) => i >> 1));
  await store.buckets(0, order, alive, (members, length) => {
    sets.push([...members.subarray(0, length)].join(' '));
  });
  return sets.sort();
}

describe('DiskStore', () => {
  it('keeps signatures past the four thousand that it writes at once, in whichever order they are asked for', async () => {
    const store = await taken();
    const n = 4096 * 2 + 5;
    for (let text = 0; text < n; text++) store.add(keys(text), 0, lanes(text), 0);
    await setsOf(store, n);
    const rng = new Rng('pairs');
    for (let k = 0; k < 300; k++) {
      const [a, b] = [rng.int(n), rng.int(n)];
      const [one, two] = [lanes(a), lanes(b)];
      expect(store.equal(a, b)).toBe(one.filter((lane, i) => lane === two[i]).length);
    }
  });

  it('goes on with what memory held, those without keys too', async () => {
    const memory = new MemoryStore(1, SIZE);
    memory.add(keys(5), 0, lanes(1), 0);
    memory.add(undefined, 0, lanes(2), 0);
    memory.add(keys(5), 0, lanes(3), 0);
    const store = await taken(memory);
    store.add(keys(6), 0, lanes(4), 0);
    store.add(keys(5), 0, lanes(5), 0);
    expect(await setsOf(store, 5)).toEqual(['0 2 4']);
    expect(store.equal(1, 1)).toBe(SIZE);
  });

  it('hands over only living texts, and no set of which one lives', async () => {
    const store = await taken();
    for (const key of [1, 1, 1, 2, 2]) store.add(keys(key), 0, lanes(0), 0);
    expect(await setsOf(store, 5, Uint8Array.of(1, 0, 1, 1, 0))).toEqual(['0 2']);
    expect(await setsOf(store, 5, new Uint8Array(5))).toEqual([]);
  });

  it('takes more texts after it was asked', async () => {
    const store = await taken();
    store.add(keys(1), 0, lanes(0), 0);
    expect(await setsOf(store, 1)).toEqual([]);
    store.add(keys(1), 0, lanes(0), 0);
    expect(await setsOf(store, 2)).toEqual(['0 1']);
  });

  it('does not take a hash of zeros for none', async () => {
    const store = await taken();
    for (let text = 0; text < 2; text++) store.add(Uint32Array.of(0, 0), 0, lanes(0), 0);
    store.add(undefined, 0, lanes(0), 0);
    expect(await setsOf(store, 3)).toEqual(['0 1']);
  });

  it('takes no memory to speak of, and leaves nothing behind', async () => {
    const store = await taken();
    for (let text = 0; text < 5000; text++) store.add(keys(text), 0, lanes(text), 0);
    expect(store.bytes).toBe(0);
    expect(readdirSync(folder)).toHaveLength(1);
    await store.close();
    open = undefined;
    expect(readdirSync(folder)).toEqual([]);
  });

  it('makes a folder of its own, so that two can work below one', async () => {
    const first = await taken();
    const second = await DiskStore.takeOver(new MemoryStore(1, SIZE), folder, 0);
    first.add(keys(1), 0, lanes(0), 0);
    second.add(keys(1), 0, lanes(0), 0);
    await second.close();
    first.add(keys(1), 0, lanes(0), 0);
    expect(await setsOf(first, 2)).toEqual(['0 1']);
    expect(existsSync(folder)).toBe(true);
  });
});
