import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DisjointSets } from './disjoint-sets.ts';
import { linkTexts } from './link-texts.ts';
import { MemberLinks } from './member-links.ts';
import { MemoryStore } from './memory-store.ts';
import { leastLanes, type NearSettings } from './settings.ts';
import { orderTexts } from './text-order.ts';

const BANDS = 3;
const ROWS = 2;
const SETTINGS: NearSettings = { unit: 'words', shingle: 5, bands: BANDS, rows: ROWS, threshold: 0.6 };

interface Text {
  readonly keys: readonly number[];
  readonly lanes: readonly number[];
}

const anyText: fc.Arbitrary<Text> = fc.record({
  keys: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: BANDS, maxLength: BANDS }),
  lanes: fc.array(fc.integer({ min: 0, max: 1 }), { minLength: BANDS * ROWS, maxLength: BANDS * ROWS }),
});

/** Text `i` is called `i`, and stands at place `i`. */
const nameOf = (text: number) => [text, 5];

function piece(texts: readonly Text[], members: readonly number[], begins: readonly number[]) {
  return {
    length: members.length,
    texts: Uint32Array.from(members.flatMap(nameOf)),
    begins: Uint8Array.from(begins),
    lanes: Uint8Array.from(members.flatMap((text) => texts[text].lanes)),
  };
}

/** All buckets of all bands one after the other, handed over in pieces of `size` members. */
function streamed(texts: readonly Text[], settings: NearSettings, size: number) {
  const linker = new MemberLinks(settings);
  const all = texts.map((_, text) => text);
  const buckets = Array.from({ length: BANDS }).flatMap((_, band) =>
    [1, 2, 3].map((key) => all.filter((text) => texts[text].keys[band] === key)),
  );
  const members = buckets.flat();
  const begins = buckets.flatMap((bucket) => bucket.map((_, i) => (i === 0 ? 1 : 0)));
  const links: number[] = [];
  for (let from = 0; from < members.length; from += size) {
    const to = from + size;
    links.push(...linker.add(piece(texts, members.slice(from, to), begins.slice(from, to))));
  }
  expect(linker.members).toBe(members.length);
  const sets = new DisjointSets(texts.length);
  for (let i = 0; i < links.length; i += 4) sets.union(links[i], links[i + 2]);
  return all.map((text) => sets.find(text));
}

async function here(texts: readonly Text[], settings: NearSettings): Promise<number[]> {
  const store = new MemoryStore(BANDS, BANDS * ROWS);
  for (const { keys, lanes } of texts) {
    store.add(Uint32Array.from(keys.flatMap((key) => [key, 7])), 0, Uint8Array.from(lanes), 0);
  }
  const order = orderTexts(Uint32Array.from(texts.flatMap((_, text) => [text, 0])));
  const sets = new DisjointSets(texts.length);
  const alive = new Uint8Array(texts.length).fill(1);
  await linkTexts(store, BANDS, leastLanes(settings), order, alive, sets);
  return texts.map((_, text) => sets.find(text));
}

describe('MemberLinks', () => {
  it('joins what is joined in memory, however the stream is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyText, { maxLength: 30 }),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom(0, 0.6, 1),
        async (texts, size, threshold) => {
          const settings = { ...SETTINGS, threshold };
          expect(streamed(texts, settings, size)).toEqual(await here(texts, settings));
        },
      ),
    );
  });

  it('names the leader first, with all bits of the names', () => {
    const linker = new MemberLinks(SETTINGS);
    const lanes = new Uint8Array(2 * BANDS * ROWS);
    const texts = Uint32Array.of(9, 0x80000001, 1, 0x7fffffff);
    const links = linker.add({ length: 2, texts, begins: Uint8Array.of(1, 0), lanes });
    expect([...links]).toEqual([9, 0x80000001, 1, 0x7fffffff]);
  });

  it('links nothing across buckets', () => {
    const linker = new MemberLinks(SETTINGS);
    const texts = [0, 1].map((): Text => ({ keys: [1, 1, 1], lanes: [0, 0, 0, 0, 0, 0] }));
    expect(linker.add(piece(texts, [0, 1], [1, 1]))).toHaveLength(0);
  });

  it.each([
    ['the other way round', [1, 0]],
    ['twice', [1, 1]],
  ])('refuses members that come %s', (_, members) => {
    const texts = [0, 1].map((): Text => ({ keys: [1, 1, 1], lanes: [0, 0, 0, 0, 0, 0] }));
    const linker = new MemberLinks(SETTINGS);
    expect(() => linker.add(piece(texts, members, [1, 0]))).toThrow(
      expect.objectContaining({ code: 'E_WORKER' }),
    );
  });

  it('holds eight leaders of a bucket of any size', () => {
    const linker = new MemberLinks({ ...SETTINGS, threshold: 1 });
    const size = BANDS * ROWS;
    let links = 0;
    for (let chunk = 0; chunk < 100; chunk++) {
      const texts = new Uint32Array(2000);
      const lanes = new Uint8Array(1000 * size);
      for (let i = 0; i < 1000; i++) {
        texts[2 * i] = chunk * 1000 + i;
        // The first eight differ, and every later text is the last of them.
        lanes.fill(Math.min(chunk * 1000 + i, 7), i * size, (i + 1) * size);
      }
      const begins = new Uint8Array(1000);
      begins[0] = chunk === 0 ? 1 : 0;
      links += linker.add({ length: 1000, texts, begins, lanes }).length / 4;
    }
    expect(links).toBe(100_000 - 8);
  });
});
