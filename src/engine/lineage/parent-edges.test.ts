import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashText } from '../../base/hash.ts';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { ParentEdges } from './parent-edges.ts';

const disk = scratch();
let files = 0;

type Family = Readonly<Record<string, readonly string[]>>;

function edgesOf(...families: readonly Family[]): Promise<ParentEdges> {
  const inputs = families.map((family) =>
    disk.write(
      `f${String(files++).padStart(4, '0')}.jsonl`,
      jsonl(
        Object.entries(family).map(([id, parents]) => ({
          id,
          text: id,
          provenance: { origin: 'synthetic', parents },
        })),
      ),
    ),
  );
  return ParentEdges.read({ inputs }, { workers: 0 });
}

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const nameOf = new Map(NAMES.map((name) => [hashText(name).lo, name]));
const around = (edges: ParentEdges, id: string, most = 10, room = 100) => {
  const { hashes, cut } = edges.around(id, most, room);
  return { names: hashes.map(({ lo }) => nameOf.get(lo)!), cut };
};

/** Ids at most `most` steps up, or down, from `id`, by walking names. */
function plain(family: Family, id: string, most: number): Set<string> {
  const all = new Set([id]);
  for (const next of [
    (one: string) => family[one] ?? [],
    (one: string) => Object.keys(family).filter((child) => family[child].includes(one)),
  ]) {
    let front = new Set([id]);
    for (let step = 0; step < most; step++) {
      front = new Set([...front].flatMap(next));
      for (const one of front) all.add(one);
    }
  }
  return all;
}

describe('ParentEdges', () => {
  it('finds what is above and below, but neither siblings nor in-laws', async () => {
    const edges = await edgesOf({ b: ['a'], c: ['a'], d: ['b'] }, { e: ['b', 'f'], g: ['d'] });
    const { names, cut } = around(edges, 'b');
    expect(names[0]).toBe('b');
    expect(names.toSorted()).toEqual(['a', 'b', 'd', 'e', 'g']);
    expect(cut).toBe(false);
  });

  it('goes as many steps as it is told', async () => {
    const edges = await edgesOf({ b: ['a'], c: ['b'], d: ['c'], e: ['d'] });
    expect(around(edges, 'c', 0).names).toEqual(['c']);
    expect(around(edges, 'c', 1).names.toSorted()).toEqual(['b', 'c', 'd']);
  });

  it('holds no more than there is room for, and says that it was cut', async () => {
    const edges = await edgesOf({ h: ['a', 'b', 'c', 'd', 'e'] });
    for (const room of [1, 3, 5])
      expect(around(edges, 'h', 9, room)).toMatchObject({ names: { length: room }, cut: true });
    expect(around(edges, 'h', 9, 6)).toMatchObject({ names: { length: 6 }, cut: false });
  });

  it('ends where examples are their own ancestors', async () => {
    const edges = await edgesOf({ a: ['b'], b: ['a'], c: ['c'] });
    expect(around(edges, 'a', 1e9).names.toSorted()).toEqual(['a', 'b']);
    expect(around(edges, 'c', 1e9)).toEqual({ names: ['c'], cut: false });
  });

  it('finds an id that nobody holds by those who name it', async () => {
    const edges = await edgesOf({ b: ['a'] });
    expect(around(edges, 'a').names).toEqual(['a', 'b']);
    expect(around(edges, 'g').names).toEqual(['g']);
  });

  it('is what a walk through the names finds', async () => {
    const family = fc.dictionary(
      fc.constantFrom(...NAMES),
      fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 3 }),
      { minKeys: 1 },
    );
    await fc.assert(
      fc.asyncProperty(family, fc.constantFrom(...NAMES), fc.nat(4), async (given, id, most) => {
        const acyclic = Object.fromEntries(
          Object.entries(given).map(([child, parents]) => [child, parents.filter((one) => one < child)]),
        );
        const { names } = around(await edgesOf(acyclic), id, most);
        expect(names.toSorted()).toEqual([...plain(acyclic, id, most)].sort());
      }),
      { numRuns: 25 },
    );
  });

  it('names the shards that may hold an example, with the rows before them', async () => {
    const edges = await edgesOf({ a: [] }, { b: ['a'], c: [] }, { d: ['b'] });
    const found = edges.shardsWith([hashText('c'), hashText('d')]);
    expect(found.map(({ rowsBefore }) => rowsBefore)).toEqual([0, 0]);
    expect(found).toHaveLength(2);
    expect(edges.shardsWith([hashText('nobody')])).toEqual([]);
  });
});
