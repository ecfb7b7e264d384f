import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import type { Checkpoint } from '../../ledger/checkpoint.ts';
import { review } from '../../ledger/fixtures.test.support.ts';
import { openLedger } from '../../ledger/open.ts';
import { checkpointOf } from './checkpoint-file.ts';
import { remembered } from './ledger.ts';

const disk = scratch();
const CHECKPOINT = { form: 'outcross.ledger-checkpoint/1' } as unknown as Checkpoint;

it('keeps one checkpoint for each ledger, in the state of the workspace', async () => {
  const folder = join(disk.folder, 'w');
  const [one, other] = [checkpointOf(folder, 'a.sqlite'), checkpointOf(folder, 'postgres://db/x')];
  expect(await one.read()).toBeUndefined();
  await one.write(CHECKPOINT);
  expect([await one.read(), await other.read()]).toEqual([CHECKPOINT, undefined]);
  expect(readdirSync(join(folder, '.outcross/audit'))).toHaveLength(1);
  writeFileSync(join(folder, one.name), '{"form": "outcr');
  expect(await one.read()).toBeUndefined();
});

it('does without where it cannot be kept', async () => {
  const folder = join(disk.folder, 'blocked');
  mkdirSync(folder);
  writeFileSync(join(folder, '.outcross'), 'a file');
  const place = checkpointOf(folder, 'a.sqlite');
  await place.write(CHECKPOINT);
  expect(await place.read()).toBeUndefined();
});

it('serves the audit, which says where the ledger is no longer what it verified', async () => {
  const folder = join(disk.folder, 'audited');
  const path = join(folder, 'ledger.sqlite');
  const place = checkpointOf(folder, path);
  const open = async (ids: readonly string[]) => {
    const store = await openLedger(path, folder);
    await store.append(ids.map((id) => review(id)));
    const { ledger } = await remembered(store, place);
    await store.close();
    return ledger;
  };
  expect(await open(['a', 'b', 'c'])).toMatchObject({ events: 3, faults: [] });
  expect(await open(['d'])).toMatchObject({ events: 4, faults: [] });
  // Another ledger in its place: whole in itself, and not the one that was verified.
  rmSync(path);
  const { faults } = await open(['x', 'y', 'z', 'a']);
  expect(faults).toHaveLength(1);
  expect(faults[0]).toContain('the history was written anew');
  expect(faults[0]).toContain(place.name);
});
