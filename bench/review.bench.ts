import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import Database from 'libsql';
import type { EventDraft } from '../src/ledger/event.ts';
import { openLedger } from '../src/ledger/open.ts';
import type { NewQueueItem } from '../src/ledger/queue/item.ts';
import { queuesOf } from '../src/ledger/queue/open.ts';
import { decideItem } from '../src/review/decide.ts';
import { sampleProgress } from '../src/review/progress.ts';

/**
 * How long a reviewer waits for the next item, and for a decision to be taken, in a ledger with so many decided examples and a queue of
 * as many items, of which all but the last thousand are decided. `npm run bench -- review [N]`, default one million.
 */
const size = Number(process.argv[2] ?? 1_000_000);
const TURNS = 300;
const AT = '2026-01-02T03:04:05.678Z';
const SEEN = '0'.repeat(64);

const folder = join('.bench', 'data', `review-${size}`);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const file = join(folder, 'ledger.sqlite');
const store = await openLedger(file, '.');
const queues = queuesOf(store);

const decided = (id: string): EventDraft => ({
  kind: 'review.decided',
  at: AT,
  actor: { kind: 'person', name: 'zoe' },
  subjects: [{ type: 'example', id }],
  body: { decision: 'accept', reviewer: 'zoe', seen: SEEN },
});

await timed('append the decisions', async () => {
  for (let i = 0; i < size; i += 5_000)
    await store.append(
      Array.from({ length: Math.min(5_000, size - i) }, (_, j) => decided(`before ${i + j}`)),
    );
});

function* items(): Generator<NewQueueItem> {
  for (let i = 0; i < size; i++) {
    const sample = i % Math.ceil(size / 2_400) === 0 ? { sample: i / Math.ceil(size / 2_400) } : {};
    const text = `text of example ${i}, which is as short as it may be`;
    const common = { provenance: {}, reasons: [], human: [], duplicates: [] };
    yield { id: `e${i}`, text, seen: SEEN, wants: i % 10 === 0 ? 2 : 1, ...common, ...sample };
  }
}
const header = { createdAt: AT, createdBy: 'zoe', corpora: ['g.jsonl'], seed: '1' };
const numbers = { reviewers: 2, overlap: 0.1, error: 0.02, population: size, sampled: 2_400 };
await timed('store the queue', () => queues.create({ id: 'q', ...header, ...numbers }, items()));

await timed('follow 5,000 decisions that were imported', async () => {
  await store.append(Array.from({ length: 5_000 }, (_, i) => decided(`e${i}`)));
  await queues.queue('q');
});

const fresh = await waits('nothing decided');
// As so many decisions would leave the tables, without waiting for them.
const raw = new Database(file);
const last = Math.max(0, size - 1_000);
raw.exec('begin');
raw.exec(`insert or replace into outcross_queue_turn
  select queue, place, 'zoe', 'done', 0 from outcross_queue_item where place < ${last}`);
raw.exec(`delete from outcross_queue_open where place < ${last} and free < 2`);
raw.exec('commit');
raw.close();
const late = await waits(`all but ${size - last} decided`);
console.log(
  '| | next item, median | worst of 100 | a decision, median | worst of 100 |\n| --- | --- | --- | --- | --- |',
);
for (const row of [fresh, late]) console.log(`| ${row.join(' | ')} |`);

const queue = await queues.queue('q');
await timed('the bound of a sample of 2,400', () => sampleProgress(store, queue));
await store.close();
rmSync(folder, { recursive: true, force: true });

/** Milliseconds, as a server has them: `next`, the state of the item, the decision. */
async function waits(name: string): Promise<string[]> {
  const asks: number[] = [];
  const decisions: number[] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    const reviewer = `r${turn % 10}`;
    const begin = performance.now();
    const [item] = await queues.next({ queue: 'q', reviewer, count: 1, now: 0 });
    await queues.remaining('q', reviewer);
    const asked = performance.now();
    const ask = { queue: 'q', id: item.id, reviewer, decision: 'accept' as const, seen: SEEN };
    await decideItem(store, { ...ask, version: await versionOf(item.id), at: AT });
    await queues.remaining('q', reviewer);
    asks.push(asked - begin);
    decisions.push(performance.now() - asked);
  }
  return [name, ...[asks, decisions].flatMap((times) => [share(times, 0.5), share(times, 0.99)])];
}

async function versionOf(id: string): Promise<number> {
  for await (const { event } of store.latest('example', ['review.decided'], { ids: [id] })) return event.seq;
  return 0;
}

function share(times: number[], at: number): string {
  return `${times.sort((a, b) => a - b)[Math.floor(times.length * at)].toFixed(1)} ms`;
}

async function timed(what: string, work: () => Promise<unknown>): Promise<void> {
  const begin = performance.now();
  await work();
  console.log(`${what}: ${((performance.now() - begin) / 1e3).toFixed(1)} s`);
}
