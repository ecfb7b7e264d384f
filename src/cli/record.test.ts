import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OutcrossError } from '../base/errors.ts';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { all } from '../ledger/fixtures.test.support.ts';
import { fact } from '../ledger/recorder.ts';
import { readUnrecorded, UNRECORDED_FOLDER } from '../ledger/unrecorded.ts';
import { openLedgerOf } from '../workspace/ledger.ts';
import { openWorkspace } from '../workspace.ts';
import { desk } from './fixtures.test.support.ts';
import { personName, record } from './record.ts';

const disk = scratch();
const now = () => new Date('2026-05-06T07:08:09.012Z');
const FACTS = () => [
  fact('job.ended', [{ type: 'job', id: 'j' }], { command: 'mix', result: 'done', version: '1' }),
];
const never = () => {
  throw new Error('nobody should ask for facts');
};

async function workspace(name: string, yaml?: string) {
  mkdirSync(join(disk.folder, name), { recursive: true });
  if (yaml !== undefined) disk.write(join(name, 'outcross.yaml'), yaml);
  return openWorkspace(join(disk.folder, name));
}

describe('record', () => {
  it('appends facts of this moment, by the tool on behalf of whoever runs it', async () => {
    const place = await workspace('line', 'line: demo');
    const { context, err } = desk({ OUTCROSS_ACTOR: ' zoe ' });
    await record(FACTS, {}, place, context, now);
    const store = await openLedgerOf(place);
    expect(await all(store.events())).toMatchObject([
      { seq: 1, at: '2026-05-06T07:08:09.012Z', actor: { kind: 'tool', name: 'zoe' }, kind: 'job.ended' },
    ]);
    await store.close();
    expect(err.text).toBe('');
  });

  it('does nothing where there is no workspace, or where it is told so', async () => {
    const [bare, whole] = [await workspace('bare'), await workspace('whole', 'line: demo')];
    await record(never, {}, bare, desk().context, now);
    await record(never, { ledger: false }, whole, desk().context, now);
    expect([bare, whole].map(({ folder }) => existsSync(join(folder, '.outcross')))).toEqual([false, false]);
  });

  it('records where a place is named, without a workspace too', async () => {
    const ledger = join(disk.folder, 'own.sqlite');
    await record(FACTS, { ledger }, await workspace('bare'), desk().context, now);
    expect(existsSync(ledger)).toBe(true);
  });

  it('says that the work is done, and keeps the facts for later, where the ledger cannot be written', async () => {
    disk.write('broken/.outcross/ledger.sqlite', 'no database at all. '.repeat(60));
    const broken = await workspace('broken', 'line: demo');
    const { context } = desk({ OUTCROSS_ACTOR: 'zoe' });
    const failure = await record(FACTS, {}, broken, context, now).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 'E_LEDGER',
      message: expect.stringContaining('the work is done, and nothing was recorded'),
      hint: expect.stringMatching(/outcross ledger record \S+\.json$/),
    });
    const folder = join(broken.folder, UNRECORDED_FOLDER);
    const [kept] = readdirSync(folder);
    expect(statSync(join(folder, kept)).mode & 0o777).toBe(0o600);
    expect(await readUnrecorded(join(folder, kept))).toMatchObject([
      { kind: 'job.ended', at: '2026-05-06T07:08:09.012Z', actor: { kind: 'tool', name: 'zoe' } },
    ]);
  });

  it('asks to run again where the facts themselves cannot be had', async () => {
    const gone = () => Promise.reject(new OutcrossError('E_NOT_FOUND', 'a.jsonl is gone'));
    await expect(
      record(gone, {}, await workspace('whole', 'line: demo'), desk().context, now),
    ).rejects.toMatchObject({
      code: 'E_NOT_FOUND',
      hint: 'To record it, run the command again once that is mended.',
    });
  });

  it('does not hide a defect', async () => {
    await expect(
      record(never, {}, await workspace('whole', 'line: demo'), desk().context, now),
    ).rejects.toThrow('nobody should ask');
  });
});

describe('personName', () => {
  it('is OUTCROSS_ACTOR, else the account', () => {
    expect(personName({ OUTCROSS_ACTOR: 'zoe' })).toBe('zoe');
    expect(personName({ OUTCROSS_ACTOR: 'z'.repeat(300) }).length).toBe(200);
    for (const env of [{}, { OUTCROSS_ACTOR: '' }, { OUTCROSS_ACTOR: '  ' }])
      expect(personName(env)).toBe(userInfo().username);
  });
});
