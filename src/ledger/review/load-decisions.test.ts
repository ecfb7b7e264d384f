import { createHash } from 'node:crypto';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atTheEnd } from '../../base/temporary-folder.test.support.ts';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { review } from '../fixtures.test.support.ts';
import { openLedger } from '../open.ts';
import { cachedTable, keepTable } from './decision-cache.ts';
import { decodeTable, encodeTable } from './decision-codec.ts';
import { DecisionTable, type Found } from './decision-table.ts';
import { type Decisions, loadDecisions } from './load-decisions.ts';
import { type Review, standing } from './standing.ts';

const disk = scratch();
let made = 0;
const newLedger = () => openLedger(`l${made++}.sqlite`, disk.folder);
const digestOf = (text: string) => createHash('sha256').update(text).digest();
const seen = (text: string) => digestOf(text).toString('hex');

function ask({ columns, texts }: Decisions, id: string, text = ''): Found | undefined {
  const table = new DecisionTable(columns, texts);
  try {
    return table.find(id, () => digestOf(text));
  } finally {
    table.close();
  }
}

describe('loadDecisions', () => {
  it('gives nothing where nobody decided, whatever else is recorded', async () => {
    const store = await newLedger();
    expect(await loadDecisions(store)).toBeUndefined();
    await store.close();
  });

  it('finds decisions by id, with origin and text, and names the newest event', async () => {
    const store = await newLedger();
    const events = await store.append([
      review('e1', 'reject'),
      review('e2', 'relabel', { origin: 'human' }),
      review('e3', 'edit', { text: 'Grüße \ud83d\ude00' }),
      review('e4', 'accept'),
    ]);
    const loaded = (await loadDecisions(store))!;
    expect(ask(loaded, 'e1')).toEqual({ decision: 'reject' });
    expect(ask(loaded, 'e2')).toEqual({ decision: 'relabel', origin: 'human' });
    expect(ask(loaded, 'e3')).toEqual({ decision: 'edit', text: 'Grüße \ud83d\ude00' });
    expect(ask(loaded, 'e4')).toEqual({ decision: 'accept' });
    expect(ask(loaded, 'e5')).toBeUndefined();
    expect(loaded.head).toEqual({ seq: 4, digest: events[3].digest });
    await loaded.close();
    expect(existsSync(loaded.texts!)).toBe(false);
    await store.close();
  });

  it('holds for the text that was seen, and for no other text of the id', async () => {
    const store = await newLedger();
    await store.append([review('e1', 'reject', { seen: seen('one') })]);
    const loaded = (await loadDecisions(store))!;
    expect(ask(loaded, 'e1', 'one')).toEqual({ decision: 'reject' });
    expect(ask(loaded, 'e1', 'one ')).toEqual({ decision: 'outdated' });
    await loaded.close();
    await store.close();
  });

  it('says what the history of each example says, whatever was taken back', async () => {
    const step = fc.tuple(
      fc.constantFrom('a', 'b', 'c'),
      fc.constantFrom('zoe', 'max'),
      fc.constantFrom<Review['decision']>('accept', 'reject', 'edit', 'relabel', 'skip', 'undo'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const store = await newLedger();
        const events = await store.append(
          steps.map(([id, reviewer, decision], i) =>
            review(id, decision, { reviewer, ...(decision === 'edit' ? { text: `text ${i}` } : {}) }),
          ),
        );
        const loaded = await loadDecisions(store);
        for (const id of ['a', 'b', 'c']) {
          const body = standing(events.filter(({ subjects }) => subjects[0].id === id))?.body as
            | Review
            | undefined;
          const found = loaded === undefined ? undefined : ask(loaded, id);
          expect(found?.decision).toBe(body?.decision);
          expect(found?.text).toBe(body?.text);
        }
        await loaded?.close();
        await store.close();
      }),
      { numRuns: 30 },
    );
  });

  it('goes on from a table that was kept, and decides as without one', async () => {
    const store = await newLedger();
    const cache = join(disk.folder, 'kept');
    await store.append(
      Array.from({ length: 300 }, (_, i) =>
        review(`e${i}`, i % 3 === 0 ? 'edit' : 'reject', { text: `t${i}` }),
      ),
    );
    const first = (await loadDecisions(store))!;
    await keepTable(cache, first, first.texts);
    await first.close();
    await store.append([
      review('e0', 'accept'),
      review('e3', 'undo'),
      review('new', 'edit', { text: 'last' }),
    ]);
    const [fresh, kept] = [(await loadDecisions(store))!, (await loadDecisions(store, { cache }))!];
    for (const id of ['e0', 'e1', 'e3', 'e6', 'e299', 'new', 'none'])
      expect([id, ask(kept, id)]).toEqual([id, ask(fresh, id)]);
    expect(kept.head).toEqual(fresh.head);
    expect(ask(kept, 'new')).toEqual({ decision: 'edit', text: 'last' });
    await fresh.close();
    await kept.close();
    await store.close();
  });

  it('trusts no table of another ledger, nor a damaged one, and keeps two at most', async () => {
    const [mine, other] = [await newLedger(), await newLedger()];
    await mine.append([review('e1', 'reject')]);
    await other.append([review('e1', 'accept')]);
    const cache = join(disk.folder, 'foreign');
    const loaded = (await loadDecisions(other))!;
    atTheEnd(loaded.close);
    await keepTable(cache, loaded, loaded.texts);
    expect(await cachedTable(cache, mine)).toBeUndefined();
    expect((await cachedTable(cache, other))?.head).toEqual(loaded.head);
    const [name] = readdirSync(cache);
    writeFileSync(join(cache, name), 'no table');
    expect(await cachedTable(cache, other)).toBeUndefined();
    for (const seq of [7, 8, 9])
      await keepTable(cache, { ...loaded, head: { ...loaded.head, seq } }, undefined);
    expect(readdirSync(cache)).toEqual(['000000000008.decisions', '000000000009.decisions']);
    await Promise.all([mine.close(), other.close()]);
  });

  it('stops where it is told to', async () => {
    const store = await newLedger();
    await store.append([review('e1', 'reject')]);
    await expect(loadDecisions(store, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'E_INTERRUPTED',
    });
    await store.close();
  });
});

describe('a stored table', () => {
  it('is read as it was written, and not at all where a byte is another', async () => {
    const store = await newLedger();
    await store.append(
      Array.from({ length: 40 }, (_, i) => review(`e${i}`, 'reject', { seen: seen(`${i}`) })),
    );
    const { columns, head, close } = (await loadDecisions(store))!;
    atTheEnd(close);
    const bytes = Buffer.concat(encodeTable({ columns, head }));
    const read = decodeTable(bytes)!;
    for (let i = 0; i < 40; i++) {
      expect(new DecisionTable(read.columns).find(`e${i}`, () => digestOf(`${i}`))).toEqual({
        decision: 'reject',
      });
    }
    bytes[bytes.length - 1] ^= 1;
    expect(decodeTable(bytes)).toBeUndefined();
    expect(decodeTable(Buffer.from('{}\n'))).toBeUndefined();
    expect(decodeTable(bytes.subarray(0, 100))).toBeUndefined();
    await store.close();
  });
});
