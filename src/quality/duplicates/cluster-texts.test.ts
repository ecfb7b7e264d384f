import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { clusterTexts } from './cluster-texts.ts';
import { MemoryStore } from './memory-store.ts';
import type { NearSettings } from './settings.ts';
import { orderTexts } from './text-order.ts';

const BANDS = 3;
const ROWS = 2;
const SETTINGS: NearSettings = { unit: 'words', shingle: 5, bands: BANDS, rows: ROWS, threshold: 0.6 };

interface Text {
  /** A key a band. */
  readonly keys: readonly number[];
  readonly lanes: readonly number[];
}

const anyText: fc.Arbitrary<Text> = fc.record({
  keys: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: BANDS, maxLength: BANDS }),
  lanes: fc.array(fc.integer({ min: 0, max: 1 }), { minLength: BANDS * ROWS, maxLength: BANDS * ROWS }),
});

function storeOf(texts: readonly Text[]): MemoryStore {
  const store = new MemoryStore(BANDS, BANDS * ROWS);
  for (const { keys, lanes } of texts) {
    store.add(Uint32Array.from(keys.flatMap((key) => [key, 7])), 0, Uint8Array.from(lanes), 0);
  }
  return store;
}

const orderOf = (texts: readonly Text[]) =>
  orderTexts(Uint32Array.from(texts.flatMap((_, text) => [(text * 2654435761) >>> 0, text])));

async function keptOf(
  texts: readonly Text[],
  {
    best = texts.map((_, text) => text),
    threshold = SETTINGS.threshold,
    prefer = (a: number, b: number) => a - b,
  } = {},
) {
  const settings = { ...SETTINGS, threshold };
  return [...(await clusterTexts(storeOf(texts), settings, orderOf(texts), Int32Array.from(best), prefer))];
}

const shareBand = (a: Text, b: Text) => a.keys.some((key, band) => key === b.keys[band]);

/** Connected components by a plain search; gives the least text of each text's component. */
function components(texts: readonly Text[], joined: (a: Text, b: Text) => boolean): number[] {
  const least = texts.map((_, text) => text);
  for (let changed = true; changed; ) {
    changed = false;
    for (let a = 0; a < texts.length; a++) {
      for (let b = 0; b < texts.length; b++) {
        if (least[b] < least[a] && joined(texts[a], texts[b])) {
          least[a] = least[b];
          changed = true;
        }
      }
    }
  }
  return least;
}

/** The fewest of six bytes whose estimate reaches .6 is four. */
const alikeLanes = (a: Text, b: Text) => a.lanes.filter((lane, i) => lane === b.lanes[i]).length >= 4;

/** The pairs that a bucket links, by a plain reading of the law. */
function linksOf(bucket: readonly number[], texts: readonly Text[]): [number, number][] {
  const leaders: number[] = [];
  return bucket.flatMap((text) => {
    const liked = leaders.filter((leader) => alikeLanes(texts[leader], texts[text]));
    if (liked.length === 0 && leaders.length < 8) leaders.push(text);
    return liked.map((leader): [number, number] => [leader, text]);
  });
}

/** What stays of each text's cluster, the least text of a cluster being preferred: every bucket apart, again and again. */
function plainlyKept(texts: readonly Text[]): number[] {
  const kept = texts.map((_, text) => text);
  const order = [...orderOf(texts).texts];
  for (;;) {
    const living = order.filter((text) => kept[text] === text);
    const links = Array.from({ length: BANDS }).flatMap((_, band) =>
      [...new Set(living.map((text) => texts[text].keys[band]))].flatMap((key) =>
        linksOf(
          living.filter((text) => texts[text].keys[band] === key),
          texts,
        ),
      ),
    );
    if (links.length === 0) return kept;
    for (let changed = true; changed; ) {
      changed = false;
      for (const [a, b] of links) {
        const [from, to] = [Math.max(kept[a], kept[b]), Math.min(kept[a], kept[b])];
        if (from === to) continue;
        kept.forEach((stays, text) => {
          if (stays === from) kept[text] = to;
        });
        changed = true;
      }
    }
  }
}

describe('clusterTexts', () => {
  it('joins the connected components of texts that share a band, where nothing is verified', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyText, { maxLength: 25 }), async (texts) => {
        expect(await keptOf(texts, { threshold: 0 })).toEqual(components(texts, shareBand));
      }),
    );
  });

  it('joins no two texts that no chain of verified pairs connects', async () => {
    const alike = (a: Text, b: Text) => shareBand(a, b) && alikeLanes(a, b);
    await fc.assert(
      fc.asyncProperty(fc.array(anyText, { maxLength: 20 }), async (texts) => {
        const allowed = components(texts, alike);
        (await keptOf(texts)).forEach((stays, text) => void expect(allowed[stays]).toBe(allowed[text]));
      }),
    );
  });

  it('joins what each bucket alone would, without any shortcut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyText, { maxLength: 30 }), async (texts) => {
        expect(await keptOf(texts)).toEqual(plainlyKept(texts));
      }),
    );
  });

  it('joins the same whatever the order of the bands', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyText, { maxLength: 30 }), fc.integer(), async (texts, seed) => {
        const order = new Rng(seed).shuffle(Array.from({ length: BANDS }, (_, band) => band));
        const turned = texts.map(({ keys, lanes }) => ({ lanes, keys: order.map((band) => keys[band]) }));
        expect(await keptOf(turned)).toEqual(await keptOf(texts));
      }),
    );
  });

  it('leaves no two texts that stay and would be joined, where buckets are small', async () => {
    const alike = (a: Text, b: Text) => shareBand(a, b) && alikeLanes(a, b);
    await fc.assert(
      fc.asyncProperty(fc.array(anyText, { maxLength: 9 }), async (texts) => {
        const kept = await keptOf(texts);
        const staying = texts.filter((_, text) => kept[text] === text);
        for (const a of staying) for (const b of staying) if (a !== b) expect(alike(a, b)).toBe(false);
      }),
    );
  });

  it('keeps of each cluster what the rules prefer, and gives every member the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyText, { minLength: 1, maxLength: 20 }),
        fc.integer(),
        async (texts, seed) => {
          const best = new Rng(seed).shuffle(texts.map((_, text) => text + 100));
          const kept = await keptOf(texts, { best, threshold: 0, prefer: (a, b) => b - a });
          const clusters = components(texts, shareBand);
          kept.forEach((stays, text) => {
            const members = best.filter((_, other) => clusters[other] === clusters[text]);
            expect(stays).toBe(Math.max(...members));
          });
        },
      ),
    );
  });

  it('lets a text that takes no part join nobody to anybody', async () => {
    const middle = { keys: [1, 2, 9], lanes: [0, 0, 0, 0, 0, 0] };
    const texts = [{ ...middle, keys: [1, 5, 5] }, middle, { ...middle, keys: [6, 2, 6] }];
    expect(await keptOf(texts)).toEqual([0, 0, 0]);
    expect(await keptOf(texts, { best: [0, -1, 2] })).toEqual([0, -1, 2]);
    expect(await keptOf(texts, { best: [-1, -1, -1] })).toEqual([-1, -1, -1]);
  });

  it('has nothing to do with no texts', async () => {
    expect(await keptOf([])).toEqual([]);
  });
});
