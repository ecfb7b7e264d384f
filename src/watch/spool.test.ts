import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { openSpool } from './spool.ts';

const disk = scratch();
const id = (n: number) => n.toString(16).padStart(32, '0');
const alert = (seq: number) => ({ seq, id: id(seq * 7), body: `{"n":${seq}}` });

describe('a spool', () => {
  it('keeps alerts in the order of their events, over a restart', async () => {
    const folder = join(disk.folder, 'a/spool');
    const spool = await openSpool(folder);
    for (const seq of [12, 3, 1_000_000]) await spool.put(alert(seq));
    await spool.put(alert(3));
    const again = await openSpool(folder);
    expect(await again.list()).toEqual([alert(3), alert(12), alert(1_000_000)]);
    await again.remove(alert(12));
    await again.remove(alert(12));
    expect((await spool.list()).map(({ seq }) => seq)).toEqual([3, 1_000_000]);
  });

  it('passes over what is not its own, and what is empty', async () => {
    const folder = join(disk.folder, 'b');
    const spool = await openSpool(folder);
    await spool.put(alert(1));
    writeFileSync(join(folder, 'lock.3'), 'x');
    writeFileSync(join(folder, '.outcross-1-1-1.tmp'), 'x');
    writeFileSync(join(folder, `000000000002-${id(2)}.json`), '');
    expect(await spool.list()).toEqual([alert(1)]);
  });

  it('sets aside what is refused, and keeps it', async () => {
    const folder = join(disk.folder, 'c');
    const spool = await openSpool(folder);
    await spool.put(alert(5));
    await spool.setAside(alert(5));
    expect(await spool.list()).toEqual([]);
    expect(readdirSync(join(folder, 'refused'))).toEqual([`000000000005-${id(35)}.json`]);
  });

  it.skipIf(process.platform === 'win32')('is for the eyes of its owner', async () => {
    const folder = join(disk.folder, 'd');
    await openSpool(folder);
    expect(statSync(folder).mode & 0o077).toBe(0);
  });
});
