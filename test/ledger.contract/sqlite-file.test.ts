import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { OutcrossError } from '../../src/base/errors.ts';
import { scratch } from '../../src/corpus/fixtures.test.support.ts';
import { all, review } from '../../src/ledger/fixtures.test.support.ts';
import { openLedger } from '../../src/ledger/open.ts';
import { verifyStore } from '../../src/ledger/verify.ts';
import { runs } from '../fixtures/thorough.ts';
import { requireWhole } from './hardship.ts';
import { startAppender } from './processes.ts';

const disk = scratch();
let made = 0;
const freshPath = () => join(disk.folder, `${made++}`, 'ledger.sqlite');
const open = (path: string, create = true) => openLedger(path, disk.folder, { create });

async function filled(events = 40): Promise<string> {
  const path = freshPath();
  const ledger = await open(path);
  await ledger.append(
    Array.from({ length: events }, (_, i) => review(`example ${i}`, 'accept', { note: `note ${i}` })),
  );
  await ledger.close();
  return path;
}

describe('the file of a ledger', () => {
  it('is made with its folder, for its owner alone, and keeps the mode that it is given', async () => {
    const path = freshPath();
    const ledger = await open(path);
    await ledger.append([review('a')]);
    if (process.platform !== 'win32') {
      for (const name of [path, `${path}-wal`]) expect(statSync(name).mode & 0o777).toBe(0o600);
    }
    await ledger.close();
    chmodSync(path, 0o640);
    await (await open(path)).close();
    expect(statSync(path).mode & 0o777).toBe(process.platform === 'win32' ? 0o666 : 0o640);
  });

  it('stands below the folder of the workspace unless a setting says otherwise', async () => {
    const folder = join(disk.folder, 'workspace');
    await (await openLedger(undefined, folder)).close();
    await (await openLedger('facts/own.sqlite', folder)).close();
    expect(existsSync(join(folder, '.outcross', 'ledger.sqlite'))).toBe(true);
    expect(existsSync(join(folder, 'facts', 'own.sqlite'))).toBe(true);
  });

  it('is not made by whoever only reads', async () => {
    const path = freshPath();
    await expect(open(path, false)).rejects.toMatchObject({ code: 'E_NOT_FOUND', where: path });
    expect(existsSync(path)).toBe(false);
    const empty = disk.write('empty/ledger.sqlite', '');
    await expect(open(empty, false)).rejects.toMatchObject({ code: 'E_NOT_FOUND' });
  });

  it.each([
    ['text', 'no database at all, but long enough to be taken for the header of one. '.repeat(20)],
    ['a profile', new Uint8Array(5_000).fill(7)],
  ])('that is %s is left as it is', async (name, data) => {
    const path = disk.write(`${name}/other`, data);
    const before = readFileSync(path);
    await expect(open(path)).rejects.toMatchObject({
      code: 'E_LEDGER',
      hint: expect.stringContaining('name the file of a ledger'),
    });
    expect(readFileSync(path)).toEqual(before);
  });

  it('that is the database of another program is left as it is', async () => {
    const path = disk.write('other/app.sqlite', '');
    const database = new Database(path);
    database.exec('create table things (a)');
    database.close();
    await expect(open(path)).rejects.toMatchObject({
      code: 'E_LEDGER',
      message: expect.stringContaining('another program'),
    });
  });

  it('that is a folder is refused', async () => {
    await expect(open(disk.folder)).rejects.toBeInstanceOf(OutcrossError);
    await expect(open(disk.folder, false)).rejects.toBeInstanceOf(OutcrossError);
  });

  it('reports that its disk is full, keeps what it acknowledged, and goes on when there is room', async () => {
    const path = freshPath();
    await (await open(path)).close();
    const appender = startAppender(path, 'full', 0, 300);
    expect(await appender.ended).toBe(3);
    expect(appender.errors).toEqual(['E_WRITE']);
    expect(appender.acknowledged.size).toBeGreaterThan(10);
    const place = { setting: path, open: () => open(path) };
    expect(await requireWhole(place, [appender])).toBe(appender.acknowledged.size);
    const ledger = await open(path);
    await ledger.append([review('after')]);
    expect(await verifyStore(ledger)).toMatchObject({ passed: true, events: appender.acknowledged.size + 1 });
    await ledger.close();
  });

  it('held by a process that writes keeps others waiting, not reading', async () => {
    const path = await filled(3);
    const holder = new Database(path);
    holder.exec('begin immediate');
    const ledger = await open(path, false);
    expect((await all(ledger.events())).length).toBe(3);
    const waiting = ledger.append([review('later')]);
    setTimeout(() => holder.exec('commit'), 150);
    expect((await waiting)[0].seq).toBe(4);
    // A connection that has met a busy file must not go on reading the past.
    const other = await open(path, false);
    await other.append([review('by another')]);
    expect((await all(ledger.events())).length).toBe(5);
    for (const store of [ledger, other]) await store.close();
    holder.close();
  });

  it.each([
    ['a letter into another', 1],
    ['a letter into no letter at all', 0x80],
  ])('with a flipped bit in an event is found out, where it makes of %s', async (_, flip) => {
    const path = await filled();
    const bytes = readFileSync(path);
    const at = bytes.indexOf('"note":"note 17"');
    bytes[at + 12] ^= flip;
    writeFileSync(path, bytes);
    const ledger = await open(path, false);
    const { faults } = await verifyStore(ledger);
    expect(faults[0]).toMatchObject({ seq: 18, what: flip === 1 ? 'digest' : 'unreadable' });
    await ledger.close();
  });

  it('with a flipped bit anywhere verifies only where every event is what it was', async () => {
    const whole = await filled();
    const bytes = readFileSync(whole);
    const ledger = await open(whole, false);
    const events = await all(ledger.events());
    await ledger.close();
    const path = join(disk.folder, 'flipped.sqlite');
    const opened = async () => {
      const flipped = await open(path, false);
      try {
        return (await verifyStore(flipped)).passed ? await all(flipped.events()) : undefined;
      } finally {
        await flipped.close();
      }
    };
    let found = 0;
    await fc.assert(
      // The highest bit of a byte stays: where it makes bytes of the schema that are no UTF-8, libsql ends the process.
      fc.asyncProperty(
        fc.nat(bytes.length * 8 - 1).filter((bit) => bit % 8 !== 7),
        async (bit) => {
          const changed = Uint8Array.from(bytes);
          changed[bit >> 3] ^= 1 << (bit & 7);
          writeFileSync(path, changed);
          const read = await opened().catch((error) => {
            expect(error).toBeInstanceOf(OutcrossError);
            return undefined;
          });
          if (read === undefined) found++;
          else expect(read).toEqual(events);
        },
      ),
      { numRuns: runs(150) },
    );
    expect(found).toBeGreaterThan(runs(30));
  });
});
