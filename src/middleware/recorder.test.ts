import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completion, NOON, rowsOf, tape } from './recorder.test.support.ts';
import { openRecorder } from './recorder.ts';

describe('a recorder', () => {
  it('adds to what stands in the file, which only its owner may read', async () => {
    const first = tape();
    await first.recorder.record(completion());
    expect(await first.recorder.close()).toEqual({
      written: 1,
      backedUp: 0,
      waiting: 0,
      dropped: 0,
      empty: 0,
      failures: 0,
    });
    const second = tape({ path: first.path });
    await second.recorder.record(completion({ responseId: 'r2' }));
    expect((await second.rows()).map(({ id }) => id)).toEqual(['r1#0', 'r2#0']);
    expect(statSync(first.path).mode & 0o777).toBe(0o600);
  });

  it('counts completions in which nothing was written, and writes no row', async () => {
    const kept = tape();
    await kept.recorder.record(completion({ text: '' }));
    expect(await kept.recorder.close()).toMatchObject({ empty: 1, written: 0, dropped: 0 });
    expect(existsSync(kept.path)).toBe(false);
  });

  it('writes to the back-up while the disk is full, and nothing twice', async () => {
    const backup = join(tape().folder, 'spare.jsonl');
    const kept = tape({ path: '/dev/full', backup });
    for (let i = 0; i < 5; i++) await kept.recorder.record(completion({ responseId: `r${i}` }));
    expect(await kept.recorder.close()).toMatchObject({ written: 0, backedUp: 5, dropped: 0 });
    expect(rowsOf(backup).map(({ id }) => id)).toEqual(['r0#0', 'r1#0', 'r2#0', 'r3#0', 'r4#0']);
    expect(kept.errors[0]).toMatchObject({ code: 'E_WRITE', hint: expect.stringContaining('space') });
  });

  it('holds rows until the folder is there', async () => {
    const { folder } = tape();
    const path = join(folder, 'later', 'c.jsonl');
    const kept = tape({ path });
    await kept.recorder.record(completion());
    expect(await kept.recorder.flush()).toMatchObject({ waiting: 1, written: 0 });
    renameSync(join(tape().folder), join(folder, 'later'));
    await kept.recorder.record(completion({ responseId: 'r2' }));
    expect(await kept.recorder.flush()).toMatchObject({ waiting: 0, written: 2 });
    expect(rowsOf(path).map(({ id }) => id)).toEqual(['r1#0', 'r2#0']);
  });

  it('drops what finds no room, and says so', async () => {
    const kept = tape({ path: '/dev/full', mostWaiting: 1000 });
    for (let i = 0; i < 10; i++) await kept.recorder.record(completion({ responseId: `r${i}` }));
    const counts = await kept.recorder.flush();
    expect(counts.waiting).toBeGreaterThan(0);
    expect(counts.dropped).toBeGreaterThan(0);
    expect(counts.waiting + counts.dropped).toBe(10);
    expect(kept.errors.some(({ message }) => message.includes('too many rows wait'))).toBe(true);
    expect(await kept.recorder.close()).toMatchObject({ waiting: 0, dropped: 10 });
  });

  it('lets the application wait for room where that was asked for, and loses nothing', async () => {
    const kept = tape({ mostWaiting: 300, overflow: 'wait' });
    await Promise.all(
      Array.from({ length: 50 }, (_, i) => kept.recorder.record(completion({ responseId: `r${i}` }))),
    );
    expect(await kept.recorder.close()).toMatchObject({ written: 50, dropped: 0, failures: 0 });
    expect(rowsOf(kept.path)).toHaveLength(50);
  });

  it('does not let the application wait for a disk that takes nothing', async () => {
    const kept = tape({ path: '/dev/full', mostWaiting: 300, overflow: 'wait' });
    for (let i = 0; i < 5; i++) await kept.recorder.record(completion());
    expect(await kept.recorder.close()).toMatchObject({ written: 0, dropped: 5 });
  });

  it('takes no more rows once it is closed', async () => {
    const kept = tape();
    await kept.recorder.close();
    await kept.recorder.record(completion());
    expect(kept.recorder.counts()).toMatchObject({ dropped: 1, failures: 1 });
    expect(kept.errors[0].message).toContain('closed');
  });

  it('says the same whenever it is asked after it was closed, and writes nothing more', async () => {
    const folder = tape().folder;
    const path = join(folder, 'later', 'completions.jsonl');
    const kept = tape({ path });
    for (let i = 0; i < 3; i++) await kept.recorder.record(completion({ responseId: `r${i}` }));
    const closed = await kept.recorder.close();
    expect(closed).toMatchObject({ written: 0, waiting: 0, dropped: 3 });
    mkdirSync(join(folder, 'later'));
    const later = [await kept.recorder.flush(), await kept.recorder.close(), kept.recorder.counts()];
    expect(later).toEqual([closed, closed, closed]);
    expect(existsSync(path)).toBe(false);
  });

  it('keeps count of every completion, whatever becomes of it', async () => {
    const kept = tape({ mostWaiting: 2000 });
    const given = fc.sample(fc.constantFrom('', 'short', 'x'.repeat(900), 'é🌊\ud800'), {
      numRuns: 60,
      seed: 7,
    });
    for (const [i, text] of given.entries()) {
      void kept.recorder.record(completion({ responseId: `r${i}`, text }));
      if (i % 7 === 0) await kept.recorder.flush();
    }
    const { written, dropped, empty, waiting, backedUp } = await kept.recorder.close();
    expect([written + dropped + empty, waiting, backedUp]).toEqual([60, 0, 0]);
    expect(rowsOf(kept.path)).toHaveLength(written);
    expect(empty).toBe(given.filter((text) => text === '').length);
    expect(dropped).toBeGreaterThan(0);
  });

  it('says in words that its file is a folder, or a link to nowhere', async () => {
    const { folder } = tape();
    symlinkSync(join(folder, 'no', 'such'), join(folder, 'link'));
    for (const path of [folder, join(folder, 'link')]) {
      const kept = tape({ path });
      await kept.recorder.record(completion());
      expect(await kept.recorder.close()).toMatchObject({ written: 0, dropped: 1 });
      expect(kept.errors[0]).toMatchObject({ code: 'E_WRITE', message: expect.stringContaining(path) });
    }
  });

  it('goes on in a new file where the old one was moved away', async () => {
    const kept = tape();
    await kept.recorder.record(completion());
    await kept.recorder.flush();
    const moved = join(kept.folder, 'completions.1.jsonl');
    renameSync(kept.path, moved);
    await kept.recorder.record(completion({ responseId: 'r2' }));
    expect((await kept.rows()).map(({ id }) => id)).toEqual(['r2#0']);
    expect(rowsOf(moved).map(({ id }) => id)).toEqual(['r1#0']);
  });

  it('starts a line of its own after one that was torn off', async () => {
    const kept = tape();
    writeFileSync(kept.path, '{"id": "torn", "te');
    await kept.recorder.record(completion());
    await kept.recorder.close();
    const lines = readFileSync(kept.path, 'utf8').split('\n');
    expect([lines[0], JSON.parse(lines[1]).id, lines[2]]).toEqual(['{"id": "torn", "te', 'r1#0', '']);
  });

  it('keeps rows apart that have no id of their own', async () => {
    const kept = tape();
    const { responseId: _, ...nameless } = completion();
    await kept.recorder.record(nameless);
    await kept.recorder.record(nameless);
    const rows = await kept.rows();
    expect(new Set(rows.map(({ id }) => id)).size).toBe(2);
    for (const { id } of rows) expect(id).toMatch(/^completion-[0-9a-f]{24}#0$/);
  });

  it.each([
    [{ path: '' }, 'path'],
    [{ backup: 'a' }, 'backup'],
    [{ now: undefined }, 'now'],
    [{ mostWaiting: 0 }, 'mostWaiting'],
    [{ mostWaiting: Number.NaN }, 'mostWaiting'],
  ])('refuses wrong options at once: %j', (wrong, where) => {
    const make = () => openRecorder({ path: 'a', now: () => NOON, ...(wrong as object) });
    expect(make).toThrow(expect.objectContaining({ code: 'E_PARAMETER', where }));
  });
});
