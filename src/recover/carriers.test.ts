import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { profileOf } from '../../test/oracles/corpus.ts';
import { jsonl, scratch } from '../corpus/fixtures.test.support.ts';
import { tableOf } from '../profile/profile.ts';
import { type Carriers, readCarriers } from './carriers.ts';

const disk = scratch();
const ROWS = [
  { id: 'a', text: 'bilby numbat bilby', kind: 'zoo' },
  { id: 'b', text: 'nothing of it' },
  { id: 'c', text: 'a numbat', kind: 'farm' },
  { id: 'd', text: '', kind: 'zoo' },
  { id: 'e', text: 'bilby numbat', kind: 'farm' },
];

/** The types of a text, by their hashes, and which of them each example holds, by profiles of one example. */
const lanesOf = (order: number, text: string) => {
  const { hi, lo } = tableOf(profileOf([{ id: 'x', group: 'x', text }]), order).columns;
  return Array.from(hi, (h, i) => `${h}:${lo[i]}`);
};
const wantedOf = (order: number, text: string) => {
  const { hi, lo } = tableOf(profileOf([{ id: 'x', group: 'x', text }]), order).columns;
  return { order, hi: Uint32Array.from(hi), lo: Uint32Array.from(lo) };
};
const WANTED = [wantedOf(1, 'bilby numbat'), wantedOf(2, 'bilby numbat')];
const held = ({ start, types }: Carriers, i: number) => [...types.slice(start[i], start[i + 1])].sort();
const expected = (text: string) => {
  const all = WANTED.flatMap(({ order, hi, lo }) =>
    Array.from(hi, (h, i) => ({ order, key: `${h}:${lo[i]}` })),
  );
  return all.flatMap(({ order, key }, number) => (lanesOf(order, text).includes(key) ? [number] : []));
};
const read = (inputs: readonly string[], options: object = {}) =>
  readCarriers({ inputs, categoryField: 'kind' }, WANTED, { workers: 0, ...options });

describe('readCarriers', () => {
  it('says of each example which types it holds, each once, as its own profile has them', async () => {
    const found = await read([disk.write('one.jsonl', jsonl(ROWS))]);
    expect(found.size).toBe(5);
    for (const [i, { text }] of ROWS.entries()) expect(held(found, i)).toEqual(expected(text));
    // Three words and the end.
    expect([...found.tokens]).toEqual([4, 4, 3, 1, 3]);
    expect([...found.category].map((c) => found.categories[c])).toEqual(['zoo', '', 'farm', 'zoo', 'farm']);
  });

  it('joins files as one corpus, whose numbers go on, and whose categories are told by name', async () => {
    const whole = await read([disk.write('whole.jsonl', jsonl(ROWS))]);
    const first = disk.write('p1.jsonl.gz', gzipSync(jsonl(ROWS.slice(0, 3))));
    // The second file meets the categories in another order.
    const second = disk.write('p2.jsonl', jsonl(ROWS.slice(3)));
    const parts = await read([first, second]);
    expect(parts.firsts).toEqual([0, 3]);
    expect(parts.shards).toHaveLength(2);
    expect([...parts.start]).toEqual([...whole.start]);
    expect([...parts.types]).toEqual([...whole.types]);
    expect([...parts.rank]).toEqual([...whole.rank]);
    const names = ({ category, categories }: Carriers) => [...category].map((c) => categories[c]);
    expect(names(parts)).toEqual(names(whole));
  });

  it('passes over rows that cannot be read, so that numbers are those of the examples', async () => {
    const broken = `${JSON.stringify(ROWS[0])}\n{broken\n[]\n${JSON.stringify(ROWS[2])}\n`;
    const found = await read([disk.write('broken.jsonl', broken)]);
    expect([found.size, held(found, 0), held(found, 1)]).toEqual([
      2,
      expected(ROWS[0].text),
      expected(ROWS[2].text),
    ]);
  });

  it('ranks by the id alone: the same example has the same rank anywhere', async () => {
    const { rank } = await read([disk.write('same.jsonl', jsonl([...ROWS].reverse()))]);
    const before = (await read([disk.write('first.jsonl', jsonl(ROWS))])).rank;
    expect([...rank].reverse()).toEqual([...before]);
    expect(new Set(rank).size).toBe(ROWS.length);
  });

  it('is of no type where nothing is wanted', async () => {
    const path = disk.write('none.jsonl', jsonl(ROWS));
    const found = await readCarriers({ inputs: [path] }, [], { workers: 0 });
    expect([found.types.length, found.size, found.categories]).toEqual([0, 5, ['']]);
  });

  it('stops at a signal, and names a file that is not there', async () => {
    const path = disk.write('stop.jsonl', jsonl(ROWS));
    await expect(read([path], { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'E_INTERRUPTED',
    });
    await expect(read([`${path}.gone`])).rejects.toMatchObject({ code: 'E_NOT_FOUND' });
  });
});
