import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { planShards } from '../../corpus/plan.ts';
import { findExamples, findInShards } from './find-corpus.ts';
import { idSet } from './id-set.ts';

const disk = scratch();
const rows = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => ({ id: `r${from + i}`, text: `text ${from + i}` }));
const inputs = [
  disk.write('a.jsonl', `broken\n${jsonl(rows(0, 50))}`),
  disk.write('b.jsonl', jsonl([...rows(50, 60), { id: '__proto__', text: 'p' }, ...rows(0, 1)])),
];
const spec = { inputs };
const placesOf = (found: readonly { path: string; row: number; id: string }[]) =>
  found.map(({ path, row, id }) => `${basename(path)}:${row} ${id}`);

describe('findExamples', () => {
  it('finds all that have an id, in the order of the corpus, and counts rows that are no example', async () => {
    const wanted = idSet(['r55', '__proto__', 'r0', 'nobody', 'r49']);
    const found = await findExamples(spec, wanted, { workers: 0 });
    expect(placesOf(found)).toEqual([
      'a.jsonl:2 r0',
      'a.jsonl:51 r49',
      'b.jsonl:6 r55',
      'b.jsonl:11 __proto__',
      'b.jsonl:12 r0',
    ]);
  });

  it('finds nothing where nothing is wanted', async () => {
    expect(await findExamples(spec, idSet([]), { workers: 0 })).toEqual([]);
  });

  it('stops when it is asked to', async () => {
    const options = { workers: 0, signal: AbortSignal.abort() };
    await expect(findExamples(spec, idSet(['r1']), options)).rejects.toMatchObject({ code: 'E_INTERRUPTED' });
  });
});

describe('findInShards', () => {
  it('says the row in the file, though only a part of the file is read', async () => {
    const shards = await planShards({ inputs: [inputs[0]] }, { targetBytes: 200 });
    expect(shards.length).toBeGreaterThan(3);
    const wanted = idSet(rows(0, 50).map(({ id }) => id));
    const all = placesOf(await findExamples({ inputs: [inputs[0]] }, wanted, { workers: 0 }));
    const last = { shard: shards.at(-1)!, rowsBefore: 40 };
    const found = await findInShards([last], spec, wanted, { workers: 0 });
    expect(found.map(({ id }) => id)).toEqual(all.slice(-found.length).map((place) => place.split(' ')[1]));
    expect(found[0].row).toBe(41);
  });

  it('reads nothing where there is no shard', async () => {
    expect(await findInShards([], spec, idSet(['r1']), { workers: 0 })).toEqual([]);
  });
});
