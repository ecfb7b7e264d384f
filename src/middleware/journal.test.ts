import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Journal } from './journal.ts';
import { JournalFile } from './journal-file.ts';
import { tape } from './recorder.test.support.ts';

const line = (text: string) => Buffer.from(`${text}\n`);
const failures: unknown[] = [];
const journal = (path: string, most = 1 << 20) =>
  new Journal({ path, most, onFailure: (error) => failures.push(error) });

describe('Journal', () => {
  it('writes lines in their order, in batches', async () => {
    const { path } = tape();
    const held = journal(path, 1 << 30);
    const wide = 'x'.repeat(400_000);
    for (let i = 0; i < 8; i++) held.add(line(`${i}${wide}`));
    await held.close();
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
    expect(lines.map((text) => [text[0], text.length])).toEqual(
      Array.from({ length: 8 }, (_, i) => [String(i), 400_001]),
    );
    expect(held.counts).toEqual({ written: 8, backedUp: 0, waiting: 0 });
  });

  it('has room for one line of any size, and up to its bound', async () => {
    const held = journal('/dev/full', 10);
    expect([held.hasRoom(10), held.hasRoom(11)]).toEqual([true, true]);
    held.add(line('12345'));
    expect([held.hasRoom(4), held.hasRoom(5)]).toEqual([true, false]);
    await held.close();
    expect(failures.pop()).toMatchObject({ code: 'E_WRITE' });
  });

  it('settles at once where there is nothing to write', async () => {
    const path = join(tape().folder, 'none', 'at', 'all');
    const held = journal(path);
    await held.settle();
    await held.close();
    expect(held.counts).toEqual({ written: 0, backedUp: 0, waiting: 0 });
  });
});

describe('JournalFile', () => {
  it('says how many lines are whole, and writes to what is no regular file', async () => {
    const { path } = tape();
    const file = new JournalFile(path);
    expect(await file.append([line('a'), line('b')])).toBe(2);
    expect(await file.append([line('c')])).toBe(1);
    await file.sync();
    await file.close();
    await file.close();
    expect(readFileSync(path, 'utf8')).toBe('a\nb\nc\n');
    const sink = new JournalFile('/dev/null');
    expect(await sink.append([line('a')])).toBe(1);
    await sink.sync();
    await sink.close();
  });

  it('lets two writers of one process have whole lines', async () => {
    const { path } = tape();
    const files = [new JournalFile(path), new JournalFile(path)];
    for (let i = 0; i < 20; i++)
      await Promise.all(files.map((file, own) => file.append([line(`${own} ${i}`), line('-')])));
    for (const file of files) await file.close();
    const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
    expect(lines).toHaveLength(80);
    for (const own of [0, 1]) {
      expect(lines.filter((text) => text.startsWith(`${own} `))).toEqual(
        Array.from({ length: 20 }, (_, i) => `${own} ${i}`),
      );
    }
  });

  it('throws as the system does', async () => {
    const file = new JournalFile('/dev/full');
    await expect(file.append([line('a')])).rejects.toMatchObject({ code: 'ENOSPC' });
    await expect(new JournalFile('/dev/full/x').append([line('a')])).rejects.toMatchObject({
      code: 'ENOTDIR',
    });
    await file.close();
  });
});
