import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLedger } from '../../ledger/open.ts';
import { queuesOf } from '../../ledger/queue/open.ts';
import { decideItem } from '../../review/decide.ts';
import { humanRows, madeRows, workspaces } from '../../workspace/fixtures.test.support.ts';
import { desk, hiddenIn, widest } from '../fixtures.test.support.ts';
import { run } from '../run.ts';

const { make, anchored } = workspaces();
const YAML = 'line: x\nhuman: human.jsonl\ngenerations: [g1.jsonl]\npolicy: {human: {minimum: 0}}\n';

const HOSTILE = 'd\u001b[2J\u202e';
const made = `${madeRows(20, 1)}${JSON.stringify({
  id: HOSTILE,
  text: 'passage of thing and of others too',
  provenance: { origin: 'synthetic', generation: 1 },
})}\n`;

function commands(folder: string) {
  const at = ['--config', join(folder, 'outcross.yaml')];
  const command = async (...args: string[]) => {
    const { context, out, err } = desk({ OUTCROSS_ACTOR: 'zoe' });
    out.columns = 80;
    const status = await run([...args, ...at], context);
    return { status, out: out.text, err: err.text };
  };
  const queue = (...args: string[]) => command('review', 'queue', '--workers', '0', ...args);
  return { command, queue };
}

/** Decides about items of the newest queue as a reviewer would. */
async function deciding(
  folder: string,
  work: (id: string, place: number) => object | undefined,
  who = 'zoe',
) {
  const store = await openLedger('.outcross/ledger.sqlite', folder);
  const [{ id: queue, size }] = await queuesOf(store).list();
  for (const { id, seen, place } of await queuesOf(store).next({
    queue,
    reviewer: who,
    count: size,
    now: 0,
  })) {
    const said = work(id, place);
    if (said === undefined) continue;
    const at = '2026-01-02T03:04:05.678Z';
    const ask = { queue, id, reviewer: who, seen, version: 0, at, decision: 'accept' as const, ...said };
    await decideItem(store, ask);
  }
  await store.close();
}

describe('outcross review queue', () => {
  it('asks about what the next mix would take, and the mix obeys', async () => {
    const { folder } = await make(YAML, { 'human.jsonl': humanRows(30), 'g1.jsonl': made });
    const { command, queue } = commands(folder);
    const { status, out } = await queue('--size', '5', '--error', '0.1', '--overlap', '0');
    expect(status).toBe(0);
    expect(out).toMatch(
      /^Queue q-\S+: \d+ items, of \d+ examples of what the mix for generation 2 would take\n/,
    );
    expect(hiddenIn(out)).toEqual([]);
    const words = ['reject', 'edit', 'relabel', 'accept'];
    const decided = new Map<string, string>();
    await deciding(folder, (id, place) => {
      const decision = words[place % 4];
      decided.set(id, decision);
      if (decision === 'edit') return { decision, text: `edited ${id}` };
      return decision === 'relabel' ? { decision, origin: 'mixed' } : { decision };
    });
    const mixed = await command('mix', '-o', join(folder, 'train.jsonl'), '--workers', '0');
    expect(mixed).toMatchObject({ status: 0 });
    const rows = readFileSync(join(folder, 'train.jsonl'), 'utf8').trim().split('\n');
    const written = new Map(rows.map((row) => JSON.parse(row)).map((row) => [row.id, row]));
    expect(decided.size).toBeGreaterThan(5);
    for (const [id, decision] of decided) {
      const row = written.get(id);
      if (decision === 'reject') expect(row).toBeUndefined();
      else if (decision === 'edit') expect(row.text).toBe(`edited ${id}`);
      else if (decision === 'relabel')
        expect(row.provenance).toMatchObject({ origin: 'mixed', evidence: 'review' });
      else expect(row.text).toContain('passage');
    }
  });

  it('asks again about an example that was edited since, and not about what is decided', async () => {
    const { folder } = await make(YAML, { 'human.jsonl': humanRows(30), 'g1.jsonl': made });
    const { command, queue } = commands(folder);
    await queue('--size', '30', '--error', '0');
    const ids: string[] = [];
    await deciding(folder, (id) => {
      ids.push(id);
      return {};
    });
    const file = join(folder, 'g1.jsonl');
    writeFileSync(
      file,
      made.replace(/"id":"g1-0","text":"[^"]*"/, '"id":"g1-0","text":"quite another passage"'),
    );
    const { status, out } = await queue(file, '--size', '30', '--error', '0', '--json');
    expect(status).toBe(0);
    const { size, id, passedOver } = JSON.parse(out);
    expect(passedOver.decided).toBe(ids.length - 1);
    expect(size).toBe(21 - (ids.length - 1));
    const store = await openLedger('.outcross/ledger.sqlite', folder);
    const item = (await queuesOf(store).item(id, 'g1-0'))!;
    await store.close();
    expect(item.text).toBe('quite another passage');
    expect(item.reasons[0]).toMatchObject({ kind: 'outdated', weight: 1 });
    expect((await command('review', 'list')).out).toContain(`Queue ${id}: 0 of ${size} decided`);
  });

  it('keeps its texts when the corpus is gone, and when it changed after', async () => {
    const { folder } = await make(YAML, { 'human.jsonl': humanRows(30), 'g1.jsonl': made });
    const { queue } = commands(folder);
    await queue(join(folder, 'g1.jsonl'), '--size', '3', '--error', '0');
    rmSync(join(folder, 'g1.jsonl'));
    const texts: string[] = [];
    await deciding(folder, (id) => {
      texts.push(id);
      return { decision: 'reject' };
    });
    expect(texts).toHaveLength(3);
  });

  it('holds what the next mix would take against the reservoir of the anchor', async () => {
    const { folder } = await anchored(YAML, { 'g1.jsonl': made });
    const { queue } = commands(folder);
    expect(await queue('--size', '4', '--error', '0')).toMatchObject({ status: 0 });
    const store = await openLedger('.outcross/ledger.sqlite', folder);
    const [{ id }] = await queuesOf(store).list();
    const items = await queuesOf(store).next({ queue: id, reviewer: 'zoe', count: 4, now: 0 });
    await store.close();
    expect(items.every(({ human }) => human.length === 3)).toBe(true);
    const reservoir = readFileSync(join(folder, 'anchor', 'reservoir.jsonl'), 'utf8');
    for (const { human } of items) for (const near of human) expect(reservoir).toContain(`"${near.id}"`);
  });

  it('asks about the newest generation where no mix can be planned', async () => {
    const yaml =
      'line: x\nhuman: human.jsonl\ngenerations: [g1.jsonl]\npolicy: {human: {minimum: 0.99}, size: 5000}\n';
    const { folder } = await make(yaml, { 'human.jsonl': humanRows(30), 'g1.jsonl': made });
    const { out } = await commands(folder).queue('--size', '4', '--error', '0');
    expect(out).toContain('of 21 examples of generation g1');
  });

  it('shows in the list what the sample bounds so far', async () => {
    const { folder } = await make(YAML, { 'human.jsonl': humanRows(30), 'g1.jsonl': made });
    const { command, queue } = commands(folder);
    await queue(join(folder, 'g1.jsonl'), '--size', '0', '--error', '0.2', '--overlap', '0');
    expect((await command('review', 'list')).out).toMatch(/sample: 0 of \d+ decided/);
    await deciding(folder, (_, place) => ({ decision: place < 2 ? 'reject' : 'accept' }));
    const { out } = await command('review', 'list');
    expect(out).toMatch(/sample: (\d+) of \1 decided; 2 rejected: \d[\d.]*% to \d[\d.]*% of all 21 \(95%\)/);
    expect(hiddenIn(out)).toEqual([]);
    const { queues } = JSON.parse((await command('review', 'list', '--json')).out);
    expect(queues[0].sampling).toMatchObject({ population: 21, rejected: 2 });
  });

  it.each([
    ['a share that is none', ['--error', '2'], 'E_USAGE'],
    ['a share that bounds nothing', ['--error', '0.9'], 'E_PARAMETER'],
    ['a corpus that is not there', ['nowhere.jsonl'], 'E_NOT_FOUND'],
    ['standard input', ['-'], 'E_UNSUPPORTED'],
  ])('refuses %s, and makes no queue', async (_, args, code) => {
    const { folder } = await make(YAML, { 'human.jsonl': humanRows(30), 'g1.jsonl': made });
    const { command, queue } = commands(folder);
    const refused = await queue(...args);
    expect(refused).toMatchObject({ status: 2, out: '', err: expect.stringContaining(code) });
    if (existsSync(join(folder, '.outcross', 'ledger.sqlite')))
      expect(JSON.parse((await command('review', 'list', '--json')).out).queues).toEqual([]);
  });

  it('says what is missing in a workspace without a corpus', async () => {
    const { folder } = await make('line: x\n');
    expect(await commands(folder).queue()).toMatchObject({
      status: 2,
      err: expect.stringContaining('E_NO_INPUT'),
    });
  });
});

describe('outcross review agreement', () => {
  it('shows kappa of every two, and what they dispute, which the next queue asks again', async () => {
    const { folder } = await make(YAML, { 'human.jsonl': humanRows(30), 'g1.jsonl': made });
    const { command, queue } = commands(folder);
    expect((await command('review', 'agreement')).err).toContain('E_NOT_FOUND');
    await queue(join(folder, 'g1.jsonl'), '--size', '30', '--error', '0', '--overlap', '1');
    expect((await command('review', 'agreement')).out).toContain('No example was decided about by two');
    await deciding(folder, (_, place) => ({ decision: place % 3 === 0 ? 'reject' : 'accept' }));
    const store = await openLedger('.outcross/ledger.sqlite', folder);
    const [{ id: newest }] = await queuesOf(store).list();
    const items = await queuesOf(store).next({ queue: newest, reviewer: 'max', count: 50, now: 0 });
    for (const { id, seen, place } of items) {
      const { version } = await import('../../review/decide.ts').then(({ itemState }) =>
        itemState(store, { id, seen, wants: 2 }, 0, 'max'),
      );
      const at = '2026-01-02T03:04:05.678Z';
      const decision = place % 3 === 0 && place !== 0 ? 'reject' : 'accept';
      await decideItem(store, { queue: newest, id, reviewer: 'max', seen, version, at, decision });
    }
    await store.close();
    const { out } = await command('review', 'agreement');
    expect(out).toMatch(/max, zoe +21 +95% +0\.\d\d +0\.\d\d to 1\.00/);
    expect(out).toContain('Disputed:\n');
    expect(hiddenIn(out)).toEqual([]);
    expect(widest(out)).toBeLessThanOrEqual(80);
    const { disputed, pairs } = JSON.parse((await command('review', 'agreement', '--json')).out);
    expect([disputed.length, pairs[0].examples]).toEqual([1, 21]);
    const again = JSON.parse(
      (await queue(join(folder, 'g1.jsonl'), '--size', '9', '--error', '0', '--json')).out,
    );
    expect(again).toMatchObject({ size: 1, population: 1 });
  });
});
