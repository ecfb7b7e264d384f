import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { JobFolder } from './job-folder.ts';
import { idOf, recordOf } from './jobs.test.support.ts';

const disk = scratch();
let made = 0;
const folder = () => new JobFolder(join(disk.folder, `f${made++}`, 'jobs'));
const modeOf = (path: string) => statSync(path).mode & 0o777;

describe('JobFolder', () => {
  it('is made with its first job, and empty before', async () => {
    const jobs = folder();
    expect(await jobs.ids()).toEqual([]);
    expect(await jobs.asked()).toEqual([]);
    expect(await jobs.readLog(idOf(1))).toBe('');
    await jobs.create(recordOf());
    expect(await jobs.ids()).toEqual([idOf(1)]);
  });

  it('gives back what was kept, oldest first', async () => {
    const jobs = folder();
    const records = [3, 1, 2].map((n) => recordOf({ id: idOf(n), log: [`${n}`] }));
    for (const record of records) await jobs.create(record);
    await jobs.save({ ...records[0], state: 'done' });
    expect(await jobs.ids()).toEqual([1, 2, 3].map(idOf));
    expect(await jobs.read([idOf(3), idOf(1), idOf(9)])).toEqual([
      { ...records[0], state: 'done' },
      records[1],
      undefined,
    ]);
  });

  it.skipIf(process.platform === 'win32')('is for the eyes of its owner', async () => {
    const jobs = folder();
    await jobs.create(recordOf(), { '.policy.json': '{}' });
    await jobs.save(recordOf({ state: 'running' }));
    await (await jobs.openLog(idOf(1))).close();
    await jobs.ask({ id: idOf(1), wish: 'cancel' });
    expect(modeOf(jobs.path)).toBe(0o700);
    expect(readdirSync(jobs.path).sort()).toEqual(
      ['.cancel', '.json', '.log', '.policy.json'].map((end) => idOf(1) + end),
    );
    for (const name of readdirSync(jobs.path)) expect(modeOf(join(jobs.path, name))).toBe(0o600);
  });

  it('takes for no job what is damaged, of another version, or another file', async () => {
    const jobs = folder();
    await jobs.create(recordOf());
    const put = (name: string, text: string) => writeFileSync(join(jobs.path, name), text);
    put(`${idOf(2)}.json`, '{"schema":');
    put(`${idOf(3)}.json`, JSON.stringify(recordOf()));
    put(`${idOf(4)}.json`, JSON.stringify({ ...recordOf({ id: idOf(4) }), schema: 'outcross.job/9' }));
    put(`${idOf(5)}.json`, JSON.stringify({ ...recordOf({ id: idOf(5) }), state: 'flying' }));
    put('notes.json', '{}');
    mkdirSync(join(jobs.path, `${idOf(6)}.json`));
    const ids = await jobs.ids();
    expect(ids).toEqual([1, 2, 3, 4, 5, 6].map(idOf));
    expect((await jobs.read(ids)).map((record) => record?.id)).toEqual([
      idOf(1),
      ...Array(5).fill(undefined),
    ]);
  });

  it('reads the status that an attempt left, and nothing else for one', async () => {
    const jobs = folder();
    await jobs.make();
    expect(await jobs.statusOf(idOf(1), 1)).toBeUndefined();
    for (const [text, status] of [
      ['0', 0],
      ['130', 130],
      ['', undefined],
      ['-1', undefined],
      ['1e9', undefined],
    ] as const) {
      writeFileSync(jobs.statusFile(idOf(1), 2), text);
      expect(await jobs.statusOf(idOf(1), 2)).toBe(status);
    }
    expect(await jobs.statusOf(idOf(1), 1)).toBeUndefined();
  });

  it('carries wishes from one server to another, and takes nothing else for one', async () => {
    const jobs = folder();
    await jobs.make();
    await jobs.ask({ id: idOf(1), wish: 'cancel' });
    await jobs.ask({ id: idOf(1), wish: 'cancel' });
    await jobs.ask({ id: idOf(2), wish: 'resume' });
    writeFileSync(join(jobs.path, 'x.cancel'), '');
    writeFileSync(join(jobs.path, `${idOf(1)}.delete`), '');
    const asked = await jobs.asked();
    expect(asked).toEqual([
      { id: idOf(1), wish: 'cancel' },
      { id: idOf(2), wish: 'resume' },
    ]);
    for (const one of asked) await jobs.answered(one);
    expect(await jobs.asked()).toEqual([]);
  });

  it('removes all that belongs to a job, and nothing of others', async () => {
    const jobs = folder();
    for (const n of [1, 2]) await jobs.create(recordOf({ id: idOf(n) }), { '.policy.json': '{}' });
    await jobs.remove([idOf(1)]);
    expect(readdirSync(jobs.path).sort()).toEqual([`${idOf(2)}.json`, `${idOf(2)}.policy.json`]);
  });

  it('is run by one server at a time', async () => {
    const jobs = folder();
    await jobs.make();
    const lock = await jobs.lead();
    await expect(jobs.lead()).rejects.toMatchObject({ code: 'E_LOCKED' });
    await lock.release();
    await (await jobs.lead()).release();
    expect(await jobs.ids()).toEqual([]);
  });
});
