import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../corpus/fixtures.test.support.ts';
import { loadProfile } from '../engine/load-profile.ts';
import { tableOf } from '../profile/profile.ts';
import { makeQueue, queueHeader } from './make-queue.ts';
import type { QueuePlan, QueueSources } from './queue-sources.ts';

const disk = scratch();
const FILTER = { profiles: ['length'], rules: { 'length.characters.min': 60 } };
const PLAN: QueuePlan = { size: 6, error: 0.2, reviewers: 2, overlap: 0.5, seed: '1' };
const HOSTILE =
  '<img src=x onerror=alert(1)>\u202e\u001b[2J\u0000 and so on for quite a while, so that it is long';

const made = (i: number) =>
  `item ${i} speaks of matter ${i * 7} at some length and then of matter ${i * 11}, and ends with word${i}`;
const row = (id: string, text: string, provenance: object = { origin: 'synthetic', generation: 1 }) => ({
  id,
  text,
  provenance,
});
const ROWS = [
  ...Array.from({ length: 40 }, (_, i) => row(`g${i}`, made(i))),
  row('near', 'This text is fifty-eight characters long, or nearly so, ok'),
  row('copy', made(3)),
  row('tail', 'a quixotic zebra met a pangolin, and by the evening of that day both of them were gone'),
  row('marked', made(50), { origin: 'synthetic', evidence: 'watermark' }),
  row('claims', made(51), { origin: 'human', model: 'm1' }),
  row('hostile', HOSTILE),
  row('person', made(52), { origin: 'human' }),
  row('empty', ''),
];
const HUMAN = Array.from({ length: 60 }, (_, i) => ({
  id: `h${i}`,
  text: i % 9 === 0 ? `a quixotic zebra number ${i} met a pangolin` : `person ${i} speaks of matter ${i * 7}`,
  provenance: { origin: 'human' },
}));

const human = async () => {
  const spec = { inputs: [disk.write('human.jsonl', jsonl(HUMAN))] };
  return { spec, words: tableOf(await loadProfile(spec), 1).columns };
};
const sources = (rows: readonly object[] = ROWS, name = 'made.jsonl'): QueueSources => ({
  spec: { inputs: [disk.write(name, jsonl(rows))] },
  filter: FILTER,
});
const here = { workers: 0 } as const;

describe('makeQueue', () => {
  it('asks about what is near a threshold, carries the tail, is suspicious or a copy, and says why', async () => {
    const { items, population } = await makeQueue(
      { ...sources(), human: await human() },
      { ...PLAN, error: 0 },
      here,
    );
    const kinds = Object.fromEntries(items.map(({ id, reasons }) => [id, reasons.map(({ kind }) => kind)]));
    expect(population).toBe(46);
    expect(items).toHaveLength(6);
    expect(kinds['near']).toContain('threshold');
    expect(kinds['copy']).toContain('duplicate');
    expect(kinds['tail']).toContain('tail');
    expect(kinds['marked']).toContain('suspicious');
    expect(kinds['claims']).toContain('suspicious');
    expect(Object.keys(kinds)).not.toContain('person');
  });

  it('keeps what the page shows: text, digest, provenance, file, copies and human neighbours', async () => {
    const { items } = await makeQueue(
      { ...sources(), human: await human() },
      { ...PLAN, size: 100, error: 0 },
      here,
    );
    expect(items).toHaveLength(46);
    const copy = items.find(({ id }) => id === 'copy')!;
    expect(copy).toMatchObject({ text: made(3), file: 'made.jsonl', provenance: { origin: 'synthetic' } });
    expect(copy.seen).toBe(createHash('sha256').update(copy.text).digest('hex'));
    expect(copy.duplicates[0]).toEqual({ id: 'g3', text: made(3), similarity: 1, origin: 'synthetic' });
    expect(items.find(({ id }) => id === 'g3')!.duplicates[0].id).toBe('copy');
    const tail = items.find(({ id }) => id === 'tail')!;
    expect(tail.human).toHaveLength(3);
    expect(tail.human[0]).toMatchObject({ origin: 'human', text: expect.stringContaining('zebra') });
    const near = tail.human.map(({ similarity }) => similarity);
    expect(near).toEqual([...near].sort((a, b) => b - a));
    expect(items.find(({ id }) => id === 'hostile')!.text).toBe(HOSTILE);
  });

  it('asks first about what tells most', async () => {
    const { items } = await makeQueue(sources(), { ...PLAN, size: 100, error: 0 }, here);
    const weights = items.map(({ reasons }) => Math.max(0, ...reasons.map(({ weight }) => weight)));
    expect(weights.slice(0, 3).every((weight) => weight >= weights[30])).toBe(true);
    for (const { reasons } of items) {
      const own = reasons.map(({ weight }) => weight);
      expect(own).toEqual([...own].sort((a, b) => b - a));
    }
  });

  it('draws a random sample beside it, which another seed draws anew', async () => {
    const one = await makeQueue(sources(), PLAN, here);
    const drawn = (items: typeof one.items) =>
      items.filter(({ sample }) => sample !== undefined).map(({ id, sample }) => [sample, id] as const);
    const ranks = drawn(one.items).map(([sample]) => sample!);
    expect([...ranks].sort((a, b) => a - b)).toEqual(ranks.map((_, i) => i));
    expect(one.sampled).toBe(ranks.length);
    expect(one.sampled).toBeGreaterThan(10);
    const other = await makeQueue(sources(), { ...PLAN, seed: '2' }, here);
    expect(drawn(other.items)).not.toEqual(drawn(one.items));
  });

  it('draws every example equally often over the seeds', async () => {
    const from = sources();
    const times = new Map<string, number>();
    let total = 0;
    for (let seed = 0; seed < 60; seed++) {
      const { items } = await makeQueue(from, { ...PLAN, size: 0, error: 0.3, seed: `${seed}` }, here);
      for (const { id } of items) times.set(id, (times.get(id) ?? 0) + 1);
      total += items.length;
    }
    // Each is drawn with chance p in each of 60 draws: five standard deviations, for any of 46.
    const p = total / 60 / 46;
    const reach = 5 * Math.sqrt(60 * p * (1 - p));
    for (const { id } of ROWS.slice(0, 40))
      expect(Math.abs((times.get(id) ?? 0) - 60 * p)).toBeLessThan(reach);
  });

  it('gives the same items whatever the workers', async () => {
    const parts = [0, 12, 24].map((from, i) =>
      disk.write(`part${i}.jsonl`, jsonl(ROWS.slice(from, from + 12))),
    );
    const from = { spec: { inputs: parts }, filter: FILTER, human: await human() };
    const plan = { ...PLAN, size: 20 };
    const alone = await makeQueue(from, plan, here);
    expect(JSON.stringify(await makeQueue(from, plan, { workers: 2 }))).toBe(JSON.stringify(alone));
  });

  it('wants several reviewers for a share of the items, by the seed', async () => {
    const plan = { ...PLAN, size: 100, error: 0, reviewers: 3 };
    const wants = async (overlap: number) =>
      (await makeQueue(sources(), { ...plan, overlap }, here)).items.map((item) => item.wants);
    expect(new Set(await wants(0))).toEqual(new Set([1]));
    expect(new Set(await wants(1))).toEqual(new Set([3]));
    expect(new Set(await wants(0.5))).toEqual(new Set([1, 3]));
  });

  it('asks about what a mix would take alone', async () => {
    const from = sources();
    const { planShards } = await import('../corpus/plan.ts');
    const shards = await planShards(from.spec);
    const codes = Uint8Array.from(ROWS, (_, i) => (i < 5 ? 0 : 3));
    const { items } = await makeQueue(
      { ...from, chosen: { shards, firsts: [0], codes } },
      { ...PLAN, size: 100, error: 0 },
      here,
    );
    expect(items.map(({ id }) => id).sort()).toEqual(['g0', 'g1', 'g2', 'g3', 'g4']);
  });

  it('asks again about what is disputed', async () => {
    const { items } = await makeQueue(
      { ...sources(), disputed: ['g7', 'gone'] },
      { ...PLAN, error: 0 },
      here,
    );
    expect(items[0]).toMatchObject({ id: 'g7' });
    expect(items[0].reasons[0]).toMatchObject({ kind: 'disagreement', weight: 1 });
  });

  it('takes each id once, and neither corrupt rows nor an empty name to heart', async () => {
    const twice = [row('a', made(1)), row('a', made(2)), row('b', made(3))];
    const path = disk.write('twice.jsonl', `${jsonl(twice)}no json\n`);
    const { items, malformed } = await makeQueue(
      { spec: { inputs: [path] }, filter: FILTER },
      { ...PLAN, size: 9, error: 0 },
      here,
    );
    expect(items.map(({ id }) => id).sort()).toEqual(['a', 'b']);
    expect(items.find(({ id }) => id === 'a')!.text).toBe(made(1));
    expect(malformed).toBe(1);
  });

  it.each([
    ['a share that bounds nothing', { error: 0.7 }, 'error'],
    ['a share that would take everything', { error: 0.0001 }, 'error'],
    ['a size that is no number of things', { size: -1 }, 'size'],
    ['nobody to decide', { reviewers: 0 }, 'reviewers'],
    ['more than all of them', { overlap: 1.5 }, 'overlap'],
    ['nothing at all', { size: 0, error: 0 }, 'size'],
  ])('refuses %s', async (_, change, where) => {
    await expect(makeQueue(sources(), { ...PLAN, ...change }, here)).rejects.toMatchObject({
      code: 'E_PARAMETER',
      where,
    });
  });

  it('refuses what it cannot read twice, what is no text, and nothing', async () => {
    const run = (spec: object) => makeQueue({ spec: spec as never, filter: FILTER }, PLAN, here);
    await expect(run({ inputs: ['-'] })).rejects.toMatchObject({ code: 'E_UNSUPPORTED', where: '-' });
    await expect(run({ inputs: ['x.npy'], modality: 'vectors' })).rejects.toMatchObject({
      code: 'E_UNSUPPORTED',
    });
    const people = disk.write('people.jsonl', jsonl(HUMAN));
    await expect(run({ inputs: [people] })).rejects.toMatchObject({ code: 'E_EMPTY', where: people });
  });
});

describe('queueHeader', () => {
  it('names the queue by what is in it', async () => {
    const one = await makeQueue(sources(), PLAN, here);
    const at = { createdAt: '2026-01-02T03:04:05.678Z', createdBy: 'zoe', corpora: ['made.jsonl'] };
    const header = queueHeader(one, PLAN, at);
    expect(header.id).toMatch(/^q-2026-01-02-[0-9a-f]{8}$/);
    expect(queueHeader(one, PLAN, at)).toEqual(header);
    expect(queueHeader(one, PLAN, { ...at, createdBy: 'max' }).id).not.toBe(header.id);
    expect(header).toMatchObject({ population: 46, sampled: one.sampled, error: 0.2 });
  });
});
